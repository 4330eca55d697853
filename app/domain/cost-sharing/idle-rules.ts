import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import {
  holdsForLine,
  holdsForOrder,
  natureKeptBy,
  payerCodeOf,
  type Facts,
  type FundBalance,
} from "./facts";
import { isPaying, payersOf, type PayingRule, type Rule, type Target } from "~/domain/agreements/rules/rule";
import type { CostSplit } from "./shares";
import { stepsAt } from "./trace";
import type { NameOf } from "~/domain/agreements/rules/rule-sentence";
import { withCode } from "~/domain/shared/organisation-words";
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

/** What of a split the answers need, read once: which rules paid, and the shares of each line by their index. */
interface Read {
  split: CostSplit;
  fired: ReadonlySet<number>;
  sharesOf: ReadonlyMap<string, readonly number[]>;
  nameOf: NameOf;
}

function readSplit(split: CostSplit, nameOf: NameOf): Read {
  const fired = new Set<number>();
  const sharesOf = new Map<string, number[]>();
  split.shares.forEach(({ lineId }, index) => {
    for (const step of stepsAt(split.trace, index)) fired.add(step.ruleNumber);
    const known = sharesOf.get(lineId);
    if (known) known.push(index);
    else sharesOf.set(lineId, [index]);
  });
  return { split, fired, sharesOf, nameOf };
}

/**
 * The rules that could have paid and did not, each with the reason, in the order of the agreement. Throws
 * Problem rule-broken `fact-missing`.
 */
export function idleRules(asked: Asked, split: CostSplit, nameOf: NameOf): IdleRule[] {
  const read = readSplit(split, nameOf);
  return asked.agreement.rules.flatMap((rule) => idleRule(rule, asked, read));
}

/**
 * By line, the rules that paid for nothing of the split although they are about this very line, each with the reason
 * that holds for it: what is true of another line is no part of the answer. Throws Problem rule-broken `fact-missing`.
 */
export function idleRulesByLine(
  asked: Omit<Asked, "lines">,
  split: CostSplit,
  nameOf: NameOf,
): (line: CostLine) => IdleRule[] {
  const read = readSplit(split, nameOf);
  const idle = asked.agreement.rules.filter((rule) => isPaying(rule) && !read.fired.has(rule.ruleNumber));
  return (line) => {
    const own = { ...asked, lines: [line] };
    return idle.flatMap((rule) => idleRule(rule, own, read)).filter(({ couldPay }) => couldPay);
  };
}

function idleRule(
  rule: Rule,
  { agreement, facts, lines, balances }: Asked,
  { split, fired, sharesOf, nameOf }: Read,
): IdleRule[] {
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
  const own = lines.filter((line) => isAboutLine(rule, line, facts));
  if (own.length === 0) {
    const why = "Nothing in the basket is of the kind and year that it is about.";
    return [{ ruleNumber, why, couldPay: false }];
  }
  const why =
    keptToOtherNature(rule, own, { agreement, facts }) ??
    noFundFits(rule, own, balances, nameOf) ??
    nothingLeft(own, split, sharesOf);
  return [{ ruleNumber, why, couldPay: true }];
}

/** Whether a rule is about a line: its kind, its year and where it is used. */
const isAboutLine = (rule: PayingRule, line: CostLine, facts: Facts) =>
  isAbout(rule, line) && holdsForLine(rule.when, line, facts);

/**
 * Whether what did not fire would have paid for a line: the rule that was barred, or one by which the barred payer pays.
 * Throws Problem rule-broken `fact-missing`.
 */
export function isAboutTarget(
  target: Target,
  line: CostLine,
  { agreement, facts }: Pick<Asked, "agreement" | "facts">,
): boolean {
  return agreement.rules.some((rule) => {
    if (!isPaying(rule) || !holdsForOrder(rule.when, facts) || !isAboutLine(rule, line, facts)) return false;
    if ("rule" in target) return rule.ruleNumber === target.rule;
    const code = payerCodeOf(target.payer, facts);
    return payersOf(rule).some(({ payer }) => payerCodeOf(payer, facts) === code);
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
  nameOf: NameOf,
): string | null {
  const named = payersOf(rule).map(({ fundIds = [] }) => fundIds);
  if (named.length === 0 || named.some((funds) => funds.length === 0)) return null;
  const funds = balances.filter(({ fundId }) => named.flat().includes(fundId));
  const fits = (line: CostLine) =>
    funds.some((fund) => fund.financialYear === line.financialYear && fund.nature === line.nature);
  if (lines.some(fits)) return null;
  const has = distinct(
    funds.map((fund) => `${withCode(nameOf(fund.fundId), fund.fundId)} is money of ${yearAndNature(fund)}`),
  );
  return `No fund of its own fits: ${has}, and this cost falls in ${distinct(lines.map(yearAndNature))}.`;
}

/** Who paid the cost that the rule is about, to the penny, so that nothing was left for it. */
function nothingLeft(lines: readonly CostLine[], split: CostSplit, sharesOf: Read["sharesOf"]): string {
  const paid = new Map<number, bigint>();
  for (const index of lines.flatMap(({ id }) => sharesOf.get(id) ?? [])) {
    for (const step of stepsAt(split.trace, index))
      paid.set(step.ruleNumber, (paid.get(step.ruleNumber) ?? 0n) + step.amount);
  }
  const by = [...paid]
    .filter(([, amount]) => amount !== 0n)
    .sort(([a], [b]) => a - b)
    .map(([ruleNumber, amount]) => `rule ${ruleNumber} pays ${formatPence(amount as CostLine["net"])}`);
  const whole = formatPence(sum(lines.map((line) => line.net)));
  return `Nothing was left for it to pay: of the ${whole} that it is about, ${distinct(by)}.`;
}
