import { formatDay, type Day } from "~/domain/shared/day";
import { financialYearOf, formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";

/** The last financial year whose books are closed, those before it being closed with it; null while none is. */
export type ClosedThrough = FinancialYear | null;

/** Whether a financial year is closed: `through` is the last closed year, null when none is. */
export const isClosedYear = (year: FinancialYear, through: ClosedThrough): boolean =>
  through !== null && year <= through;

/**
 * Why an entry of the ledger is not reversed for the sake of a closed year, in one sentence; null when that is no reason.
 * A lapse is dated the day of the closing, and belongs to the year that was closed with it.
 */
export function whyYearForbidsReversal(
  entry: { kind: string; effectiveOn: Day },
  through: ClosedThrough,
): string | null {
  if (entry.kind === "lapse") {
    return "What lapsed when its year was closed stays lapsed: it went back to its payer.";
  }
  const year = financialYearOf(entry.effectiveOn);
  if (!isClosedYear(year, through)) return null;
  return `This entry is dated ${formatDay(entry.effectiveOn)}, and ${formatFinancialYear(year)} is closed.`;
}

/** Why no money goes into a fund of this year, in one sentence; null when its year is open. */
export function whyNoMoneyInto(
  fund: { name: string; financialYear: FinancialYear },
  through: ClosedThrough,
): string | null {
  if (!isClosedYear(fund.financialYear, through)) return null;
  return `${fund.name} is money of ${formatFinancialYear(fund.financialYear)}, and that year is closed: no more money goes into its funds.`;
}
