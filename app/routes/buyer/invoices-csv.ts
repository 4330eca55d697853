import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { buyer } from "~/web/audience.server";
import { invoicesCsv } from "~/web/invoice-csv.server";
import { InvoiceFileQuery } from "~/web/invoice-forms";

/** The invoices that the organisation pays, as a file. */
export const loader = buyer.loader({ query: InvoiceFileQuery }, ({ actor, query, recipient }) =>
  invoicesCsv(recipient, (tx) => invoicesList(tx, { actor, as: "payer", states: query.paid })),
);
