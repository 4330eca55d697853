import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import type { fundTransfer, moneyRequest } from "~db/schema/fund-changes";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../money/format";
import { Problem } from "../shared/problem";
import { eventOf, type Decision } from "./asked-of-officers";

/** Takes back what one asked for oneself and nobody has decided. Throws a Problem for what somebody else asked for. */
export async function withdrawRequest(
  tx: Tx,
  input: Decision & { table: typeof fundTransfer | typeof moneyRequest },
): Promise<void> {
  const { table, asked, actor, at } = input;
  if (asked.requestedBy !== actor.userId) {
    throw new Problem("not-allowed", "not-yours", {
      title: `${asked.requester.name} asked for ${asked.id}, so only they can withdraw it.`,
      detail: "You can decline it.",
    });
  }
  await tx
    .update(table)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at })
    .where(eq(table.id, asked.id));
  await recordEvent(tx, {
    ...eventOf(input, "withdrawn"),
    summary: `Withdrew ${asked.id} of ${formatPence(asked.amount)}`,
    actor,
    at,
    after: { state: "withdrawn" },
  });
}
