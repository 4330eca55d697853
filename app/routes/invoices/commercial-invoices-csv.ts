import { LATEST_FIRST } from "~/domain/invoicing/invoice-sort";
import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { centre } from "~/web/audience.server";
import { invoicesFile } from "~/web/invoice-csv.server";
import { InvoiceFileQuery, invoiceSearch } from "~/web/invoice-forms";

/** Every invoice as a file, or those that NHS England itself pays. */
export const loader = centre.loader(
  { query: InvoiceFileQuery, roles: ["commercial_officer", "auditor"] },
  ({ actor, query, recipient }) => {
    const as = query.own ? "payer" : undefined;
    return invoicesFile(recipient, (tx) =>
      invoicesList(tx, { actor, as, states: query.paid, ...invoiceSearch(query, LATEST_FIRST) }),
    );
  },
);
