import type { Bids } from "./bids";
import { holdsForLine, type Facts } from "./facts";
import { greatestCommonDivisor, roundTogetherLarge } from "./portions";
import { ratioOf, type BandRule, type BandShare } from "./rule";
import { potsByKind, putDown, requireCount } from "./sums";
import type { Fraction, StepContext } from "./trace";
import { penceOf } from "./whole";
import { payeesByKind, type Worksheet } from "./worksheet";

/** One payer of a band rule, from its own budget or some funds, and its part of each band. */
interface BandPayer {
  name: string;
  share: BandShare;
  ratios: Fraction[];
}

/** The payers in the order of their names, so that nothing hangs on the order in which the bands name them. */
function payersByName(rule: BandRule): BandPayer[] {
  const found = new Map<string, BandPayer>();
  rule.bands.forEach(({ shares }, band) => {
    for (const share of shares) {
      const name = `${share.payer}\u0000${(share.fundIds ?? []).join(" ")}`;
      const known = found.get(name);
      const payer = known ?? {
        name,
        share,
        ratios: rule.bands.map(() => ({ numerator: 0n, denominator: 1n })),
      };
      if (!known) found.set(name, payer);
      payer.ratios[band] = plus(payer.ratios[band]!, ratioOf(share.portion));
    }
  });
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function plus(a: Fraction, b: Fraction): Fraction {
  if (a.numerator === 0n) return b;
  const denominator = a.denominator * b.denominator;
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator };
}

/** How much of a size lies in each band. */
export function slicesOf(rule: BandRule, size: bigint): bigint[] {
  let from = 0n;
  return rule.bands.map(({ upTo }) => {
    const to = upTo === null || upTo > size ? size : upTo;
    const slice = to > from ? to - from : 0n;
    if (to > from) from = to;
    return slice;
  });
}

/**
 * What each payer's bands come to, rounded together by largest remainder so that they are never over the cost; half a
 * penny stays with the rest. Of a count, a unit bears cost / count.
 */
function dueOf(
  payers: readonly BandPayer[],
  slices: readonly bigint[],
  cost: bigint,
  count: bigint | null,
): number[] {
  let denominator = 1n;
  for (const { ratios } of payers)
    for (const ratio of ratios)
      denominator = (denominator / greatestCommonDivisor(denominator, ratio.denominator)) * ratio.denominator;
  const each = count === null ? 1n : cost;
  const numerators = payers.map(({ ratios }) =>
    ratios.reduce(
      (total, ratio, band) =>
        total + slices[band]! * ratio.numerator * (denominator / ratio.denominator) * each,
      0n,
    ),
  );
  const whole = denominator * (count ?? 1n);
  const rest = cost * whole - numerators.reduce((a, b) => a + b, 0n);
  return roundTogetherLarge(1, [...numerators, rest > 0n ? rest : 0n], whole);
}

/** The lines of each pot a band rule is about, and what they cost together. */
function costsByPot(sheet: Worksheet, rule: BandRule) {
  const covered = Int32Array.from(sheet.kinds, (line) =>
    holdsForLine(rule.when, line, sheet.facts) ? 0 : -1,
  );
  const { buckets, potOfKind } = potsByKind(sheet, rule.per ?? "order", covered);
  const costs = new Float64Array(buckets.length);
  for (let line = 0; line < sheet.lines.length; line += 1) {
    const pot = potOfKind[sheet.kindOf[line]!]!;
    if (pot >= 0) costs[pot]! += sheet.net[line]!;
  }
  return { buckets, potOfKind, costs };
}

function countFor(rule: BandRule, facts: Facts): bigint | null {
  return rule.by === "order-value" ? null : requireCount(rule.ruleNumber, rule.by, rule.censusDate, facts);
}

/**
 * What marginal bands put down: measured on the whole cost, credits taken off, and given as a sum is, to the penny over
 * all lines together and never more than they have left.
 */
export function bidBands(sheet: Worksheet, rule: BandRule, bids: Bids): void {
  const count = countFor(rule, sheet.facts);
  const payers = payersByName(rule);
  const payees = payers.map(({ share }) => payeesByKind(sheet, rule.when, share.payer, share.fundIds));
  const { buckets, potOfKind, costs } = costsByPot(sheet, rule);
  const remaining = sheet.remaining.slice();
  buckets.forEach((bucket, pot) => {
    const cost = costs[pot]!;
    if (cost <= 0 || count === 0n) return;
    const slices = slicesOf(rule, count ?? BigInt(cost));
    const due = dueOf(payers, slices, BigInt(cost), count);
    payers.forEach(({ ratios }, index) => {
      const bands = {
        cost: penceOf(cost),
        count,
        slices: slices.map((size, band) => ({ size, ratio: ratios[band]! })),
      };
      const context = { limit: penceOf(due[index]!), bucket, bands };
      give(sheet, rule, bids, {
        pot,
        potOfKind,
        payees: payees[index]!,
        due: due[index]!,
        context,
        remaining,
      });
    });
  });
}

interface Giving {
  pot: number;
  potOfKind: Int32Array;
  payees: Int32Array;
  due: number;
  context: StepContext;
  /** What is left of each line, less what the payers of this rule before this one have put down. */
  remaining: Float64Array;
}

function give(sheet: Worksheet, rule: BandRule, bids: Bids, giving: Giving): void {
  const { pot, potOfKind, payees, due, context, remaining } = giving;
  const costing: number[] = [];
  let left = 0;
  for (let line = 0; line < sheet.lines.length; line += 1) {
    const kind = sheet.kindOf[line]!;
    if (potOfKind[kind] !== pot || payees[kind]! < 0) continue;
    left += remaining[line]!;
    if (remaining[line]! > 0) costing.push(line);
  }
  const given = Math.min(due, left);
  if (given <= 0) return;
  const reason = sheet.steps.because(rule.ruleNumber, "band", { ...context, total: penceOf(given) });
  const first = bids.count;
  putDown(sheet, bids, reason, costing, payees, given, "proportional", remaining);
  for (let at = first; at < bids.count; at += 1) remaining[bids.line[at]!]! -= bids.amount[at]!;
}
