import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import type { InvoicingDetails } from "./supplier-details/invoicing-details";
import { INVOICING_DETAILS_PATH } from "./supplier-details/invoicing-keeper";

const next = { label: "Give the invoicing details", href: INVOICING_DETAILS_PATH };

/**
 * Why a supplier cannot raise invoices of so much VAT as its details stand, or null when it can. Answers null
 * or Problem rule-broken `invoicing-details-missing` and `vat-number-missing`.
 */
export function whyNotInvoice(
  details: Pick<InvoicingDetails, "vatNumber"> | null,
  vat: Pence,
): Problem | null {
  if (!details) {
    return new Problem("rule-broken", "invoicing-details-missing", {
      title: "You cannot raise an invoice yet: your organisation has not given its invoicing details.",
      detail:
        "An invoice names your address, VAT registration number, bank details for Bacs and whom to tell of a dispute. A signatory or administrator of your organisation gives them once, for all invoices.",
      rule: "VAT Regulations 1995, regulation 14",
      next,
    });
  }
  if (vat !== 0n && details.vatNumber === null) {
    return new Problem("rule-broken", "vat-number-missing", {
      title: `You cannot raise these invoices: they carry ${formatPence(vat)} of VAT, and your organisation has given no VAT registration number.`,
      detail:
        "Who is not registered for VAT charges none. Give the number, or have the VAT rate of your prices put right before the next order.",
      rule: "VAT Regulations 1995, regulation 14",
      next,
    });
  }
  return null;
}
