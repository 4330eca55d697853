import { divideHalfAwayFromZero, lineTotal, smaller, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
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
} from "~/domain/agreements/rules/rule";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import type { StepContext } from "./step-reason";
import { penceOf, spreadOver, wholeOrMost } from "./whole";
import { assign, sourcesByKind, type Worksheet } from "./worksheet";

type SumRule = FixedRule | FirstSliceRule | PerUnitRule | MatchRule;

/** The count that a per-unit rule pays for. */
function countFor(rule: PerUnitRule, facts: Facts): bigint {
  const count = requireCount(rule.ruleNumber, rule.unit, rule.censusDate, facts);
  const step = rule.roundUnit ?? 1n;
  return (count / step) * step;
}

/**
 * A count of the buyer's. Throws a rule-broken Problem when nobody has recorded it. Codes: rule-broken
 * `fact-missing`.
 */
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

/** The pots of a rule, one for the order or one for each year: their names, and the lines that it is about in each. */
export function potsOf(sheet: Worksheet, per: Per, isCovered: (kind: number) => boolean) {
  const buckets: string[] = [];
  const potOfKind = Int32Array.from(sheet.kinds, (line, kind) => {
    if (!isCovered(kind)) return -1;
    const bucket = bucketOf(per, line);
    const known = buckets.indexOf(bucket);
    return known < 0 ? buckets.push(bucket) - 1 : known;
  });
  const { kindOf } = sheet;
  const ends = new Int32Array(buckets.length + 1);
  for (let line = 0; line < kindOf.length; line += 1) ends[potOfKind[kindOf[line]!]! + 1]! += 1;
  // What no pot holds is counted in the first place; from there on the counts become ends.
  ends[0] = 0;
  for (let pot = 0; pot < buckets.length; pot += 1) ends[pot + 1]! += ends[pot]!;
  const lines = new Int32Array(ends[buckets.length]!);
  const next = ends.slice();
  for (let line = 0; line < kindOf.length; line += 1) {
    const pot = potOfKind[kindOf[line]!]!;
    if (pot >= 0) lines[next[pot]!++] = line;
  }
  return buckets.map((bucket, pot) => ({ bucket, lines: lines.subarray(ends[pot]!, ends[pot + 1]!) }));
}

/**
 * What a fixed sum, a rate per unit or a first slice puts down on each line: at most what the lines it covers
 * have left, credits included, spread over those that still cost something. Amounts are whole pence. Throws
 * Problem rule-broken `fact-missing` and `fund-balance-missing`.
 */
export function applySums(sheet: Worksheet, rule: SumRule): void {
  const sum = sumOf(rule, sheet.facts);
  const most = wholeOrMost(sum.limit);
  const sources = sourcesByKind(sheet, rule.when, rule.payer, rule.fundIds);
  const per = rule.shape === "match" ? "order" : (rule.per ?? "order");
  const spread: Spread = rule.shape === "first-slice" ? "earliest-first" : (rule.spread ?? "proportional");
  for (const { bucket, lines } of potsOf(sheet, per, (kind) => sources[kind]! >= 0)) {
    const because = (given: number) =>
      sheet.steps.because(rule.ruleNumber, "sum", { ...sum, total: penceOf(given), bucket });
    putDown(sheet, { lines, sources, most, spread, because });
  }
}

interface Sum {
  lines: Int32Array;
  /** The source on each kind of line, or -1. */
  sources: Int32Array;
  most: number;
  spread: Spread;
  /** The reason to write down once it is known how much is given. */
  because: (given: number) => number;
}

/**
 * Spreads a sum over lines by what they have left, but never more of it than they have left together. Amounts
 * are whole pence.
 */
export function putDown(sheet: Worksheet, { lines, sources, most, spread, because }: Sum): void {
  const { kindOf, remaining } = sheet;
  const weights = new Float64Array(lines.length);
  let left = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (sources[kindOf[line]!]! < 0) continue;
    left += remaining[line]!;
    // A credit takes off what is left, and bears no part of a sum.
    if (remaining[line]! > 0) weights[at] = remaining[line]!;
  }
  const given = Math.min(left, most);
  if (given <= 0) return;
  const reason = because(given);
  const parts = spreadOver(given, weights, spread);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (parts[at] !== 0) assign(sheet, line, sources[kindOf[line]!]!, reason, parts[at]!, weights[at]!);
  }
}
