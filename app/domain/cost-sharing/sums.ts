import { divideHalfAwayFromZero, lineTotal, smaller, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import type { Bids } from "./bids";
import { localSpendFor, type Facts } from "./facts";
import {
  COUNTED_UNITS,
  type CountedUnit,
  type FirstSliceRule,
  type FixedRule,
  type MatchRule,
  type Per,
  type PerUnitRule,
  type Spread,
} from "./rule";
import type { CostLine } from "./cost-line";
import type { StepContext } from "./trace";
import { penceOf, spreadOver, wholeOrMost } from "./whole";
import { payeesByKind, type Worksheet } from "./worksheet";

type SumRule = FixedRule | FirstSliceRule | PerUnitRule | MatchRule;

/** The count that a per-unit rule pays for. */
function countFor(rule: PerUnitRule, facts: Facts): bigint {
  const count = requireCount(rule.ruleNumber, rule.unit, rule.censusDate, facts);
  const step = rule.roundUnit ?? 1n;
  return (count / step) * step;
}

/** A count of the buyer's. Throws a rule-broken Problem when nobody has recorded it. */
export function requireCount(
  ruleNumber: number,
  unit: CountedUnit,
  censusDate: Day | undefined,
  facts: Facts,
): bigint {
  const counts = (censusDate && facts.quantitiesAt?.[censusDate]) || facts.quantities;
  const count = counts?.[unit];
  if (count === undefined) {
    const many = COUNTED_UNITS[unit][1];
    const on = censusDate ? ` on ${censusDate}` : "";
    throw new Problem(
      "rule-broken",
      "fact-missing",
      {
        title: `The number of ${many} is not known.`,
        detail: `Rule ${ruleNumber} pays by the number of the buyer’s ${many}${on}. Record how many there were.`,
        rule: "Who pays what",
      },
      { ruleNumber, unit },
    );
  }
  return count;
}

/** What is given for evidenced local spend: at the ratio, rounded once, up to the ceiling. */
function matchOf(rule: MatchRule, facts: Facts) {
  const spent = localSpendFor(rule, facts);
  const ratio = { numerator: BigInt(rule.ratio.numerator), denominator: BigInt(rule.ratio.denominator) };
  const asked = divideHalfAwayFromZero(spent * ratio.numerator, ratio.denominator) as Pence;
  return { limit: smaller(asked, rule.max), matched: { spent, ratio, max: rule.max } };
}

/** The sum a rule gives in each of its periods, and the count behind it. */
function sumOf(rule: SumRule, facts: Facts): Pick<StepContext, "count" | "matched"> & { limit: Pence } {
  if (rule.shape === "fixed") return { limit: rule.amount };
  if (rule.shape === "first-slice") return { limit: rule.upTo };
  if (rule.shape === "match") return matchOf(rule, facts);
  const count = countFor(rule, facts);
  return { limit: lineTotal(rule.rate, count), count };
}

function bucketOf(per: Per, line: CostLine): string {
  if (per === "contract-year") return `contract year ${line.contractYear}`;
  return per === "financial-year" ? formatFinancialYear(line.financialYear) : "order";
}

/** The pot of each kind of line under a rule, and their names: one for the order, or one for each year. */
export function potsByKind(sheet: Worksheet, per: Per, payees: Int32Array) {
  const buckets: string[] = [];
  const potOfKind = Int32Array.from(sheet.kinds, (line, kind) => {
    if (payees[kind]! < 0) return -1;
    const bucket = bucketOf(per, line);
    const known = buckets.indexOf(bucket);
    return known < 0 ? buckets.push(bucket) - 1 : known;
  });
  return { buckets, potOfKind };
}

/**
 * What a fixed sum, a rate per unit or a first slice puts down on each line: at most what the lines it covers have left,
 * credits included, spread over those that still cost something.
 */
export function bidSums(sheet: Worksheet, rule: SumRule, bids: Bids): void {
  const sum = sumOf(rule, sheet.facts);
  const limit = wholeOrMost(sum.limit);
  const payees = payeesByKind(sheet, rule.when, rule.payer, rule.fundIds);
  const per = rule.shape === "match" ? "order" : (rule.per ?? "order");
  const { buckets, potOfKind } = potsByKind(sheet, per, payees);
  const left = new Float64Array(buckets.length);
  const costing = buckets.map((): number[] => []);
  for (let line = 0; line < sheet.lines.length; line += 1) {
    const pot = potOfKind[sheet.kindOf[line]!]!;
    if (pot < 0) continue;
    left[pot]! += sheet.remaining[line]!;
    if (sheet.remaining[line]! > 0) costing[pot]!.push(line);
  }
  const spread: Spread = rule.shape === "first-slice" ? "earliest-first" : (rule.spread ?? "proportional");
  buckets.forEach((bucket, pot) => {
    const given = Math.min(left[pot]!, limit);
    if (given <= 0) return;
    const context = { ...sum, total: penceOf(given), bucket };
    const reason = sheet.steps.because(rule.ruleNumber, "sum", context);
    putDown(sheet, bids, reason, costing[pot]!, payees, given, spread, sheet.remaining);
  });
}

/** Spreads a sum over lines by what they have left, and writes it down. */
export function putDown(
  sheet: Worksheet,
  bids: Bids,
  reason: number,
  costing: readonly number[],
  payees: Int32Array,
  given: number,
  spread: Spread,
  remaining: Float64Array,
): void {
  const weights = new Float64Array(costing.length);
  for (let index = 0; index < costing.length; index += 1) weights[index] = remaining[costing[index]!]!;
  const parts = spreadOver(given, weights, spread);
  for (let index = 0; index < costing.length; index += 1) {
    const amount = parts[index]!;
    if (amount === 0) continue;
    const line = costing[index]!;
    const payee = payees[sheet.kindOf[line]!]!;
    sheet.steps.enter(line, payee, reason, amount, weights[index]!);
    bids.add(line, payee, amount);
  }
}
