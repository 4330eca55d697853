import { z } from "zod";
import type { WaiverRow } from "~/domain/certification/waivers/waiver-views.server";
import { sortedRows } from "~/domain/shared/rows-page";
import { byLetters, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { sortField } from "~/web/lists/list-sort";

type WaiverSort = "solution" | "standard" | "buyer" | "from" | "to";

/** What the list of waivers can be sorted by. */
export const WAIVER_SORTS: SortWords<WaiverSort> = {
  solution: byLetters("solution"),
  standard: byLetters("standard"),
  buyer: byLetters("buyer"),
  from: {
    ascending: "what began first at the top",
    descending: "what began last at the top",
    usual: "descending",
  },
  to: {
    ascending: "what ends first at the top",
    descending: "what ends last at the top",
    usual: "descending",
  },
};

/** The address of the list of waivers and of its files. */
export const WaiversQuery = z.object({ sort: sortField(WAIVER_SORTS, { by: "to", descending: true }) });

/** For whom a waiver is, as its row says it. */
export const buyerWords = (row: Pick<WaiverRow, "buyerName">): string => row.buyerName ?? "Every buyer";

/** Waivers in the order asked for. */
export const sortedWaivers = (rows: readonly WaiverRow[], sort: Sorting<WaiverSort>): WaiverRow[] =>
  sortedRows(rows, sort, {
    solution: (row) => row.solutionName,
    standard: (row) => row.standardTitle,
    buyer: buyerWords,
    from: (row) => row.validFrom,
    to: (row) => row.validTo,
  });
