import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import type { MatchedSpend } from "./matched-spend";

/**
 * Notes which spend an order has had matched, in place of what it noted before; none gives all of it back. The rows of
 * the spend are locked in one order, so that two orders that ask for the same pound meet here and not in a deadlock;
 * the database refuses the second.
 */
export async function useLocalSpend(
  tx: Tx,
  input: { orderId: string; matched: readonly MatchedSpend[] },
): Promise<void> {
  const { orderId, matched } = input;
  await tx.delete(localSpendUse).where(eq(localSpendUse.orderId, orderId));
  if (matched.length === 0) return;
  const ids = matched.map((one) => one.localSpendId);
  await tx
    .select({ id: localSpend.id })
    .from(localSpend)
    .where(isAnyOf(localSpend.id, ids))
    .orderBy(asc(localSpend.id))
    .for("update");
  await insertRows(
    tx,
    localSpendUse,
    matched.map((one) => ({ ...one, orderId })),
  );
}
