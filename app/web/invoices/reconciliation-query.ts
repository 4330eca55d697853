import { z } from "zod";
import type { Outcome } from "~/domain/invoices/reconciliation";
import type { ReconciliationRow } from "~/domain/invoices/reconciliation-views.server";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import type { SortWords } from "~/domain/shared/sorting";
import { placeFields } from "~/web/lists/list-page";
import { sortField } from "~/web/lists/list-sort";

export const OUTCOME_WORDS: Record<Outcome, string> = {
  differs: "Differs",
  waiting: "Waiting for Stripe",
  agrees: "Agrees",
};

type ReconciliationSort = "outcome" | "number" | "payer" | "gross";
export const RECONCILIATION_SORTS: SortWords<ReconciliationSort> = {
  outcome: { ascending: "those that differ first", descending: "those that agree first", usual: "ascending" },
  number: {
    ascending: "by number, the lowest first",
    descending: "by number, the highest first",
    usual: "descending",
  },
  payer: { ascending: "by payer, A to Z", descending: "by payer, Z to A", usual: "ascending" },
  gross: { ascending: "the smallest first", descending: "the largest first", usual: "descending" },
};

/** The address of the reconciliation and of its files. An unknown outcome is left out, not refused. */
export const ReconciliationQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  outcome: z.enum(["differs", "waiting", "agrees"]).optional().catch(undefined),
  sort: sortField(RECONCILIATION_SORTS, { by: "outcome", descending: false }),
  ...placeFields(),
});

const RANK: Record<Outcome, number> = { differs: 0, waiting: 1, agrees: 2 };

/** The rows that the address asks for, in its order; of equal ones the latest invoice leads. */
export function chosenRows(
  rows: readonly ReconciliationRow[],
  { q = "", outcome, sort }: z.output<typeof ReconciliationQuery>,
): ReconciliationRow[] {
  const wanted = rows.filter(
    (row) =>
      (!outcome || row.outcome === outcome) && hasWords(q, row.number, row.payerName, row.supplierName),
  );
  return sortedRows(wanted, sort, {
    outcome: (row) => RANK[row.outcome],
    number: (row) => row.number.padStart(20, "0"),
    payer: (row) => row.payerName,
    gross: (row) => row.gross,
  });
}
