import { formatDay, type Day } from "~/domain/shared/day";
import type { StatedDetails } from "./invoicing-details";

/**
 * What a payer does who does not agree with an invoice: whom to tell, what, and by when, as far as it can be done here
 * (Procurement Act 2023 s.68: an invoice is paid within 30 days unless it is invalid or disputed). An invoice is paid
 * whole: a part of it cannot be.
 */
export function disputeSteps(
  invoice: { number: string; dueOn: Day },
  details: Pick<StatedDetails, "disputeName" | "disputeEmail" | "disputePhone">,
): string[] {
  const { disputeName, disputeEmail, disputePhone } = details;
  const phone = disputePhone === null ? "" : ` or ${disputePhone}`;
  return [
    `Tell ${disputeName} at ${disputeEmail}${phone} by ${formatDay(invoice.dueOn)}, the day on which it is due.`,
    `Give the number ${invoice.number}, the line or sum that you do not agree with, and why.`,
    "Do not pay until you both agree: an invoice is paid here in one payment, for the whole sum that it names. While you dispute it in good faith it may wait (Procurement Act 2023, section 68).",
  ];
}

/** The same in one paragraph, for mails and for copies that others keep. */
export function disputeText(...of: Parameters<typeof disputeSteps>): string {
  return `If you do not agree with it: ${disputeSteps(...of).join(" ")}`;
}

/** What a payer must know of bank details that changed, before or after the invoice; null when they never did. */
export function bankChangeWarning(
  stated: { bankChangedOn: Day | null },
  now: { bankChangedOn: Day | null; version: number } | null,
  invoice: { version: number | null; supplierName: string },
): string | null {
  const { supplierName } = invoice;
  const check = `Before you pay, ring ${supplierName} on a number that you already had, not on one from a message, and ask whether it is right.`;
  const since = now?.bankChangedOn;
  if (now && now.version !== invoice.version && since && since !== stated.bankChangedOn)
    return `${supplierName} changed its bank details on ${formatDay(since)}, after this invoice was raised. The invoice still names those of its own day. ${check}`;
  if (stated.bankChangedOn === null) return null;
  return `Changed on ${formatDay(stated.bankChangedOn)}. ${check}`;
}
