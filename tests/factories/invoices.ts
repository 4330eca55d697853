import { asc, eq } from "drizzle-orm";
import { inTransaction, type Db, type Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { setMilestones } from "~/domain/orders/draft/set-milestones.server";
import { day } from "~/domain/shared/day";
import { orderMilestone } from "~db/schema/orders";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { AT, BEGUN, makeCompleteOrder, PEOPLE, TODAY } from "./orders";

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
  await inTransaction(db, (tx) => confirmMilestone(tx, { ...by, at: BEGUN, actor: PEOPLE.lead }));
  const { numbers } = await inTransaction(db, (tx) => raiseInvoices(tx, { ...by, actor: PEOPLE.editor }));
  return numbers;
}

/** £1.26 x 1,000 for 8 months from 1 December 2026: £420.00 until 31 March and £420.00 after, each halved
 * where X24 pays half. All of it falls due at go-live, and nothing of its own at the evaluation, which an order has only
 * where a rule holds money back until then. A live order. */
export async function makeTwoYearOrder(
  db: Db,
  { evaluated = true }: { evaluated?: boolean } = {},
): Promise<{ orderId: string; goLive: string; evaluation: string | undefined }> {
  const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
  const made = await makeCompleteOrder(db);
  const { orderId } = made;
  const by = (actor: Actor, editCount: number) => ({ actor, at: AT, today: TODAY, orderId, editCount });
  const editCount = await action(async (tx) => {
    const dates = { startsOn: day("2026-12-01"), termMonths: 8 };
    const set = await setDates(tx, by(PEOPLE.lead, made.editCount), dates);
    const milestones = [
      { title: "Go live", dueOn: day("2026-12-15"), paymentBasisPoints: 10_000 },
      ...(evaluated ? [{ title: "Evaluation", dueOn: day("2027-06-01"), paymentBasisPoints: 0 }] : []),
    ];
    return (await setMilestones(tx, by(PEOPLE.lead, set.editCount), milestones)).editCount;
  });
  await action((tx) => submitOrder(tx, by(PEOPLE.lead, editCount)));
  for (const actor of [PEOPLE.approver, PEOPLE.officer])
    await action((tx) => approveShare(tx, by(actor, editCount + 1)));
  const signing = { ...by(PEOPLE.signatory, editCount + 1), signatoryName: "Ruth Alder" };
  await action((tx) => acceptOrder(tx, signing));
  const rows = await db
    .select({ id: orderMilestone.id })
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, orderId))
    .orderBy(asc(orderMilestone.position));
  return { orderId, goLive: rows[0]!.id, evaluation: rows[1]?.id };
}
