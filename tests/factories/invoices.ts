import { asc, eq } from "drizzle-orm";
import { inTransaction, type Db } from "~db";
import { orderMilestone } from "~db/schema/ordering";
import { raiseInvoices } from "~/domain/invoicing/raise-invoices.server";
import { acceptOrder } from "~/domain/ordering/accept-order.server";
import { approveShare } from "~/domain/ordering/approve-share.server";
import { confirmMilestone } from "~/domain/ordering/confirm-milestone.server";
import { submitOrder } from "~/domain/ordering/submit-order.server";
import { AT, makeCompleteOrder, PEOPLE, TODAY } from "./orders";

/**
 * A live order of the market of tests/factories/orders, half funded: £210.00 and £42.00 VAT for each of RR8 and X24.
 * Its first milestone is 40%: £84.00 and £16.80 VAT for each, £100.80 gross.
 */
export async function makeLiveOrder(db: Db): Promise<{ orderId: string; milestones: string[] }> {
  const { orderId, editCount } = await makeCompleteOrder(db);
  const by = { at: AT, today: TODAY, orderId };
  await inTransaction(db, (tx) => submitOrder(tx, { ...by, actor: PEOPLE.lead, editCount }));
  const after = { ...by, editCount: editCount + 1 };
  await inTransaction(db, (tx) => approveShare(tx, { ...after, actor: PEOPLE.approver }));
  await inTransaction(db, (tx) => approveShare(tx, { ...after, actor: PEOPLE.officer }));
  const signing = { ...after, actor: PEOPLE.signatory, signatoryName: "Ruth Alder" };
  await inTransaction(db, (tx) => acceptOrder(tx, signing));
  const rows = await db
    .select({ id: orderMilestone.id })
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, orderId))
    .orderBy(asc(orderMilestone.position));
  return { orderId, milestones: rows.map((row) => row.id) };
}

/** The buyer confirms a milestone and the supplier invoices it; the numbers, in order of payer (RR8, X24). */
export async function makeInvoices(db: Db, orderId: string, milestoneId: string): Promise<string[]> {
  const by = { at: AT, today: TODAY, orderId, milestoneId };
  await inTransaction(db, (tx) => confirmMilestone(tx, { ...by, actor: PEOPLE.lead }));
  const { numbers } = await inTransaction(db, (tx) => raiseInvoices(tx, { ...by, actor: PEOPLE.editor }));
  return numbers;
}
