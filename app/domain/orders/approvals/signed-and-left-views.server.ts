import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { order } from "~db/schema/orders";
import type { OrderSnapshot } from "../submit-order.server";
import { notIndependent } from "./approver-views.server";

/** Which of some orders this person signed for their buyer and therefore leaves to another approver of the payer. */
export async function signedAndLeft(
  q: Queryable,
  input: { orderIds: readonly string[]; approver: { userId: string; name: string }; payerCode: string },
): Promise<ReadonlySet<string>> {
  const { orderIds, approver, payerCode } = input;
  if (orderIds.length === 0) return new Set();
  const sent = await q
    .select({ id: order.id, snapshot: order.snapshot })
    .from(order)
    .where(isAnyOf(order.id, [...orderIds]));
  const left = new Set<string>();
  for (const { id, snapshot } of sent) {
    // What was loaded from elsewhere has no signature of ours to compare with.
    const signedForBuyer = (snapshot as OrderSnapshot | null)?.signedForBuyer;
    if (signedForBuyer?.userId !== approver.userId) continue;
    const found = await notIndependent(q, { signedForBuyer, approver, payerCode });
    if (found && found.others.length > 0) left.add(id);
  }
  return left;
}
