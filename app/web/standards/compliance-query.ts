import { z } from "zod";
import { metPercent, notMet } from "~/domain/standards/reports/compliance";
import type { StandardComplianceRow } from "~/domain/standards/reports/compliance-views.server";
import { sortedRows } from "~/domain/shared/rows-page";
import type { Sorting, SortWords } from "~/domain/shared/sorting";
import { sortField } from "~/web/lists/list-sort";

type ComplianceSort = "standard" | "bound" | "not-met" | "part";

const figures = (what: string) => ({
  ascending: `the fewest ${what} first`,
  descending: `the most ${what} first`,
  usual: "descending" as const,
});

export const COMPLIANCE_SORTS: SortWords<ComplianceSort> = {
  standard: { ascending: "by standard, A to Z", descending: "by standard, Z to A", usual: "ascending" },
  bound: figures("solutions bound"),
  "not-met": figures("that do not meet it"),
  part: {
    ascending: "the least met first",
    descending: "the most met first",
    usual: "ascending",
  },
};

/** The report of the nightly count: how its table is sorted, and which standard its picture is of. */
export const ComplianceQuery = z.object({
  sort: sortField(COMPLIANCE_SORTS, { by: "standard", descending: false }),
  standard: z.string().max(60).optional().catch(undefined),
});

export const sortedCompliance = (
  rows: readonly StandardComplianceRow[],
  sort: Sorting<ComplianceSort>,
): StandardComplianceRow[] =>
  sortedRows(rows, sort, {
    standard: (row) => row.title,
    bound: (row) => row.bound,
    "not-met": notMet,
    part: (row) => metPercent(row) ?? -1,
  });
