import { LATEST_FIRST } from "~/domain/invoices/invoice-sort";
import { invoicesList } from "~/domain/invoices/invoice-views.server";
import { supplier } from "~/web/audience.server";
import { invoicesFile } from "~/web/invoices/invoice-csv.server";
import { InvoiceFileQuery, invoiceSearch } from "~/web/invoices/invoice-forms";

/** The invoices that the supplier has raised, as a file. */
export const loader = supplier.loader({ query: InvoiceFileQuery }, ({ actor, query, today, recipient }) =>
  invoicesFile(recipient, today, (tx) =>
    invoicesList(tx, { actor, as: "supplier", states: query.paid, ...invoiceSearch(query, LATEST_FIRST) }),
  ),
);
