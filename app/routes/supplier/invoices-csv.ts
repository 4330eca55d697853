import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { supplier } from "~/web/audience.server";
import { invoicesCsv } from "~/web/invoice-csv.server";
import { InvoiceFileQuery, MOST_IN_FILE } from "~/web/invoice-forms";

/** The invoices that the supplier has raised, as a file. */
export const loader = supplier.loader({ query: InvoiceFileQuery }, async ({ q, actor, query }) =>
  invoicesCsv(await invoicesList(q, { actor, as: "supplier", paid: query.paid, limit: MOST_IN_FILE })),
);
