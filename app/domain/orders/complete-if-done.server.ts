import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice } from "~db/schema/invoices";
import { order, orderMilestone, orderShare } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { lockOrder, type LockedOrder } from "./lock-order.server";
import { allows } from "./order";

/**
 * Completes a live order once every milestone is confirmed and what was paid equals what the shares come to,
 * to the penny. Answers whether it did. Invoicing calls it after every payment, in the payment's own
 * transaction. `locked` is the order as the action around it has locked it, and left it. Throws Problem
 * not-found `no-such-order`.
 */
export async function completeIfDone(
  tx: Tx,
  input: { orderId: string; locked?: LockedOrder; actor: Actor; at: Date },
): Promise<boolean> {
  const { orderId, actor, at } = input;
  const locked = input.locked ?? (await lockOrder(tx, orderId));
  if (!allows(locked.state, "complete")) return false;
  const open = await tx
    .select({ id: orderMilestone.id })
    .from(orderMilestone)
    .where(and(eq(orderMilestone.orderId, orderId), isNull(orderMilestone.confirmedAt)))
    .limit(1);
  if (open.length > 0) return false;
  const [[due], [paid]] = await Promise.all([
    tx
      .select({ gross: sql<string>`coalesce(sum(${orderShare.net} + ${orderShare.vat}), 0)::text` })
      .from(orderShare)
      .where(eq(orderShare.orderId, orderId)),
    tx
      .select({ gross: sql<string>`coalesce(sum(${invoice.gross}), 0)::text` })
      .from(invoice)
      .where(and(eq(invoice.orderId, orderId), eq(invoice.state, "paid"))),
  ]);
  if (BigInt(paid!.gross) !== BigInt(due!.gross)) return false;
  await tx.update(order).set({ state: "completed", completedAt: at }).where(eq(order.id, orderId));
  await recordEvent(tx, {
    stream: `order:${orderId}`,
    action: "order.completed",
    summary: "Every milestone is confirmed and every invoice is paid: the order is completed",
    actor,
    at,
    before: { state: locked.state },
    after: { state: "completed" },
  });
  return true;
}
