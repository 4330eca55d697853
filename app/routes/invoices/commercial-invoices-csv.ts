import { LATEST_FIRST } from "~/domain/invoices/invoice-sort";
import { invoicesList } from "~/domain/invoices/invoice-views.server";
import { centre } from "~/web/audience.server";
import { invoicesFile } from "~/web/invoices/invoice-csv.server";
import { InvoiceFileQuery, invoiceSearch } from "~/web/invoices/invoice-forms";

/** Every invoice as a file, or those that NHS England itself pays. */
export const loader = centre.loader(
  { query: InvoiceFileQuery, roles: ["commercial_officer", "auditor"] },
  ({ actor, query, today, recipient }) => {
    const as = query.own ? "payer" : undefined;
    return invoicesFile(recipient, today, (tx) =>
      invoicesList(tx, { actor, as, states: query.paid, ...invoiceSearch(query, LATEST_FIRST) }),
    );
  },
);
