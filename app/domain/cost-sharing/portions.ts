import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { holdsForLine } from "./facts";
import { ratioOf, type PayerRef, type PayingRule, type Ratio } from "~/domain/agreements/rules/rule";
import type { StepContext } from "./step-reason";
import { MOST, quotient, remainder } from "./whole";
import { compareSources, sourceOfLine, type Worksheet } from "./worksheet";

/** What one rule asks of every line of a kind as a part of its whole cost. */
interface Portion {
  ruleNumber: number;
  source: number;
  numerator: bigint;
  context: StepContext;
}

/** What the rules ask of every line of a kind. */
interface KindPortions {
  portions: Portion[];
  /** Of the portions, then of what they leave of the whole, at least nothing; all over one denominator. */
  numerators: bigint[];
  denominator: bigint;
  /** The same as numbers, where they are small enough to add up exactly. */
  small: { numerators: number[]; denominator: number } | null;
}

/** What one rule asks of the lines of a kind: a source, and which of a line's rounded portions it is. */
export interface Asking {
  source: number;
  at: number;
  reason: number;
}

/** The portions of all lines, in whole pence: those of a line start at `from[line]`. */
export interface Portions {
  amounts: Float64Array;
  from: Int32Array;
  /** By rule number, then by kind. */
  askings: Map<number, (Asking[] | undefined)[]>;
}

interface Wanted {
  payer: PayerRef;
  fundIds?: readonly string[];
  ratio: Ratio;
}

/** The portions of the whole cost that a rule asks of a line like this one. */
function wantedBy(rule: PayingRule, line: CostLine): Wanted[] {
  switch (rule.shape) {
    case "percentage":
      return rule.of === "rest" ? [] : [{ payer: rule.payer, fundIds: rule.fundIds, ratio: rule.portion }];
    case "taper": {
      const ratio = rule.byContractYear[line.contractYear - 1] ?? 0;
      return [{ payer: rule.payer, fundIds: rule.fundIds, ratio }];
    }
    case "category-split":
      return rule.shares
        .filter((share) => share.category === line.category)
        .map((share) => ({ payer: share.payer, fundIds: share.fundIds, ratio: share.portion }));
    default:
      return [];
  }
}

/** The largest whole number that divides both; of a number and 0, the number itself. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function classify(sheet: Worksheet, rules: readonly PayingRule[], line: CostLine): KindPortions {
  const found: (Omit<Portion, "numerator"> & { ratio: { numerator: bigint; denominator: bigint } })[] = [];
  let denominator = 1n;
  for (const rule of rules) {
    if (!holdsForLine(rule.when, line, sheet.facts)) continue;
    for (const { payer, fundIds, ratio } of wantedBy(rule, line)) {
      const source = sourceOfLine(sheet, payer, fundIds, line);
      const exact = ratioOf(ratio);
      if (source === null || exact.numerator === 0n) continue;
      found.push({ ruleNumber: rule.ruleNumber, source, ratio: exact, context: { ratio: exact } });
      denominator = (denominator / greatestCommonDivisor(denominator, exact.denominator)) * exact.denominator;
    }
  }
  const { sources } = sheet;
  found.sort((a, b) => compareSources(sources[a.source]!, sources[b.source]!) || a.ruleNumber - b.ruleNumber);
  const portions = found.map(({ ratio, ...portion }) => ({
    ...portion,
    numerator: ratio.numerator * (denominator / ratio.denominator),
  }));
  const taken = portions.reduce((total, portion) => total + portion.numerator, 0n);
  const numerators = portions.map((portion) => portion.numerator);
  numerators.push(taken < denominator ? denominator - taken : 0n);
  const small =
    denominator * BigInt(numerators.length) <= BigInt(MOST)
      ? { numerators: numerators.map(Number), denominator: Number(denominator) }
      : null;
  return { portions, numerators, denominator, small };
}

/** Room for the figures of one line, used again for the next. */
export interface RoundingRoom {
  amounts: number[];
  remainders: number[];
}

