import type { ProgrammeRow } from "~/domain/funding/funding-views.server";
import { NO_LAST_YEAR } from "~/domain/funding/programme";
import { financialYearOf } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";

const YEARS_BACK = 15;
const YEARS_AHEAD = 10;

/** The financial years that a programme may be of: initiatives run for many, and their funds come later. */
export function programmeYears(today: Day): number[] {
  const first = financialYearOf(today) - YEARS_BACK;
  return Array.from({ length: YEARS_BACK + YEARS_AHEAD + 1 }, (_, index) => first + index);
}

/** A programme as its form shows it. What is only told in words of its years is chosen anew. */
export function programmeValues(row: ProgrammeRow) {
  const { name, summary, flow, amountText, ruleText, firstYear, lastYear } = row;
  return {
    name,
    summary,
    flow,
    amountText,
    ruleText,
    firstYear: firstYear === null ? "" : String(firstYear),
    lastYear: firstYear === null ? "" : lastYear === null ? NO_LAST_YEAR : String(lastYear),
    sources: row.sources.join("\n"),
  };
}

/** What was read from the form, as it was typed. */
export function programmeTyped<
  Form extends { firstYear: number; lastYear: number | null; sources: readonly string[] },
>(form: Form) {
  return {
    ...form,
    firstYear: String(form.firstYear),
    lastYear: form.lastYear === null ? NO_LAST_YEAR : String(form.lastYear),
    sources: form.sources.join("\n"),
  };
}
