import { z } from "zod";
import type { CertificateSearch } from "~/domain/certification/certificate-views.server";
import { words } from "~/web/lists/as-at-query";
import { several } from "~/web/orders/order-forms";

/** The statuses that one may ask for, in words. */
export const STATUS_CHOICES = {
  valid: "Valid",
  expiring: "Expiring",
  expired: "Expired",
  suspended: "Suspended",
  superseded: "Superseded",
  "condition-not-met": "Condition not met",
  withdrawn: "Withdrawn",
  "not-yet-valid": "Not yet valid",
} as const satisfies Record<NonNullable<CertificateSearch["statuses"]>[number], string>;

export type StatusChoice = keyof typeof STATUS_CHOICES;

/** What one may ask of the certificates of everybody, on the page and in its file. */
export const CertificatesQuery = z.object({
  words,
  status: several.transform((all) => all.filter((one): one is StatusChoice => one in STATUS_CHOICES)),
  before: words.refine(
    (number) => number === undefined || /^DVC-\d+$/.test(number),
    "Use the links of the list",
  ),
});

/** The address of the list with these filters. */
export function certificatesAddress(
  base: string,
  query: { words?: string; status: readonly string[]; before?: string },
): string {
  const search = new URLSearchParams(query.status.map((one) => ["status", one]));
  if (query.words) search.set("words", query.words);
  if (query.before) search.set("before", query.before);
  const text = search.toString();
  return text ? `${base}?${text}` : base;
}
