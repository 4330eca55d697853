import { z } from "zod";
import {
  readInvoicingDetails,
  shownSortCode,
  shownVat,
  type InvoicingDetails,
  type TypedDetails,
} from "~/domain/invoices/supplier-details/invoicing-details";

const typed = z.string().max(1_000).optional().default("");

/** A supplier's invoicing details as typed, with everything that is wrong with them at once. */
export const InvoicingDetailsForm = z
  .object({
    address: typed,
    vatNumber: typed,
    accountName: typed,
    sortCode: typed,
    accountNumber: typed,
    disputeName: typed,
    disputeEmail: typed,
    disputePhone: typed,
  })
  .transform((form, ctx) => {
    const { details, wrong } = readInvoicingDetails(form);
    if (details) return details;
    for (const [name, message] of Object.entries(wrong))
      ctx.addIssue({ code: "custom", path: [name], message });
    return z.NEVER;
  });

/** Details as they stand in the boxes of the form. */
export function typedDetails(details: InvoicingDetails): TypedDetails {
  return {
    address: details.addressLines.join("\n"),
    vatNumber: details.vatNumber === null ? "" : shownVat(details.vatNumber),
    accountName: details.accountName,
    sortCode: shownSortCode(details.sortCode),
    accountNumber: details.accountNumber,
    disputeName: details.disputeName,
    disputeEmail: details.disputeEmail,
    disputePhone: details.disputePhone ?? "",
  };
}

/** Which typing was checked, and whether its new bank details were. */
export const ConfirmDetailsForm = z.object({
  savedAt: z.iso.datetime({ error: "Check the details again" }),
  bankChecked: z
    .literal("yes")
    .optional()
    .catch(undefined)
    .transform((ticked) => ticked === "yes"),
});

/** What the second person decides about a new bank account, or that whoever gave it takes it back. */
export const BankDecisionForm = z.object({
  decision: z.enum(["confirm", "decline", "withdraw"], "Choose confirm or decline"),
});
