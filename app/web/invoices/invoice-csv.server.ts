import { shownCode } from "~/domain/shared/organisation-words";
import type { Queryable } from "~db";
import { invoiceStatusWords } from "~/domain/invoices/invoice";
import type { InvoiceRow } from "~/domain/invoices/invoice-views.server";
import { decimalPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import type { List } from "~/domain/shared/keyset.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import type { Recipient } from "~/web/request-scope.server";
import { stateWord } from "~/domain/shared/state-words";

const columns = (today: Day): DownloadColumn<InvoiceRow>[] => [
  { header: "Invoice", value: ({ invoice }) => invoice.number },
  { header: "Status", value: ({ invoice }) => invoiceStatusWords(invoice, today) },
  { header: "Order", value: ({ invoice }) => invoice.orderId },
  { header: "Title", value: (row) => row.orderTitle },
  { header: "Milestone", value: (row) => row.milestoneTitle },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "Payer code", value: ({ invoice }) => shownCode(invoice.payerCode) },
  { header: "Payer", value: (row) => row.payerName },
  { header: "Purchase order", value: ({ invoice }) => invoice.purchaseOrderNumber },
  { header: "Issued", value: ({ invoice }) => invoice.issuedOn },
  { header: "Due", value: ({ invoice }) => invoice.dueOn },
  { header: "Excluding VAT (pounds)", value: ({ invoice }) => decimalPence(invoice.net) },
  { header: "VAT (pounds)", value: ({ invoice }) => decimalPence(invoice.vat) },
  { header: "Including VAT (pounds)", value: ({ invoice }) => decimalPence(invoice.gross) },
  { header: "Paid on", value: ({ payment }) => payment?.paidOn },
  { header: "Paid by", value: ({ payment }) => payment && stateWord(payment.method) },
  {
    header: "Bank reference",
    value: ({ payment }) => (payment?.method === "bacs" ? payment.reference : null),
  },
  {
    header: "Stripe’s reference",
    value: ({ payment }) => (payment?.method === "bacs" ? null : payment?.reference),
  },
];

/** A list of invoices as a file, whole: what the page shows, and what a finance system asks for besides. */
export const invoicesFile = (
  recipient: Recipient,
  today: Day,
  listOf: (q: Queryable) => List<InvoiceRow>,
): Promise<Response> => fileOfList(recipient, "invoices", columns(today), listOf);
