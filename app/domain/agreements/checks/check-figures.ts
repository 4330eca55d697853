import { clash, type Contradiction } from "./contradiction";
import { isCostCategory, type CostCategory } from "../rules/cost-line";
import {
  CLAWBACK_TRIGGERS,
  COUNTED_UNITS,
  ratioOf,
  type BandRule,
  type MatchRule,
  type Ratio,
  type Rule,
} from "../rules/rule";

const RATIOS = "must have percentages between 0% and 100%";
const WINDOW = "must have a window of at least one month";

/** Whether ratios come to more than the whole. Basis points and fractions are added exactly. */
export function over100(ratios: readonly Ratio[]): boolean {
  const sum = ratios.map(ratioOf).reduce(
    (total, { numerator, denominator }) => ({
      n: total.n * denominator + numerator * total.d,
      d: total.d * denominator,
    }),
    { n: 0n, d: 1n },
  );
  return sum.n > sum.d;
}

function validRatio(ratio: Ratio): boolean {
  if (typeof ratio === "number") return Number.isInteger(ratio) && ratio >= 0 && ratio <= 10_000;
  const { numerator, denominator } = ratio;
  return (
    Number.isSafeInteger(numerator) &&
    Number.isSafeInteger(denominator) &&
    numerator >= 0 &&
    denominator > 0 &&
    numerator <= denominator
  );
}

function unknownCategories(categories: readonly CostCategory[]): string[] {
  return categories
    .filter((category) => !isCostCategory(category))
    .map((category) => `names an unknown cost category, “${String(category)}”`);
}

function wrongBands({ by, bands }: BandRule): string[] {
  const found: string[] = [];
  if (by !== "order-value" && !Object.hasOwn(COUNTED_UNITS, by))
    found.push(`is measured in an unknown unit, “${String(by)}”`);
  if (bands.length === 0) found.push("has no band");
  if (bands.length > 0 && bands.at(-1)!.upTo !== null) found.push("must have a last band without an end");
  let from = 0n;
  for (const { upTo } of bands.slice(0, -1)) {
    if (upTo === null) found.push("has a band without an end before the last");
    else if (upTo <= from) found.push("has a band that ends where it starts, or before");
    from = upTo ?? from;
  }
  for (const { shares } of bands) {
    if (!shares.every((share) => validRatio(share.portion))) found.push(RATIOS);
    else if (over100(shares.map((share) => share.portion))) found.push("pays over 100% in one of its bands");
  }
  return found;
}

function wrongMatch({ ratio, windowMonths, eligibleCategories, max }: MatchRule): string[] {
  const { numerator, denominator } = ratio;
  const found = unknownCategories(eligibleCategories);
  if (
    !(
      Number.isSafeInteger(numerator) &&
      Number.isSafeInteger(denominator) &&
      numerator > 0 &&
      denominator > 0
    )
  )
    found.push("must have a ratio of two whole numbers above nothing");
  if (!(Number.isSafeInteger(windowMonths) && windowMonths > 0)) found.push(WINDOW);
  if (eligibleCategories.length === 0) found.push("counts spend of no category");
  if (max < 0n) found.push("has a sum below zero");
  return found;
}

/** Of the rules that move no money themselves. */
function wrongConditions(rule: Rule): string[] {
  if (rule.shape === "earmark")
    return [...(validRatio(rule.portion) ? [] : [RATIOS]), ...unknownCategories([rule.category])];
  if (rule.shape === "milestone-release")
    return [
      ...(validRatio(rule.portion) ? [] : [RATIOS]),
      ...(rule.milestone.trim() === "" ? ["names no milestone"] : []),
    ];
  if (rule.shape !== "clawback") return [];
  const found = validRatio(rule.portion) ? [] : [RATIOS];
  if (!Object.hasOwn(CLAWBACK_TRIGGERS, rule.trigger))
    found.push(`has an unknown trigger, “${String(rule.trigger)}”`);
  if (!(Number.isSafeInteger(rule.windowMonths) && rule.windowMonths > 0)) found.push(WINDOW);
  return found;
}

/** What is wrong with the figures of one rule by itself. */
function wrongFigures(rule: Rule): string[] {
  const found: string[] = [];
  const ratio = (value: Ratio) => {
    if (!validRatio(value)) found.push(RATIOS);
  };
  const sum = (value: bigint | undefined) => {
    if (value !== undefined && value < 0n) found.push("has a sum below zero");
  };
  if (rule.shape === "percentage") ratio(rule.portion);
  if (rule.shape === "category-split") {
    if (rule.shares.length === 0) found.push("names no category");
    for (const share of rule.shares) {
      ratio(share.portion);
      if (!isCostCategory(share.category))
        found.push(`names an unknown cost category, “${String(share.category)}”`);
    }
  }
  if (rule.shape === "taper") {
    if (rule.byContractYear.length === 0) found.push("names no contract year");
    rule.byContractYear.forEach(ratio);
  }
  if (rule.shape === "fixed" || rule.shape === "cap" || rule.shape === "envelope") sum(rule.amount);
  if (rule.shape === "first-slice") sum(rule.upTo);
  if (rule.shape === "per-unit") {
    sum(rule.rate);
    if (rule.roundUnit !== undefined && rule.roundUnit < 1n) found.push("rounds to less than one unit");
  }
  if (rule.shape === "floor") {
    sum(rule.amount);
    if (rule.portion !== undefined) ratio(rule.portion);
    if ((rule.amount === undefined) === (rule.portion === undefined))
      found.push("needs either a sum or a percentage, and not both");
  }
  if (rule.shape === "band") found.push(...wrongBands(rule));
  if (rule.shape === "match") found.push(...wrongMatch(rule));
  found.push(...wrongConditions(rule), ...unknownCategories(rule.when?.categories ?? []));
  const from = rule.when?.orderedFrom;
  const to = rule.when?.orderedTo;
  if (from && to && from > to) found.push("ends before it starts");
  if (rule.when?.categories?.length === 0) found.push("applies to no category");
  return [...new Set(found)];
}

/**
 * Figures that cannot be meant, such as a percentage above 100% or bands that overlap: one contradiction for
 * each, coded `figures-<shape>`.
 */
export function checkFigures(rules: readonly Rule[]): Contradiction[] {
  return rules.flatMap((rule) =>
    wrongFigures(rule).map((wrong) =>
      clash(`figures-${rule.shape}`, [rule.ruleNumber], `Rule ${rule.ruleNumber} ${wrong}.`),
    ),
  );
}
