import { sum, ZERO, type Pence } from "~/domain/money/money";
import type { FinancialYear } from "~/domain/shared/financial-year";
import type { PayerYear } from "./simulate";

/** What a scenario answered: its rows, or null when it cannot be worked out. */
export type AnsweredRows = readonly (PayerYear & { payerName: string })[] | null;

export interface ComparedRow {
  payerCode: string;
  payerName: string;
  /** Null is the whole term. */
  financialYear: FinancialYear | null;
  /** By scenario; null where it cannot be worked out. */
  costs: (Pence | null)[];
}

/**
 * What each payer would bear in each year and in all, a column for each scenario; payers by name, years in
 * order. In pence.
 */
export function comparedRows(answers: readonly AnsweredRows[]): ComparedRow[] {
  // Whoever would pay nothing in any of them has no place among those who would.
  const paying = new Set(
    answers.flatMap((rows) => rows ?? []).flatMap((row) => (row.after.cost === 0n ? [] : [row.payerCode])),
  );
  const all = answers.flatMap((rows) => rows ?? []).filter((row) => paying.has(row.payerCode));
  const payers = [...new Map(all.map((row) => [row.payerCode, row.payerName]))].sort(([, a], [, b]) =>
    a.localeCompare(b, "en-GB"),
  );
  const cost = (rows: AnsweredRows, payerCode: string, year: FinancialYear | null) =>
    rows &&
    sum(
      rows
        .filter((row) => row.payerCode === payerCode && (year === null || row.financialYear === year))
        .map((row) => row.after.cost),
    );
  return payers.flatMap(([payerCode, payerName]): ComparedRow[] => {
    const years = all.filter((row) => row.payerCode === payerCode).map((row) => row.financialYear);
    const shown = [...new Set(years)].sort((a, b) => a - b);
    return [...shown, null].map((financialYear) => ({
      payerCode,
      payerName,
      financialYear,
      costs: answers.map((rows) => cost(rows, payerCode, financialYear)),
    }));
  });
}

/** What all payers together would bear in each scenario. In pence; null for a scenario without an answer. */
export function comparedTotals(answers: readonly AnsweredRows[]): (Pence | null)[] {
  return answers.map((rows) => rows && rows.reduce((total, row) => (total + row.after.cost) as Pence, ZERO));
}
