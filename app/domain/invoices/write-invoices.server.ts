import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { invoice, invoiceLine } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import type { LockedOrder } from "~/domain/orders/lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { enqueue } from "~/platform/queue.server";
import { disputeText } from "./supplier-details/dispute";
import { dueOn, type PayerInvoice } from "./invoice";
import type { DetailsVersion } from "./supplier-details/invoicing-details-views.server";
import { requireInvoicingDetails } from "./supplier-details/require-invoicing-details.server";
import { drawNumbers } from "~/domain/shared/draw-number.server";

export interface InvoicesToWrite {
  order: LockedOrder;
  /** What they are raised for; exactly one of the two. */
  milestoneId: string | null;
  instalmentYear: number | null;
  /** "milestone 1, Go live" for the record, and "Go live" for the payers. */
  subject: string;
  title: string;
  made: readonly PayerInvoice[];
  actor: Actor;
  at: Date;
  today: Day;
}

/**
 * Writes the invoices of one milestone or annual charge, has them sent after the commit and tells each payer.
 * They name the supplier's details of this day. Throws rule-broken while the supplier has not given them.
 * Codes: rule-broken `invoicing-details-missing` and `vat-number-missing`.
 */
export async function writeInvoices(tx: Tx, about: InvoicesToWrite): Promise<string[]> {
  const { order, made, actor, at, subject } = about;
  const vat = sum(made.map((each) => each.vat));
  const details = await requireInvoicingDetails(tx, { supplierId: order.supplierId, vat });
  const numbers = await writeRows(tx, about, details);
  await recordEvent(tx, {
    stream: `order:${order.id}`,
    action: "invoice.raised",
    summary: `Raised ${numbers.join(", ")} for ${subject}: ${formatPence(sum(made.map((each) => each.gross)))} including VAT`,
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
  for (const [position, each] of made.entries())
    await notifyPayer(tx, each, { ...about, number: numbers[position]!, details });
  return numbers;
}

/** The invoices and their lines, in four statements whatever their number. Answers their numbers, in order. */
async function writeRows(
  tx: Tx,
  about: InvoicesToWrite,
  { version: invoicingVersion }: DetailsVersion,
): Promise<string[]> {
  const { order, milestoneId, instalmentYear, actor, today, made } = about;
  if (made.length === 0) return [];
  const numbers = await drawNumbers(tx, "invoice", made.length);
  await insertRows(
    tx,
    invoice,
    made.map(({ payerCode, lines: _lines, ...amounts }, position) => ({
      number: numbers[position]!,
      orderId: order.id,
      milestoneId,
      instalmentYear,
      payerCode,
      supplierId: order.supplierId,
      state: "raised",
      ...amounts,
      purchaseOrderNumber: order.purchaseOrderNumber,
      issuedOn: today,
      dueOn: dueOn(today),
      raisedBy: actor.userId!,
      invoicingVersion,
    })),
  );
  const lines = made.flatMap((each, position) =>
    each.lines.map((line, index) => ({ invoiceNumber: numbers[position]!, position: index + 1, ...line })),
  );
  await insertRows(tx, invoiceLine, lines);
  for (const number of numbers) await enqueue(tx, "send-invoice", { invoiceId: number });
  return numbers;
}

/** The mail names whom to tell of a dispute, and never an account: whoever forges a mail forges that. */
async function notifyPayer(
  tx: Tx,
  made: PayerInvoice,
  about: InvoicesToWrite & { number: string; details: DetailsVersion },
): Promise<void> {
  const { order, title, number, details, today } = about;
  await notifyPeople(
    tx,
    { organisationCode: made.payerCode, roles: ["approver", "procurement_lead", "commercial_officer"] },
    {
      kind: "invoice-raised",
      subject: `Invoice ${number} for order ${order.id}: ${formatPence(made.gross)}`,
      body: [
        `${order.supplierName} has raised invoice ${number} for '${title}' of ${order.title}.`,
        `It is for ${formatPence(made.gross)} including VAT and is due within 30 days.`,
        "Its bank details are on its page and nowhere else: we never send bank details by e-mail.",
        disputeText({ number, dueOn: dueOn(today) }, details),
        { label: "See and pay it", path: `/invoices/${number}` },
      ],
    },
  );
}
