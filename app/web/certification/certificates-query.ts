import { z } from "zod";
import { CERTIFICATE_SORTS } from "~/domain/certification/certificates/certificate-sort";
import type { CertificateSearch } from "~/domain/certification/certificates/certificate-views.server";
import type { Day } from "~/domain/shared/day";
import { words } from "~/web/lists/as-at-query";
import { placeFields } from "~/web/lists/list-page";
import { sortField, written } from "~/web/lists/list-sort";
import { several } from "~/web/orders/order-forms";

/** The statuses that one may ask for, in words. */
export const STATUS_CHOICES = {
  valid: "Valid",
  "valid-with-conditions": "Valid with conditions",
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
  sort: sortField(CERTIFICATE_SORTS, { by: "number", descending: true }),
  ...placeFields(),
});

type Asked = z.output<typeof CertificatesQuery>;

/** What the page and its files search for as at a day. */
export const certificateSearch = ({ words, status, sort }: Asked, on: Day): CertificateSearch => ({
  words,
  statuses: status,
  sort,
  on,
});

/** The address of the list with these filters, from its beginning. */
export function certificatesAddress(
  base: string,
  { words, status, sort }: Pick<Asked, "words" | "status" | "sort">,
): string {
  const search = new URLSearchParams(status.map((one) => ["status", one]));
  if (words) search.set("words", words);
  if (written(sort) !== USUAL) search.set("sort", written(sort));
  return search.size > 0 ? `${base}?${search}` : base;
}

const USUAL = "-number";
