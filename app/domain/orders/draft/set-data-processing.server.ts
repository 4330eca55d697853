import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order } from "~db/schema/orders";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";

/**
 * Records what personal data is processed, or that none is (UK GDPR article 28(3) asks for it in writing).
 * Throws Problem bad-request `data-processing-empty`, not-found `no-such-order`, not-allowed
 * `not-procurement-lead`, conflict `wrong-state` and `stale-edit`.
 */
export async function setDataProcessing(tx: Tx, change: Change, text: string): Promise<Changed> {
  const dataProcessing = text.trim();
  if (!dataProcessing) {
    throw new Problem(
      "bad-request",
      "data-processing-empty",
      "Say whether personal data is processed, and how.",
    );
  }
  return changeOrder(tx, change, "order.data-processing-set", async (locked) => {
    await tx.update(order).set({ dataProcessing }).where(eq(order.id, locked.id));
    return {
      summary: locked.dataProcessing
        ? "Changed what is said of data processing"
        : "Said how data is processed",
      before: { dataProcessing: locked.dataProcessing },
      after: { dataProcessing },
    };
  });
}
