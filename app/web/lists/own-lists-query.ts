import { z } from "zod";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import type { OwnListingRow } from "~/domain/catalogue/own-listing-views.server";
import {
  CERTIFICATE_SORTS,
  type CertificateSort,
} from "~/domain/certification/certificates/certificate-sort";
import { counts } from "~/domain/certification/certificates/certificate";
import type { CertificateRow } from "~/domain/certification/certificates/certificate-views.server";
import type { ClaimRow } from "~/domain/certification/claims/claim-views.server";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import { byLetters, sortWords, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { placeFields } from "./list-page";
import { chosenSort, sortField, sortOf } from "./list-sort";

/*
 * The lists of a supplier: its listings, certificates and claims. Each is read whole, because the pages count and check
 * all of them; words and sorting are in the address, and the files hold what the page does.
 */

const words = z
  .string()
  .trim()
  .max(100)
  .optional()
  .catch(undefined)
  .transform((text) => text ?? "");

type ListingSort = "name" | "kind" | "state";
export const LISTING_SORTS: SortWords<ListingSort> = {
  name: byLetters("name"),
  kind: byLetters("kind"),
  state: byLetters("state"),
};
export const ListingsQuery = z.object({
  q: words,
  sort: sortField(LISTING_SORTS, { by: "name", descending: false }),
  ...placeFields(),
});

/** A supplier's listings that hold the words, in the order asked for. */
export const chosenListings = <Row extends OwnListingRow>(
  rows: readonly Row[],
  { q, sort }: { q: string; sort: Sorting<ListingSort> },
): Row[] =>
  sortedRows(
    rows.filter((row) => hasWords(q, row.id, row.name, row.parentName)),
    sort,
    {
      name: (row) => row.name,
      kind: (row) => `${ITEM_KIND_NAMES[row.kind]} ${row.parentName ?? ""}`,
      state: (row) => row.state,
    },
  );

/** Whose a certificate or claim is, as its row says it. */
export const holderWords = (row: { solutionId: string | null; solutionName: string | null }): string =>
  row.solutionId === null ? "The organisation" : (row.solutionName ?? row.solutionId);

type ClaimSort = "standard" | "holder" | "submitted" | "decided";
export const CLAIM_SORTS: SortWords<ClaimSort> = {
  standard: CERTIFICATE_SORTS.standard,
  holder: CERTIFICATE_SORTS.holder,
  submitted: {
    ascending: "the earliest submitted first",
    descending: "the latest submitted first",
    usual: "descending",
  },
  decided: {
    ascending: "the earliest decided first",
    descending: "the latest decided first",
    usual: "descending",
  },
};

/** Both lists of the page: what neither knows leaves each in its usual order. */
export const CertificationQuery = z.object({
  q: words,
  /** What just happened. */
  done: z.string().max(20).optional(),
  sort: chosenSort({ ...CERTIFICATE_SORTS, ...CLAIM_SORTS }),
  ...placeFields(),
  ...placeFields("claims"),
});

type Chosen = Sorting<CertificateSort | ClaimSort> | null;

/** How certificates are sorted: what ends first at the top, until somebody chooses. */
export const certificateSorting = (sort: Chosen): Sorting<CertificateSort> =>
  sortOf(CERTIFICATE_SORTS, sort, { by: "to", descending: false });
/** How claims are sorted: the latest submitted first, until somebody chooses. */
export const claimSorting = (sort: Chosen): Sorting<ClaimSort> =>
  sortOf(CLAIM_SORTS, sort, { by: "submitted", descending: true });

/** That order in words; until somebody chooses, what counts no more stands below what does. */
export const certificateOrderWords = (sort: Chosen): string =>
  `${sort === null ? "those that count first, " : ""}${sortWords(CERTIFICATE_SORTS, certificateSorting(sort))}`;

/** A supplier's certificates that hold the words, in the order asked for; until somebody asks, those that count first. */
export function chosenCertificates(
  rows: readonly CertificateRow[],
  { q, sort }: { q: string; sort: Chosen },
): CertificateRow[] {
  const sorted = sortedRows(
    rows.filter((row) => hasWords(q, row.number, row.solutionName, row.standardTitle, row.word)),
    certificateSorting(sort),
    {
      number: (row) => row.number.padStart(20, "0"),
      holder: holderWords,
      standard: (row) => row.standardTitle,
      to: (row) => row.lastDay ?? "9999-12-31",
    },
  );
  if (sort !== null) return sorted;
  const lives = ({ status }: CertificateRow) => counts(status) || status.kind === "not-yet-valid";
  return [...sorted.filter(lives), ...sorted.filter((row) => !lives(row))];
}

const timeOf = (at: Date | null) => at?.getTime() ?? 0;
/** What is not sent yet waits for its supplier: it counts as the latest. */
const NOT_SENT = Number.MAX_SAFE_INTEGER;

/** A supplier's claims that hold the words, in the order asked for. */
export const chosenClaims = (
  rows: readonly ClaimRow[],
  { q, sort }: { q: string; sort: Chosen },
): ClaimRow[] =>
  sortedRows(
    rows.filter((row) => hasWords(q, row.solutionName, row.standardTitle, row.state.replaceAll("_", " "))),
    claimSorting(sort),
    {
      standard: (row) => row.standardTitle,
      holder: holderWords,
      submitted: (row) => (row.state === "draft" ? NOT_SENT : timeOf(row.submittedAt)),
      decided: (row) => timeOf(row.decidedAt),
    },
  );
