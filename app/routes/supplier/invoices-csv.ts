import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { supplier } from "~/web/audience.server";
import { invoicesCsv } from "~/web/invoice-csv.server";
import { InvoiceFileQuery } from "~/web/invoice-forms";

/** The invoices that the supplier has raised, as a file. */
export const loader = supplier.loader({ query: InvoiceFileQuery }, ({ actor, query, recipient }) =>
  invoicesCsv(recipient, (tx) => invoicesList(tx, { actor, as: "supplier", states: query.paid })),
);
