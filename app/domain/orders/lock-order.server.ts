import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { order, orderApproval } from "~db/schema/orders";
import type { OrderState } from "./order";
import { noSuchOrder, type Parties } from "./parties";

type Row = typeof order.$inferSelect;

/** An order that nobody else can change until this transaction ends. */
export type LockedOrder = Omit<Row, "state"> & Parties & { state: OrderState; supplierName: string };

/**
 * Locks an order's row: actions on one order happen one after the other. Throws not-found when there is none.
 * Codes: not-found `no-such-order`.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder> {
  // Sent together, run one after the other: the payers are read when the lock is held, so they are those of now.
  const [[found], approvals] = await Promise.all([
    tx
      .select({ row: order, from: supplier })
      .from(order)
      .innerJoin(supplier, eq(supplier.id, order.supplierId))
      .where(eq(order.id, orderId))
      .for("update", { of: order }),
    tx
      .select({ payerCode: orderApproval.payerCode })
      .from(orderApproval)
      .where(eq(orderApproval.orderId, orderId)),
  ]);
  if (!found) throw noSuchOrder(orderId);
  const { row, from } = found;
  return {
    ...row,
    state: row.state as OrderState,
    supplierOrganisationCode: from.organisationCode,
    supplierName: from.name,
    payerCodes: approvals.map((approval) => approval.payerCode),
  };
}
