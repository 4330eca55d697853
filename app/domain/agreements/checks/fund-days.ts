import { earlier, formatDay, later, type Day } from "~/domain/shared/day";
import type { AgreementVersion } from "../agreement";
import { isPaying, payersOf } from "../rules/rule";
import { fundWords, type KnownFund } from "./contradiction";

/**
 * What is seldom meant about the last days of the funds that rules name, one sentence each: a fund that is closed, or closes before
 * the agreement's first day, of which no order takes money; and money that ends before the agreement does. They stand in no
 * rule's way, since a fund can be kept open longer. Days are inclusive London days.
 */
export function fundDayWarnings(
  agreement: Pick<AgreementVersion, "rules" | "effectiveFrom" | "effectiveTo">,
  known: readonly KnownFund[],
  today: Day,
): string[] {
  const { rules, effectiveFrom, effectiveTo } = agreement;
  const warnings = rules.filter(isPaying).flatMap((rule) =>
    payersOf(rule).flatMap(({ fundIds = [] }) => {
      const funds = known.filter((fund) => fundIds.includes(fund.fundId));
      const days = funds.flatMap(({ closesOn }) => closesOn ?? []);
      if (days.length === 0) return [];
      const named = `Rule ${rule.ruleNumber} pays from`;
      const first = later(effectiveFrom, today);
      const over = funds.flatMap(({ fundId, closesOn }) => {
        if (closesOn === undefined || closesOn >= first) return [];
        const when =
          closesOn < today
            ? `which closed on ${formatDay(closesOn)}`
            : `which closes on ${formatDay(closesOn)}, before the agreement’s first day`;
        return [`${named} ${fundWords(fundId, known)}, ${when}: no order under it takes money from it.`];
      });
      const last = days.reduce((a, b) => (a > b ? a : b));
      const rulesLast = [effectiveTo, rule.when?.orderedTo].filter((day): day is Day => !!day);
      const until = rulesLast.length === 0 ? null : rulesLast.reduce(earlier);
      if (last < first || until === null || until <= last) return over;
      const ends = `${named} money that orders can use until ${formatDay(last)}, and goes on until ${formatDay(until)}: after that day it pays nothing.`;
      return [...over, ends];
    }),
  );
  return [...new Set(warnings)];
}
