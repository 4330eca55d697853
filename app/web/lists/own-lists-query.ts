import { z } from "zod";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import type { OwnListingRow } from "~/domain/catalogue/own-listing-views.server";
import type { CertificateRow } from "~/domain/certification/certificate-views.server";
import type { ClaimRow } from "~/domain/certification/claim-views.server";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import type { Sorting, SortWords } from "~/domain/shared/sorting";
import { placeFields } from "./list-page";
import { chosenSort, sortField } from "./list-sort";

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
const az = (what: string) => ({
  ascending: `by ${what}, A to Z`,
  descending: `by ${what}, Z to A`,
  usual: "ascending" as const,
});

type ListingSort = "name" | "kind" | "state";
export const LISTING_SORTS: SortWords<ListingSort> = {
  name: az("name"),
  kind: az("kind"),
  state: az("state"),
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

type CertificateSort = "number" | "holder" | "standard" | "to";
export const CERTIFICATE_SORTS: SortWords<CertificateSort> = {
  number: {
    ascending: "by number, the lowest first",
    descending: "by number, the highest first",
    usual: "descending",
  },
  holder: az("what it is for"),
  standard: az("standard"),
  to: {
    ascending: "what ends first at the top",
    descending: "what ends last at the top",
    usual: "ascending",
  },
};
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
  sort: chosenSort({ ...CERTIFICATE_SORTS, ...CLAIM_SORTS }),
  ...placeFields(),
  ...placeFields("claims"),
});

type Chosen = Sorting<CertificateSort | ClaimSort> | null;
const isOf = <Name extends string>(words: SortWords<Name>, sort: Chosen): sort is Sorting<never> =>
  sort !== null && Object.hasOwn(words, sort.by);

/** How certificates are sorted: what ends first at the top, until somebody chooses. */
export const certificateSorting = (sort: Chosen): Sorting<CertificateSort> =>
  isOf(CERTIFICATE_SORTS, sort) ? sort : { by: "to", descending: false };
/** How claims are sorted: the latest submitted first, until somebody chooses. */
export const claimSorting = (sort: Chosen): Sorting<ClaimSort> =>
  isOf(CLAIM_SORTS, sort) ? sort : { by: "submitted", descending: true };

/** A supplier's certificates that hold the words, in the order asked for. */
export const chosenCertificates = (
  rows: readonly CertificateRow[],
  { q, sort }: { q: string; sort: Chosen },
): CertificateRow[] =>
  sortedRows(
    rows.filter((row) => hasWords(q, row.number, row.solutionName, row.standardTitle, row.word)),
    certificateSorting(sort),
    {
      number: (row) => row.number.padStart(20, "0"),
      holder: holderWords,
      standard: (row) => row.standardTitle,
      to: (row) => row.validTo ?? "9999-12-31",
    },
  );

const timeOf = (at: Date | null) => at?.getTime() ?? 0;

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
      submitted: (row) => timeOf(row.submittedAt),
      decided: (row) => timeOf(row.decidedAt),
    },
  );
