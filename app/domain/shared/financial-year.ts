import { addDays, day, earlier, later, type Day, type Period } from "./day";

/** A financial year runs 1 April to 31 March and is named by the year it starts in: 2026 is 2026/27. */
export type FinancialYear = number;

/** The financial year of a London day, named by the year in which it starts: 31 March 2027 is in 2026. */
export function financialYearOf(value: Day): FinancialYear {
  const year = Number(value.slice(0, 4));
  return value.slice(5) >= "04-01" ? year : year - 1;
}

/** A financial year's days, both ends inclusive: 1 April to 31 March. */
export function financialYearPeriod(year: FinancialYear): Period {
  return { from: day(`${year}-04-01`), to: day(`${year + 1}-03-31`) };
}

/** A financial year, 1 April to 31 March, as people write it: 2026 is "2026/27". */
export function formatFinancialYear(year: FinancialYear): string {
  return `${year}/${String((year + 1) % 100).padStart(2, "0")}`;
}

/** Cuts a period at each 31 March. Both ends of each part are inclusive. */
export function splitByFinancialYear(period: Period): (Period & { financialYear: FinancialYear })[] {
  const parts: (Period & { financialYear: FinancialYear })[] = [];
  for (let from = period.from; from <= period.to;) {
    const financialYear = financialYearOf(from);
    const whole = financialYearPeriod(financialYear);
    const to = earlier(whole.to, period.to);
    parts.push({ from: later(from, whole.from), to, financialYear });
    from = addDays(to, 1);
  }
  return parts;
}
