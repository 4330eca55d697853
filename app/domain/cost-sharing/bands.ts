import { holdsForLine, type Facts } from "./facts";
import { greatestCommonDivisor, roundTogetherLarge } from "./portions";
import { ratioOf, type BandRule, type BandShare } from "~/domain/agreements/rules/rule";
import { potsOf, putDown, requireCount } from "./sums";
import type { Fraction } from "./step-reason";
import { penceOf } from "./whole";
import { sourcesByKind, type Worksheet } from "./worksheet";

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

/** How much of a size lies in each band. In the unit of the size: pence of a cost, or a count. */
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

function countFor(rule: BandRule, facts: Facts): bigint | null {
  return rule.by === "order-value" ? null : requireCount(rule.ruleNumber, rule.by, rule.censusDate, facts);
}

/**
 * What marginal bands put down: measured on the whole cost, credits taken off, and given as a sum is, to the
 * penny over all lines together and never more than they have left. Amounts are whole pence. Throws Problem
 * rule-broken `fact-missing` and `fund-balance-missing`.
 */
export function applyBands(sheet: Worksheet, rule: BandRule): void {
  const count = countFor(rule, sheet.facts);
  const payers = payersByName(rule);
  const sources = payers.map(({ share }) => sourcesByKind(sheet, rule.when, share.payer, share.fundIds));
  const covered = sheet.kinds.map((line) => holdsForLine(rule.when, line, sheet.facts));
  for (const { bucket, lines } of potsOf(sheet, rule.per ?? "order", (kind) => covered[kind]!)) {
    let cost = 0;
    for (const line of lines) cost += sheet.net[line]!;
    if (cost <= 0 || count === 0n) continue;
    const slices = slicesOf(rule, count ?? BigInt(cost));
    const due = dueOf(payers, slices, BigInt(cost), count);
    payers.forEach(({ ratios }, index) => {
      const bands = {
        cost: penceOf(cost),
        count,
        slices: slices.map((size, band) => ({ size, ratio: ratios[band]! })),
      };
      const most = due[index]!;
      const because = (given: number) => {
        const context = { limit: penceOf(most), bucket, bands, total: penceOf(given) };
        return sheet.steps.because(rule.ruleNumber, "band", context);
      };
      putDown(sheet, { lines, sources: sources[index]!, most, spread: "proportional", because });
    });
  }
}
