import { sql, type SQL } from "drizzle-orm";
import { catalogueItem } from "~db/schema/catalogue";
import { certificate, standard } from "~db/schema/certification";
import type { Day } from "~/domain/shared/day";
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
  /** Of a row of the list: its last day as the list sorts it. */
  endsOn?: string;
}

/**
 * The last day of a certificate as a list shows it on a day: that of its dates, or the day before it is withdrawn, or before a
 * suspension to come (`lastCountingDay`).
 */
export const endsOn = (
  on: Day,
): SQL => sql`least(coalesce(${certificate.validTo}, ${sql.raw(`'${NO_END}'`)}::date),
  coalesce((select min(e.effective_on) - 1 from certificate_event e where e.certificate_number = ${certificate.number}
    and (e.kind = 'withdrawn' or e.kind = 'suspended' and e.effective_on > ${on}::date)
    and not exists (select from certificate_event r where r.certificate_number = e.certificate_number
      and r.kind = 'reinstated' and r.effective_on = e.effective_on and r.id > e.id)), ${sql.raw(`'${NO_END}'`)}::date))`;

/** What certificates are sorted by before their number, and the same of one row as an address carries it. */
const FIRST_KEYS: Record<
  CertificateSort,
  { keys: (on: Day) => SortOrder["keys"]; of: (row: Sorted) => string[] }
> = {
  number: { keys: () => [], of: () => [] },
  standard: { keys: () => [{ by: standard.title, type: "text" }], of: (row) => [row.standardTitle] },
  holder: {
    keys: () => [{ by: sql`coalesce(${catalogueItem.name}, ${sql.raw(`'${OWN}'`)})`, type: "text" }],
    of: (row) => [row.solutionName ?? OWN],
  },
  to: {
    keys: (on) => [{ by: endsOn(on), type: "date" }],
    of: (row) => [row.endsOn ?? NO_END],
  },
};

/** The order of a list of certificates on a day; of equal ones, that of their numbers. */
export const certificateOrder = ({ by, descending }: Sorting<CertificateSort>, on: Day): SortOrder => ({
  keys: [...FIRST_KEYS[by].keys(on), ...numberKeys(certificate.number)],
  descending,
});

/** The keys of one row in that order, as an address carries them. */
export const keysOf = (row: Sorted, { by }: Sorting<CertificateSort>): string[] => [
  ...FIRST_KEYS[by].of(row),
  String(row.number.length),
  row.number,
];
