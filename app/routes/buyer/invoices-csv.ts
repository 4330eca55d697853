import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { buyer } from "~/web/audience.server";
import { invoicesCsv } from "~/web/invoice-csv.server";
import { InvoiceFileQuery, MOST_IN_FILE } from "~/web/invoice-forms";

/** The invoices that the organisation pays, as a file. */
export const loader = buyer.loader({ query: InvoiceFileQuery }, async ({ q, actor, query }) =>
  invoicesCsv(await invoicesList(q, { actor, as: "payer", paid: query.paid, limit: MOST_IN_FILE })),
);
