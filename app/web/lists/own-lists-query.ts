import { z } from "zod";
import type { OwnListingRow } from "~/domain/catalogue/own-listing-views.server";
import type { CertificateRow } from "~/domain/certification/certificate-views.server";
import type { ClaimRow } from "~/domain/certification/claim-views.server";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import type { Sorting, SortWords } from "~/domain/shared/sorting";
import { placeFields } from "./list-page";
import { sortField } from "./list-sort";

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
    { name: (row) => row.name, kind: (row) => row.kind, state: (row) => row.state },
  );

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
export const CertificationQuery = z.object({
  q: words,
  sort: sortField(CERTIFICATE_SORTS, { by: "to", descending: false }),
  ...placeFields(),
  ...placeFields("claims"),
});

/** A supplier's certificates that hold the words, in the order asked for. */
export const chosenCertificates = (
  rows: readonly CertificateRow[],
  { q, sort }: { q: string; sort: Sorting<CertificateSort> },
): CertificateRow[] =>
  sortedRows(
    rows.filter((row) => hasWords(q, row.number, row.solutionName, row.standardTitle, row.word)),
    sort,
    {
      number: (row) => row.number.padStart(20, "0"),
      holder: (row) => row.solutionName ?? "",
      standard: (row) => row.standardTitle,
      to: (row) => row.validTo ?? "9999-12-31",
    },
  );

/** A supplier's claims that hold the words. */
export const chosenClaims = (rows: readonly ClaimRow[], q: string): ClaimRow[] =>
  rows.filter((row) => hasWords(q, row.solutionName, row.standardTitle, row.state.replaceAll("_", " ")));
