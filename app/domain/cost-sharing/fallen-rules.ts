import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { isPaying, payersOf, type PayerRef, type PayingRule } from "~/domain/agreements/rules/rule";
import type { NameOf } from "~/domain/agreements/rules/rule-sentence";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import {
  holdsForLine,
  holdsForOrder,
  natureKeptBy,
  payerCodeOf,
  type Facts,
  type FundBalance,
} from "./facts";
import type { CostSplit } from "./shares";
import { stepsAt } from "./trace";
import { withCode } from "~/domain/shared/organisation-words";
import { listed } from "~/domain/shared/sentence";

interface Asked {
  agreement: AgreementVersion;
  facts: Facts;
  balances: readonly FundBalance[];
}

/** A rule that pays for such a cost in another year or of another nature, and does not for this one. */
export interface FallenRule {
  ruleNumber: number;
  /** "Rule 1 pays nothing of this cost: ..." with its reason. */
  text: string;
}

const distinct = (texts: readonly string[]) => listed([...new Set(texts)]);
const yearAndNature = (each: Pick<CostLine, "financialYear" | "nature">) =>
  `${formatFinancialYear(each.financialYear)} (${each.nature})`;

/** Whether a rule is about this kind of cost and place, whatever the year and nature. */
function isAboutKind({ when }: PayingRule, line: CostLine, facts: Facts): boolean {
  const { nature: _nature, financialYears: _years, contractYears: _contractYears, ...rest } = when ?? {};
  return holdsForOrder(when, facts) && holdsForLine(rest, line, facts);
}

/** Why the years or the nature that a rule names leave a line out; null where they do not. */
function outsideConditions(rule: PayingRule, line: CostLine): string | null {
  const { nature, financialYears, contractYears } = rule.when ?? {};
  if (nature && nature !== line.nature)
    return `it is about ${nature} costs only, and this cost is ${line.nature}`;
  if (financialYears && !financialYears.includes(line.financialYear))
    return `it is about costs of ${distinct(financialYears.map(formatFinancialYear))} only, and this cost falls in ${formatFinancialYear(line.financialYear)}`;
  if (contractYears && !contractYears.includes(line.contractYear))
    return `it is about contract year ${distinct(contractYears.map(String))} only, and this cost falls in contract year ${line.contractYear}`;
  if (rule.shape === "taper" && !rule.byContractYear[line.contractYear - 1])
    return `it has come down to nothing by contract year ${line.contractYear}`;
  return null;
}

/** Why one payer of a rule does not pay for a line: its money is kept to the other nature, or no fund of it fits. */
function outOfMoney(
  { payer, fundIds = [] }: { payer: PayerRef; fundIds?: readonly string[] },
  line: CostLine,
  asked: Asked,
  nameOf: NameOf,
): string | null {
  const kept = natureKeptBy(payerCodeOf(payer, asked.facts), line, asked.agreement.rules, asked.facts);
  if (kept)
    return `rule ${kept.ruleNumber} keeps what its payer pays to ${kept.only} costs, and this cost is ${line.nature}`;
  if (fundIds.length === 0) return null;
  const funds = asked.balances.filter(({ fundId }) => fundIds.includes(fundId));
  if (funds.some((fund) => fund.financialYear === line.financialYear && fund.nature === line.nature))
    return null;
  const has = distinct(
    funds.map((fund) => `${withCode(nameOf(fund.fundId), fund.fundId)} is money of ${yearAndNature(fund)}`),
  );
  return `no fund that it names fits: ${has}, and this cost falls in ${yearAndNature(line)}`;
}

/** "Rule 1 pays nothing of this cost: ...", or less where some of its payers still pay; null where it has not fallen away. */
function textOf(rule: PayingRule, line: CostLine, asked: Asked, nameOf: NameOf): string | null {
  if (!isAboutKind(rule, line, asked.facts)) return null;
  const outside = outsideConditions(rule, line);
  if (outside) return `Rule ${rule.ruleNumber} pays nothing of this cost: ${outside}.`;
  const payers =
    rule.shape === "category-split"
      ? rule.shares.filter((share) => share.category === line.category)
      : payersOf(rule);
  const reasons = payers.flatMap((payer) => outOfMoney(payer, line, asked, nameOf) ?? []);
  if (reasons.length === 0) return null;
  const amount = reasons.length === payers.length ? "nothing" : "less";
  return `Rule ${rule.ruleNumber} pays ${amount} of this cost: ${[...new Set(reasons)].join("; ")}.`;
}

/**
 * What of a split fell away: for a line of it, each rule that pays for another line and is about this kind of
 * cost too, but not in its year or of its nature, with the reason. A rule that pays for no line at all is
 * told by `idleRules`. Rules are in the order of the agreement; the residual rule never falls away. Throws
 * Problem rule-broken `fact-missing`.
 */
export function fallenRules(
  asked: Asked,
  split: CostSplit,
  nameOf: NameOf,
): (line: CostLine) => FallenRule[] {
  const fired = new Set<number>();
  split.shares.forEach((_, index) => {
    for (const step of stepsAt(split.trace, index)) fired.add(step.ruleNumber);
  });
  const rules = asked.agreement.rules.filter(
    (rule): rule is PayingRule => isPaying(rule) && fired.has(rule.ruleNumber),
  );
  return (line) =>
    rules.flatMap((rule) => {
      const text = textOf(rule, line, asked, nameOf);
      return text === null ? [] : [{ ruleNumber: rule.ruleNumber, text }];
    });
}