/**
 * Rounds the portions of one line together: each towards zero, then a penny each to the largest remainders. What the
 * portions leave is in the draw as the last and wins ties, so that a penny that belongs to nobody falls to the residual
 * payer. The result is in `room.amounts`, as many as there are numerators.
 */
export function roundTogether(
  size: number,
  numerators: readonly number[],
  denominator: number,
  { amounts, remainders }: RoundingRoom,
): void {
  const last = numerators.length - 1;
  let over = 0;
  for (let at = 0; at <= last; at += 1) {
    const down = quotient(size, numerators[at]!, denominator);
    const left = remainder(size, numerators[at]!, denominator, down);
    amounts[at] = down;
    remainders[at] = left;
    over += left;
  }
  for (; over >= denominator; over -= denominator) {
    let best = last;
    for (let at = 0; at < last; at += 1) if (remainders[at]! > remainders[best]!) best = at;
    amounts[best]! += 1;
    remainders[best] = -1;
  }
}

/** The same for fractions whose common denominator is too large for numbers, such as 1/999983 beside 1/999979. */
export function roundTogetherLarge(
  size: number,
  numerators: readonly bigint[],
  denominator: bigint,
): number[] {
  const amounts = numerators.map((numerator) => (BigInt(size) * numerator) / denominator);
  const remainders = numerators.map((numerator) => (BigInt(size) * numerator) % denominator);
  for (let pennies = remainders.reduce((a, b) => a + b, 0n) / denominator; pennies > 0n; pennies -= 1n) {
    let best = remainders.length - 1;
    remainders.forEach((left, at) => (best = left > remainders[best]! ? at : best));
    amounts[best]! += 1n;
    remainders[best] = -1n;
  }
  return amounts.map(Number);
}

function roundLine(net: number, { numerators, denominator, small }: KindPortions, room: RoundingRoom): void {
  const size = Math.abs(net);
  if (small) roundTogether(size, small.numerators, small.denominator, room);
  else room.amounts = roundTogetherLarge(size, numerators, denominator);
}

/** Who asks for what, by rule and kind of line; portions of one rule and ratio give one reason. */
function askingsOf(sheet: Worksheet, kinds: readonly KindPortions[]): Portions["askings"] {
  const askings: Portions["askings"] = new Map();
  const reasons = new Map<string, number>();
  kinds.forEach(({ portions }, kind) =>
    portions.forEach(({ ruleNumber, source, context }, at) => {
      const key = `${ruleNumber} ${context.ratio!.numerator}/${context.ratio!.denominator}`;
      let reason = reasons.get(key);
      if (reason === undefined)
        reasons.set(key, (reason = sheet.steps.because(ruleNumber, "portion", context)));
      let ofRule = askings.get(ruleNumber);
      if (!ofRule) askings.set(ruleNumber, (ofRule = []));
      (ofRule[kind] ??= []).push({ source, at, reason });
    }),
  );
  return askings;
}

/**
 * What every rule asks of every line as portions of the whole cost, rounded line by line. Amounts are whole
 * pence. Throws Problem rule-broken `fact-missing` and `fund-balance-missing`.
 */
export function portionsOf(sheet: Worksheet, rules: readonly PayingRule[]): Portions {
  const { kindOf, net } = sheet;
  const kinds = sheet.kinds.map((line) => classify(sheet, rules, line));
  const from = new Int32Array(net.length + 1);
  for (let line = 0; line < net.length; line += 1)
    from[line + 1] = from[line]! + kinds[kindOf[line]!]!.portions.length;
  const amounts = new Float64Array(from[net.length]!);
  const room: RoundingRoom = { amounts: [], remainders: [] };
  for (let line = 0; line < net.length; line += 1) {
    const kind = kinds[kindOf[line]!]!;
    const count = kind.portions.length;
    if (count === 0) continue;
    roundLine(net[line]!, kind, room);
    const sign = net[line]! < 0 ? -1 : 1;
    for (let at = 0; at < count; at += 1) amounts[from[line]! + at] = sign * room.amounts[at]!;
  }
  return { amounts, from, askings: askingsOf(sheet, kinds) };
}
