import { z } from "zod";
import type { ForwardFilter, ForwardRow } from "~/domain/funding/forward";
import { waitsLabel, type PayersWord } from "~/domain/funding/payments/fund-payment";
import { decimalPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { isBuyerKind, kindLabel } from "~/domain/organisations/organisation";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { DownloadColumn } from "~/web/lists/download.server";
import { stateWord } from "~/domain/shared/state-words";
import { sortedRows } from "~/domain/shared/rows-page";
import { byLetters, bySize, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { sortField, written } from "~/web/lists/list-sort";

const blank = (value: unknown) => (value === "" ? undefined : value);

/** The address of the pages that list funds, and of their files. What is not known is left out rather than refused. */
export const FundsQuery = z.object({
  kind: z.preprocess(blank, z.string().refine(isBuyerKind).optional()).catch(undefined),
  nature: z.preprocess(blank, z.enum(["capital", "revenue"]).optional()).catch(undefined),
  programme: z.preprocess(blank, z.string().max(100).optional()).catch(undefined),
  year: z
    .preprocess(
      blank,
      z
        .string()
        .regex(/^20\d{2}$/)
        .transform(Number)
        .optional(),
    )
    .catch(undefined),
});

type Query = z.output<typeof FundsQuery>;

export function fundsFilter(query: Query): ForwardFilter {
  return {
    kind: query.kind,
    nature: query.nature,
    programmeId: query.programme,
    financialYear: query.year,
  };
}

/** The same filter as an address: "?kind=trust", or "" for none; `sort` as the address says it. */
export function fundsAddress(query: Partial<Query>, sort?: string): string {
  const { kind, nature, programme, year } = query;
  const given = Object.entries({ kind, nature, programme, year, sort }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

export type FundSort = "name" | "closes" | "allocated" | "committed" | "drawn" | "free";

/** What the centre's list of funds can be sorted by. */
export const FUND_SORTS: SortWords<FundSort> = {
  name: byLetters("name"),
  closes: {
    ascending: "open ones first, the first to close at the top",
    descending: "past ones first, the last to close at the top",
    usual: "ascending",
  },
  allocated: bySize("what was put in"),
  committed: bySize("what is committed"),
  drawn: bySize("what is drawn"),
  free: bySize("what is free to commit"),
};

/** The address of the centre's list and of its files: the filter of every list of funds, and how it is sorted. */
export const SortedFundsQuery = FundsQuery.extend({
  sort: sortField(FUND_SORTS, { by: "closes", descending: false }),
});

/** How the list is sorted, as its address says it; nothing for the usual way. */
export const fundsSorted = (sort: Sorting<FundSort>): string | undefined =>
  written(sort) === "closes" ? undefined : written(sort);

/** Funds as `forwardView` orders them, in the order asked for. */
export function sortedFunds<Row extends ForwardRow>(rows: readonly Row[], sort: Sorting<FundSort>): Row[] {
  if (sort.by === "closes") return sort.descending ? rows.toReversed() : [...rows];
  return sortedRows(rows, sort, {
    name: (row) => row.name,
    // Handled above: their order as it is.
    closes: () => 0,
    allocated: (row) => row.allocated,
    committed: (row) => row.committed,
    drawn: (row) => row.drawn,
    free: (row) => row.free,
  });
}

/** The same in the centre's file: a fund whose payer has not agreed is waiting, and for whom. */
export const centreColumns = (): DownloadColumn<ForwardRow & PayersWord>[] => [
  ...FUND_COLUMNS.map((column) =>
    column.header === "State"
      ? {
          header: "State",
          value: (row: ForwardRow & PayersWord) => stateWord(row.payerAgreed ? row.state : "waiting"),
        }
      : column,
  ),
  { header: "Waits for", value: (row) => waitsLabel(row) },
];

/** The funds as a file: what the public may read. */
export const FUND_COLUMNS: DownloadColumn<ForwardRow>[] = [
  { header: "Fund", value: (row) => row.fundId },
  { header: "Name", value: (row) => row.name },
  { header: "Programme", value: (row) => row.programmeName },
  { header: "Paid by", value: (row) => row.payerName },
  { header: "Financial year", value: (row) => formatFinancialYear(row.financialYear) },
  { header: "Kind of money", value: (row) => row.nature },
  { header: "State", value: (row) => stateWord(row.state) },
  { header: "Opens", value: (row) => row.opensOn },
  { header: "Closes", value: (row) => row.closesOn },
  { header: "Left at the end of the year", value: (row) => (row.carriesOver ? "carries over" : "lapses") },
  {
    header: "For",
    value: (row) =>
      row.eligibleBuyerKinds.length === 0
        ? "every kind of buyer"
        : row.eligibleBuyerKinds.map((kind) => kindLabel(kind, true)).join("; "),
  },
  { header: "Amount (pounds)", value: (row) => decimalPence(sum([row.allocated, row.lapsed])) },
  { header: "Committed (pounds)", value: (row) => decimalPence(row.committed) },
  { header: "Drawn (pounds)", value: (row) => decimalPence(row.drawn) },
  { header: "Free to commit (pounds)", value: (row) => decimalPence(row.free) },
  { header: "Lapsed (pounds)", value: (row) => decimalPence(row.lapsed) },
];
