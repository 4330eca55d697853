import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { order, orderApproval } from "~db/schema/ordering";
import type { OrderState } from "./order";
import { noSuchOrder, type Parties } from "./parties";

type Row = typeof order.$inferSelect;

/** An order that nobody else can change until this transaction ends. */
export type LockedOrder = Omit<Row, "state"> & Parties & { state: OrderState; supplierName: string };

/** Locks an order's row: deeds on one order happen one after the other. Throws not-found when there is none. */
export async function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder> {
  const [row] = await tx.select().from(order).where(eq(order.id, orderId)).for("update");
  if (!row) throw noSuchOrder(orderId);
  const [from] = await tx.select().from(supplier).where(eq(supplier.id, row.supplierId));
  const approvals = await tx
    .select({ payerCode: orderApproval.payerCode })
    .from(orderApproval)
    .where(eq(orderApproval.orderId, orderId));
  return {
    ...row,
    state: row.state as OrderState,
    supplierOrganisationCode: from!.organisationCode,
    supplierName: from!.name,
    payerCodes: approvals.map((approval) => approval.payerCode),
  };
}
