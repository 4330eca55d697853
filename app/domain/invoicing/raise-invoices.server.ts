import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice, invoiceLine } from "~db/schema/invoicing";
import type { Actor } from "~/domain/events/event";
import { recordEvent } from "~/domain/events/record-event.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { lockOrder, type LockedOrder } from "~/domain/ordering/lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { noSuchOrder } from "~/domain/ordering/parties";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { enqueue } from "~/platform/queue.server";
import { dueOn, invoiceNumber, type PayerInvoice } from "./invoice";
import { milestoneInvoices } from "./milestone-views.server";

const MAY_INVOICE = ["supplier_editor", "supplier_signatory"];

function requireSupplier(actor: Actor, order: LockedOrder): void {
  if (actor.organisationCode !== order.supplierOrganisationCode) throw noSuchOrder(order.id);
  if (actor.roles.some((role) => MAY_INVOICE.includes(role))) return;
  throw new Problem("not-allowed", "not-supplier", {
    title: "Only the supplier's own people can raise its invoices.",
    detail: "Ask a person with the editor or signatory role at your organisation.",
  });
}

/** The confirmed milestone and its invoices. Throws not-found, or rule-broken while it is not confirmed. */
async function requireConfirmed(tx: Tx, order: LockedOrder, milestoneId: string) {
  const found = await milestoneInvoices(tx, { orderId: order.id, lotId: order.lotId, milestoneId });
  if (found.milestone.confirmedAt) return found;
  throw new Problem("rule-broken", "milestone-not-confirmed", {
    title: `You cannot invoice '${found.milestone.title}' yet: the buyer has not confirmed it.`,
    detail: "Ask the buyer's procurement lead to confirm the milestone when the result is there.",
  });
}

async function writeInvoice(
  tx: Tx,
  made: PayerInvoice,
  about: { order: LockedOrder; milestoneId: string; actor: Actor; today: Day },
): Promise<string> {
  const { order, milestoneId, actor, today } = about;
  const [next] = await tx.execute<{ number: string }>(sql`select nextval('invoice_number')::text as number`);
  const number = invoiceNumber(BigInt(next!.number));
  const { payerCode, lines, ...amounts } = made;
  await tx.insert(invoice).values({
    number,
    orderId: order.id,
    milestoneId,
    payerCode,
    supplierId: order.supplierId,
    state: "raised",
    ...amounts,
    purchaseOrderNumber: order.purchaseOrderNumber,
    issuedOn: today,
    dueOn: dueOn(today),
    raisedBy: actor.userId!,
  });
  await tx
    .insert(invoiceLine)
    .values(lines.map((line, index) => ({ invoiceNumber: number, position: index + 1, ...line })));
  await enqueue(tx, "send-invoice", { invoiceId: number });
  return number;
}

/**
 * Raises the invoices of a confirmed milestone, one for each payer, and has them sent after the commit. Raising them
 * again answers with the same numbers. Returns the invoice numbers.
 */
export async function raiseInvoices(
  tx: Tx,
  input: { orderId: string; milestoneId: string; actor: Actor; at: Date; today: Day },
): Promise<{ numbers: string[]; already: boolean }> {
  const { orderId, milestoneId, actor, at, today } = input;
  const order = await lockOrder(tx, orderId);
  requireSupplier(actor, order);
  const { milestone, invoices: made } = await requireConfirmed(tx, order, milestoneId);
  const before = await tx
    .select({ number: invoice.number })
    .from(invoice)
    .where(and(eq(invoice.orderId, orderId), eq(invoice.milestoneId, milestoneId)))
    .orderBy(asc(invoice.number));
  if (before.length > 0) return { numbers: before.map((row) => row.number), already: true };
  const numbers: string[] = [];
  for (const each of made) numbers.push(await writeInvoice(tx, each, { order, milestoneId, actor, today }));
  await recordEvent(tx, {
    stream: `order:${orderId}`,
    action: "invoice.raised",
    summary: `Raised ${numbers.join(", ")} for milestone ${milestone.position}, ${milestone.title}: ${formatPence(sum(made.map((each) => each.gross)))} including VAT`,
    actor,
    at,
    after: made.map(({ payerCode, net, vat, gross }, position) => ({
      number: numbers[position],
      payerCode,
      net,
      vat,
      gross,
    })),
  });
  for (const [position, each] of made.entries()) {
    await notifyPeople(
      tx,
      { organisationCode: each.payerCode, roles: ["approver", "procurement_lead", "commercial_officer"] },
      {
        kind: "invoice-raised",
        subject: `Invoice ${numbers[position]} for order ${orderId}: ${formatPence(each.gross)}`,
        body: `${order.supplierName} has raised invoice ${numbers[position]} for '${milestone.title}' of ${order.title}.\n\nIt is for ${formatPence(each.gross)} including VAT and is due within 30 days: /invoices/${numbers[position]}`,
      },
    );
  }
  return { numbers, already: false };
}
