import { sql } from "drizzle-orm";
import { catalogueItem } from "~db/schema/catalogue";
import { certificate, standard } from "~db/schema/certification";
import { numberKeys, type SortOrder } from "~/domain/shared/keyset.server";
import type { Sorting } from "~/domain/shared/sorting";
import type { CertificateSort } from "./certificate-sort";

/** A certificate without an end date ends after every other. */
const NO_END = "9999-12-31";
const OWN = "The organisation";

interface Sorted {
  number: string;
  standardTitle: string;
  solutionName: string | null;
  validTo: string | null;
}

/** What certificates are sorted by before their number, and the same of one row as an address carries it. */
const FIRST_KEYS: Record<CertificateSort, { keys: SortOrder["keys"]; of: (row: Sorted) => string[] }> = {
  number: { keys: [], of: () => [] },
  standard: { keys: [{ by: standard.title, type: "text" }], of: (row) => [row.standardTitle] },
  holder: {
    keys: [{ by: sql`coalesce(${catalogueItem.name}, ${sql.raw(`'${OWN}'`)})`, type: "text" }],
    of: (row) => [row.solutionName ?? OWN],
  },
  to: {
    keys: [{ by: sql`coalesce(${certificate.validTo}, ${sql.raw(`'${NO_END}'`)}::date)`, type: "date" }],
    of: (row) => [row.validTo ?? NO_END],
  },
};

/** The order of a list of certificates; of equal ones, that of their numbers. */
export const certificateOrder = ({ by, descending }: Sorting<CertificateSort>): SortOrder => ({
  keys: [...FIRST_KEYS[by].keys, ...numberKeys(certificate.number)],
  descending,
});

/** The keys of one row in that order, as an address carries them. */
export const keysOf = (row: Sorted, { by }: Sorting<CertificateSort>): string[] => [
  ...FIRST_KEYS[by].of(row),
  String(row.number.length),
  row.number,
];
