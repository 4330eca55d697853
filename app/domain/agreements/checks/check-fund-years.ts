import { earlier, formatDay, type Day } from "~/domain/shared/day";
import { financialYearOf, financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import type { AgreementVersion } from "../agreement";
import { clash, type Contradiction, type KnownFund } from "./contradiction";
import { isPaying, payersOf, type PayingRule } from "../rules/rule";

/** The last financial year in which a rule may have to pay, as far as it and its agreement say; null without an end. */
function lastYearOf(rule: PayingRule, agreement: AgreementVersion): number | null {
  if (rule.when?.financialYears) return Math.max(...rule.when.financialYears);
  const ends = [agreement.effectiveTo, rule.when?.orderedTo].filter((day): day is Day => !!day);
  return ends.length === 0 ? null : financialYearOf(ends.reduce(earlier));
}

/**
 * Rules that promise money for longer than the funds that they name have any: a fund is money of one year, so from the
 * year after the last of them such a rule pays nothing, and its sentence would not be true.
 */
export function checkFundYears(agreement: AgreementVersion, known: readonly KnownFund[]): Contradiction[] {
  return agreement.rules.filter(isPaying).flatMap((rule) =>
    payersOf(rule).flatMap(({ payer, fundIds = [] }) => {
      const years = known.filter((fund) => fundIds.includes(fund.fundId)).map((fund) => fund.financialYear);
      if (years.length === 0) return [];
      const last = Math.max(...years);
      const until = lastYearOf(rule, agreement);
      if (until !== null && until <= last) return [];
      const goesOn =
        until === null ? "the agreement has no last day" : `it goes on in ${formatFinancialYear(until)}`;
      const end = formatDay(financialYearPeriod(last).to);
      const text = `Rule ${rule.ruleNumber} makes ${payer} pay from money that is for ${formatFinancialYear(last)} at the latest, and ${goesOn}: for the years after, it would pay nothing. End the agreement on ${end}, keep the rule to the years of its funds, or add a fund of the years after.`;
      return [clash("fund-ends-before", [rule.ruleNumber], text)];
    }),
  );
}
