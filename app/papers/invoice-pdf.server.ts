import { withCode } from "~/domain/shared/organisation-words";
import { invoiceStatusWords } from "~/domain/invoices/invoice";
import { disputeSteps } from "~/domain/invoices/supplier-details/dispute";
import type { invoiceView } from "~/domain/invoices/invoice-views.server";
import { bankLines, shownVat } from "~/domain/invoices/supplier-details/invoicing-details";
import { vatNote } from "~/domain/invoices/vat-note";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { drawPdf, type PdfBlock } from "~/gateways/pdf.server";
import { printedState } from "./printed-state";

type View = Awaited<ReturnType<typeof invoiceView>>;

/**
 * An invoice as a PDF file, in the words of its page. `shows` says whether its reader sees the supplier's fee and the
 * VAT that the payer gets back, as on the page.
 */
export async function invoicePdf(
  view: View,
  { now, today, shows }: { now: Date; today: Day; shows: { fee: boolean; recoverable: boolean } },
): Promise<Buffer> {
  const { invoice, lines, payment, stated } = view;
  const recoverable = lines.reduce((total, line) => total + line.recoverableVat, 0n) as Pence;
  const note = vatNote(lines);
  const money = (...amounts: bigint[]) => amounts.map((amount) => formatPence(amount as Pence));
  return drawPdf({
    title: `Invoice ${invoice.number}`,
    subtitle: `${formatPence(invoice.gross)} including VAT. ${printedState(invoiceStatusWords(invoice, today), dayOf(now))}`,
    createdAt: now,
    blocks: [
      {
        kind: "facts",
        rows: [
          ["From", stated ? [stated.legalName, ...stated.addressLines].join(", ") : view.supplierName],
          ...(stated ? [["Supplier's VAT number", shownVat(stated.vatNumber)] as [string, string]] : []),
          ["To", withCode(view.payerName, invoice.payerCode)],
          ["Order", `${view.orderTitle} (${invoice.orderId})`],
          ["Milestone", view.milestoneTitle],
          ["Purchase order", invoice.purchaseOrderNumber ?? "None given"],
          ["Issued", formatDay(invoice.issuedOn)],
          ["Due", formatDay(invoice.dueOn)],
          ...(payment
            ? [["Paid", `${formatDay(payment.paidOn)}, reference ${payment.reference}`] as [string, string]]
            : []),
          ...(shows.fee && invoice.frameworkFee > 0n
            ? [["Framework fee, paid by the supplier", formatPence(invoice.frameworkFee)] as [string, string]]
            : []),
        ],
      },
      { kind: "heading", text: "What it is for" },
      {
        kind: "table",
        columns: [
          { header: "Line", width: 6 },
          { header: "Excluding VAT", width: 2, numeric: true },
          { header: "VAT", width: 2, numeric: true },
          { header: "Including VAT", width: 2, numeric: true },
        ],
        rows: lines.map((line) => [line.text, ...money(line.net, line.vat, line.net + line.vat)]),
        totals: ["Total to pay", ...money(invoice.net, invoice.vat, invoice.gross)],
      },
      ...(shows.recoverable && recoverable !== 0n
        ? [
            {
              kind: "text" as const,
              text: `${view.payerName} gets ${formatPence(recoverable)} of the VAT back, so its cost is ${formatPence((invoice.gross - recoverable) as Pence)}.`,
            },
          ]
        : []),
      ...(note ? [{ kind: "text" as const, text: note }] : []),
      ...howToPay(view),
    ],
  });
}

/** Where to pay it by Bacs, and what to do who does not agree with it, as the page says. */
function howToPay({ invoice, stated, bankWarning }: View): PdfBlock[] {
  if (!stated) return [];
  return [
    { kind: "heading", text: "Paying by Bacs" },
    {
      kind: "facts",
      rows: [
        ["Pay to", bankLines(stated).join(", ")],
        ["Give the reference", invoice.number],
        ...(bankWarning ? [["The bank details have changed", bankWarning] as [string, string]] : []),
      ],
    },
    { kind: "heading", text: "If you do not agree with this invoice" },
    ...disputeSteps(invoice, stated).map((text) => ({ kind: "text" as const, text })),
  ];
}

/** The answer that a browser saves. */
export function invoicePdfResponse(number: string, pdf: Buffer): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="invoice-${number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
