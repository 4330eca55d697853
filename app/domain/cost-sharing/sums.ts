import { lineTotal, type Pence } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { holdsForLine, type Facts } from "./facts";
import type { Bid } from "./limits";
import { spreadOver } from "./limits";
import {
  COUNTED_UNITS,
  type FirstSliceRule,
  type FixedRule,
  type Per,
  type PerUnitRule,
  type Spread,
} from "./rule";
import type { CostLine } from "./cost-line";
import { enter, payeeOfLine, type Worksheet } from "./worksheet";

type SumRule = FixedRule | FirstSliceRule | PerUnitRule;

/** The count that a per-unit rule pays for. Throws a rule-broken Problem when nobody has recorded it. */
function countFor(rule: PerUnitRule, facts: Facts): bigint {
  const count = facts.quantities?.[rule.unit];
  if (count === undefined) {
    const many = COUNTED_UNITS[rule.unit][1];
    throw new Problem(
      "rule-broken",
      "fact-missing",
      {
        title: `The number of ${many} is not known.`,
        detail: `Rule ${rule.ruleNumber} pays for each of the buyer’s ${many} on ${rule.censusDate}. Record how many there were.`,
        rule: "Who pays what",
      },
      { ruleNumber: rule.ruleNumber, unit: rule.unit },
    );
  }
  const step = rule.roundUnit ?? 1n;
  return (count / step) * step;
}

/** The sum a rule gives in each of its periods, and the count behind it. */
function sumOf(rule: SumRule, facts: Facts): { limit: Pence; count?: bigint } {
  if (rule.shape === "fixed") return { limit: rule.amount };
  if (rule.shape === "first-slice") return { limit: rule.upTo };
  const count = countFor(rule, facts);
  return { limit: lineTotal(rule.rate, count), count };
}

function bucketOf(per: Per, line: CostLine): string {
  if (per === "contract-year") return `contract year ${line.contractYear}`;
  return per === "financial-year" ? formatFinancialYear(line.financialYear) : "order";
}

/**
 * What a fixed sum, a rate per unit or a first slice puts down on each line: at most what the lines it covers have left,
 * credits included, spread over those that still cost something.
 */
export function bidSums(sheet: Worksheet, rule: SumRule): Bid[] {
  const spread: Spread = rule.shape === "first-slice" ? "earliest-first" : (rule.spread ?? "proportional");
  const sum = sumOf(rule, sheet.facts);
  const pots = new Map<string, { line: number; payee: number }[]>();
  sheet.lines.forEach((line, index) => {
    if (!holdsForLine(rule.when, line, sheet.facts)) return;
    const payee = payeeOfLine(sheet, rule.payer, rule.fundIds, line);
    if (payee === null) return;
    const bucket = bucketOf(rule.per ?? "order", line);
    const known = pots.get(bucket);
    if (known) known.push({ line: index, payee });
    else pots.set(bucket, [{ line: index, payee }]);
  });
  const bids: Bid[] = [];
  for (const [bucket, covered] of pots) {
    const left = covered.reduce((total, { line }) => total + sheet.remaining[line]!, 0n);
    const given = left < sum.limit ? left : sum.limit;
    if (given <= 0n) continue;
    const costing = covered.filter(({ line }) => sheet.remaining[line]! > 0n);
    const parts = spreadOver(
      given,
      costing.map(({ line }) => sheet.remaining[line]!),
      spread,
    );
    const context = { ...sum, total: given as Pence, bucket };
    costing.forEach(({ line, payee }, index) => {
      const amount = parts[index]!;
      if (amount === 0n) return;
      enter(sheet, line, payee, rule.ruleNumber, "sum", amount, sheet.remaining[line]!, context);
      bids.push({ line, payee, amount });
    });
  }
  return bids;
}
