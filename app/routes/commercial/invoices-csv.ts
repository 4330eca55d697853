import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { centre } from "~/web/audience.server";
import { invoicesCsv } from "~/web/invoice-csv.server";
import { InvoiceFileQuery, MOST_IN_FILE } from "~/web/invoice-forms";

/** Every invoice as a file, or those that NHS England itself pays. */
export const loader = centre.loader(
  { query: InvoiceFileQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, query }) => {
    const as = query.own ? "payer" : undefined;
    return invoicesCsv(await invoicesList(q, { actor, as, paid: query.paid, limit: MOST_IN_FILE }));
  },
);
