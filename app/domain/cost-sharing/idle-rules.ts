import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/cost-line";
import {
  holdsForLine,
  holdsForOrder,
  natureKeptBy,
  payerCodeOf,
  type Facts,
  type FundBalance,
} from "./facts";
import { isPaying, payersOf, type PayingRule } from "~/domain/agreements/rule";
import type { CostSplit } from "./shares";
import { stepsAt } from "./trace";
import { listed } from "~/domain/shared/sentence";

/** What was split. */
interface Asked {
  lines: readonly CostLine[];
  agreement: AgreementVersion;
  facts: Facts;
  balances: readonly FundBalance[];
}

export interface IdleRule {
  ruleNumber: number;
  /** Why it paid nothing, in words. */
  why: string;
  /** Whether it was about this cost and could have paid, had there been a fund or anything left. */
  couldPay: boolean;
}

/** The rules that could have paid and did not, each with the reason, in the order of the agreement. */
export function idleRules({ agreement, facts, lines, balances }: Asked, split: CostSplit): IdleRule[] {
  const fired = new Set<number>();
  split.shares.forEach((_, index) => {
    for (const step of stepsAt(split.trace, index)) fired.add(step.ruleNumber);
  });
  return agreement.rules.flatMap((rule): IdleRule[] => {
    const { ruleNumber } = rule;
    const barred = split.notFired.filter(
      ({ appliesTo }) => "rule" in appliesTo && appliesTo.rule === ruleNumber,
    );
    if (barred.length > 0) {
      return barred.map(({ ruleNumber: by, reasons }) => ({
        ruleNumber,
        couldPay: false,
        why: `${by === ruleNumber ? "" : `Rule ${by} keeps it from paying: `}${reasons.join("; ")}.`,
      }));
    }
    if (rule.shape === "eligibility") {
      const own = split.notFired.find((each) => each.ruleNumber === ruleNumber);
      return own
        ? [{ ruleNumber, why: `It is not met, because ${own.reasons.join("; ")}.`, couldPay: false }]
        : [];
    }
    if (!isPaying(rule) || fired.has(ruleNumber)) return [];
    if (!holdsForOrder(rule.when, facts)) {
      const why = "Its conditions on the buyer or on the order date do not hold.";
      return [{ ruleNumber, why, couldPay: false }];
    }
    const own = lines.filter((line) => isAbout(rule, line) && holdsForLine(rule.when, line, facts));
    if (own.length === 0) {
      const why = "Nothing in the basket is of the kind and year that it is about.";
      return [{ ruleNumber, why, couldPay: false }];
    }
    const why =
      keptToOtherNature(rule, own, { agreement, facts }) ??
      noFundFits(rule, own, balances) ??
      nothingLeft(own, split);
    return [{ ruleNumber, why, couldPay: true }];
  });
}

/** Whether a rule has a share for the category of a line; only one that is split by category has not for each. */
const isAbout = (rule: PayingRule, line: CostLine) =>
  rule.shape !== "category-split" || rule.shares.some(({ category }) => category === line.category);

const yearAndNature = (each: Pick<CostLine, "financialYear" | "nature">) =>
  `${formatFinancialYear(each.financialYear)} (${each.nature})`;
const distinct = (texts: readonly string[]) => listed([...new Set(texts)]);

/** The rules that keep every payer of the rule to the other nature than the cost's; null where one of them may pay. */
function keptToOtherNature(
  rule: PayingRule,
  lines: readonly CostLine[],
  { agreement, facts }: Pick<Asked, "agreement" | "facts">,
): string | null {
  const keeping = lines.flatMap((line) =>
    payersOf(rule).map(({ payer }) => natureKeptBy(payerCodeOf(payer, facts), line, agreement.rules, facts)),
  );
  const kept = keeping.flatMap((by) => (by ? [`it to ${by.only} costs by rule ${by.ruleNumber}`] : []));
  if (kept.length < keeping.length) return null;
  return `Who pays by it keeps ${distinct(kept)}, and this cost is ${distinct(lines.map((line) => line.nature))}.`;
}

/** The funds of the rule and the years of the cost, where none of the one fits the other; null where one does. */
function noFundFits(
  rule: PayingRule,
  lines: readonly CostLine[],
  balances: readonly FundBalance[],
): string | null {
  const named = payersOf(rule).map(({ fundIds = [] }) => fundIds);
  if (named.length === 0 || named.some((funds) => funds.length === 0)) return null;
  const funds = balances.filter(({ fundId }) => named.flat().includes(fundId));
  const fits = (line: CostLine) =>
    funds.some((fund) => fund.financialYear === line.financialYear && fund.nature === line.nature);
  if (lines.some(fits)) return null;
  const has = distinct(funds.map((fund) => `${fund.fundId} is money of ${yearAndNature(fund)}`));
  return `No fund of its own fits: ${has}, and this cost falls in ${distinct(lines.map(yearAndNature))}.`;
}

/** Who paid the cost that the rule is about, to the penny, so that nothing was left for it. */
function nothingLeft(lines: readonly CostLine[], split: CostSplit): string {
  const ids = new Set(lines.map((line) => line.id));
  const paid = new Map<number, bigint>();
  split.shares.forEach((share, index) => {
    if (!ids.has(share.lineId)) return;
    for (const step of stepsAt(split.trace, index))
      paid.set(step.ruleNumber, (paid.get(step.ruleNumber) ?? 0n) + step.amount);
  });
  const by = [...paid]
    .filter(([, amount]) => amount !== 0n)
    .sort(([a], [b]) => a - b)
    .map(([ruleNumber, amount]) => `rule ${ruleNumber} pays ${formatPence(amount as CostLine["net"])}`);
  const whole = formatPence(sum(lines.map((line) => line.net)));
  return `Nothing was left for it to pay: of the ${whole} that it is about, ${distinct(by)}.`;
}
