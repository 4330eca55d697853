import type { Queryable } from "~db";
import type { Pence } from "~/domain/money/money";
import { currentDetails, type DetailsVersion } from "./invoicing-details-views.server";
import { whyNotInvoice } from "../why-not-invoice";

/**
 * The version of its details that a supplier's new invoices name. Throws rule-broken while something is
 * missing. Codes: rule-broken `invoicing-details-missing` and `vat-number-missing`.
 */
export async function requireInvoicingDetails(
  q: Queryable,
  of: { supplierId: string; vat: Pence },
): Promise<DetailsVersion> {
  const details = await currentDetails(q, of.supplierId);
  const refusal = whyNotInvoice(details, of.vat);
  if (refusal) throw refusal;
  return details!;
}
