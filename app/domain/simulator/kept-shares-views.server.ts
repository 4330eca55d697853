import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { orderShare } from "~db/schema/orders";
import type { PayerDifference } from "./simulate";

/**
 * True when an order's kept shares are others than those worked out now for comparison, for example because later orders
 * have filled a cap since. False for an order without kept shares.
 */
export async function keptOtherwise(
  q: Queryable,
  orderId: string,
  workedOut: readonly PayerDifference[],
): Promise<boolean> {
  const kept = await q
    .select({ payerCode: orderShare.payerCode, net: orderShare.net })
    .from(orderShare)
    .where(eq(orderShare.orderId, orderId));
  if (kept.length === 0) return false;
  const left = new Map<string, bigint>();
  for (const { payerCode, net } of kept) left.set(payerCode, (left.get(payerCode) ?? 0n) + net);
  for (const { payerCode, before } of workedOut)
    left.set(payerCode, (left.get(payerCode) ?? 0n) - before.net);
  return [...left.values()].some((net) => net !== 0n);
}
