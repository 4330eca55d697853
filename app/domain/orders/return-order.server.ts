import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderApproval, orderShare } from "~db/schema/orders";
import type { LockedOrder } from "./lock-order.server";
import type { OrderState } from "./order";
import { useLocalSpend } from "~/domain/local-spend/use-local-spend.server";

/**
 * Gives an order back to its buyer with everything that was filled in. Its shares go: they are worked out again when it
 * is sent again. The answers of the payers go too, except those named in `keep`, so that the buyer sees who said no.
 */
export async function returnOrder(
  tx: Tx,
  locked: LockedOrder,
  state: OrderState,
  keep: string | null,
): Promise<void> {
  await tx
    .update(order)
    .set({
      state,
      editCount: sql`${order.editCount} + 1`,
      submittedAt: null,
      snapshot: null,
      agreementId: null,
      agreementVersion: null,
    })
    .where(eq(order.id, locked.id));
  // The order's state first: the database refuses to take shares away from an order that is out for signature.
  await tx.delete(orderShare).where(eq(orderShare.orderId, locked.id));
  await useLocalSpend(tx, { orderId: locked.id, matched: [] });
  const approvals = await tx.select().from(orderApproval).where(eq(orderApproval.orderId, locked.id));
  for (const { payerCode } of approvals.filter((one) => one.payerCode !== keep)) {
    await tx
      .delete(orderApproval)
      .where(sql`${orderApproval.orderId} = ${locked.id} and ${orderApproval.payerCode} = ${payerCode}`);
  }
}
