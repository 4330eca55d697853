import { z } from "zod";
import type { Queryable } from "~db";
import { agreementsList, type AgreementRow } from "~/domain/agreements/agreement-views.server";
import { neverInForce, type AgreementStatus } from "~/domain/agreements/agreement";
import type { Day } from "~/domain/shared/day";
import type { DownloadColumn } from "~/web/lists/download.server";
import { ticked } from "./agreement-forms";
import { stateWord } from "~/domain/shared/state-words";
import { sortedRows } from "~/domain/shared/rows-page";
import { byLetters, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { sortField, written } from "~/web/lists/list-sort";

/** What an address says for a part of the list, and what agreements of it are on the day. */
const STATUSES: Record<string, AgreementStatus> = {
  draft: "draft",
  proposed: "proposed",
  coming: "signed, not begun",
  in_force: "in force",
  superseded: "superseded",
  ended: "ended",
  withdrawn: "withdrawn",
};

type AgreementSort = "title" | "reference" | "state" | "signed" | "from";

/** What a list of agreements can be sorted by. */
export const AGREEMENT_SORTS: SortWords<AgreementSort> = {
  title: byLetters("title"),
  reference: {
    ascending: "by reference, the lowest first",
    descending: "by reference, the highest first",
    usual: "ascending",
  },
  state: byLetters("state"),
  signed: {
    ascending: "the fewest signatures missing first",
    descending: "the most signatures missing first",
    usual: "descending",
  },
  from: {
    ascending: "by first day, the earliest first",
    descending: "by first day, the latest first",
    usual: "descending",
  },
};

const USUAL: Sorting<AgreementSort> = { by: "reference", descending: false };
const agreementSort = sortField(AGREEMENT_SORTS, USUAL);

const unsigned = ({ parties }: AgreementRow) => parties.filter((party) => !party.signedAt).length;

/** Agreements in the order asked for; of equal ones the lower reference comes first. */
export const sortedAgreements = (
  rows: readonly AgreementRow[],
  sort: Sorting<AgreementSort>,
): AgreementRow[] =>
  sort.by === "reference"
    ? sort.descending
      ? rows.toReversed()
      : [...rows]
    : sortedRows(rows, sort, {
        title: (row) => row.title,
        // Rows come by reference.
        reference: () => 0,
        state: (row) => stateWord(row.status),
        signed: unsigned,
        from: (row) => row.effectiveFrom,
      });

/** The part of an address that says how the list is sorted; nothing for the usual way. */
export const agreementSorted = (sort: Sorting<AgreementSort>): string | undefined =>
  written(sort) === written(USUAL) ? undefined : written(sort);

/** Filters of the list of agreements. An unknown state is left out rather than refused. */
export const AgreementsQuery = z.object({
  state: ticked.transform((states) => states.filter((state) => Object.hasOwn(STATUSES, state))),
  done: z.string().optional(),
  sort: agreementSort,
});

/** The same of an organisation's own agreements, which have no filter. */
export const OwnAgreementsQuery = z.object({ sort: agreementSort });

/**
 * The agreements that the list is asked for: all of them while no state is chosen. What is in force is the version that
 * applies to orders of today, also where a newer one is being written.
 */
export async function agreementsAsked(
  q: Queryable,
  states: readonly string[],
  today: Day,
): Promise<AgreementRow[]> {
  if (states.includes("in_force")) return agreementsList(q, { inForce: true, today });
  const rows = await agreementsList(q, { today });
  const asked = states.map((state) => STATUSES[state]);
  return states.length === 0 ? rows : rows.filter((row) => asked.includes(row.status));
}

export const AGREEMENT_COLUMNS: readonly DownloadColumn<AgreementRow>[] = [
  { header: "Agreement", value: (row) => row.agreementId },
  { header: "Title", value: (row) => row.title },
  { header: "Version", value: (row) => row.version },
  { header: "State", value: (row) => stateWord(row.status) },
  { header: "Run by", value: (row) => row.ownerName },
  { header: "First day", value: (row) => (neverInForce(row) ? null : row.effectiveFrom) },
  { header: "Last day", value: (row) => (neverInForce(row) ? null : row.effectiveTo) },
  {
    header: "Ever in force",
    value: (row) => (neverInForce(row) ? "no" : row.status === "in force" ? "yes" : ""),
  },
  { header: "Parties", value: (row) => row.parties.map((party) => party.organisationName).join("; ") },
  {
    header: "Signed by",
    value: (row) =>
      row.parties
        .filter((party) => party.signedAt)
        .map((party) => `${party.signatoryName} for ${party.organisationName}`)
        .join("; "),
  },
  { header: "Summary", value: (row) => row.summary },
];
