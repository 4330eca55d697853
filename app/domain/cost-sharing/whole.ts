import type { Pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import type { Spread } from "~/domain/agreements/rules/rule";

/*
 * Whole numbers of pence held in numbers while a split is worked out. A number holds every integer up to 2^53 - 1 (90
 * trillion pounds in pence) exactly, and a column of them is many times faster than bigints. Nothing here ever has a
 * fraction: a product that does not fit is worked out with bigints, and a sum that does not fit is refused.
 */
export const MOST = Number.MAX_SAFE_INTEGER;

/**
 * A sum as a number. Throws a bad-request Problem where a number could not hold it to the penny. In whole
 * pence, up to 2^53 - 1. Codes: bad-request `cost-too-large`.
 */
export function wholeOf(amount: bigint): number {
  const whole = Number(amount);
  if (whole <= MOST && whole >= -MOST) return whole;
  throw tooLarge();
}

/**
 * The refusal of costs that do not fit into whole pence of a number (2^53 - 1). Answers Problem bad-request
 * `cost-too-large`.
 */
export function tooLarge(): Problem {
  return new Problem("bad-request", "cost-too-large", {
    title: "The costs are too large to be split to the penny.",
    detail: "Together they must stay below 90,000,000,000,000 pounds. Check the figures for a slip.",
    rule: "Who pays what",
  });
}

/** The same for a limit, of which no more than everything can matter. */
export function wholeOrMost(amount: bigint): number {
  const whole = Number(amount);
  return whole > MOST ? MOST : whole < -MOST ? -MOST : whole;
}

/** A whole number of pence as `Pence`. Throws RangeError on a fraction. */
export function penceOf(whole: number): Pence {
  return BigInt(whole) as Pence;
}

/** The sum of a column of whole pence; exact as long as the column was checked on its way in. */
export function total(amounts: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < amounts.length; at += 1) sum += amounts[at]!;
  return sum;
}

/** a x b / c rounded down, for whole numbers not below zero whose quotient is at most a or b. */
export function quotient(a: number, b: number, c: number): number {
  const product = a * b;
  // Below this both the product and the division are exact, so that rounding down cannot be a step off.
  if (product + c <= MOST) return Math.floor(product / c);
  return Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** What is left of a x b after `times` c. */
export function remainder(a: number, b: number, c: number, times: number): number {
  const product = a * b;
  if (product + c <= MOST) return product - times * c;
  return Number(BigInt(a) * BigInt(b) - BigInt(times) * BigInt(c));
}

/**
 * Spreads an amount over weights that are at least as large together: in proportion by largest remainder, the earliest
 * first on a tie, or the first weight filled first. No part is ever above its weight.
 */
export function spreadOver(amount: number, weights: Float64Array, spread: Spread): Float64Array {
  return spread === "proportional" ? inProportion(amount, weights) : earliestFirst(amount, weights);
}

function earliestFirst(amount: number, weights: Float64Array): Float64Array {
  const parts = new Float64Array(weights.length);
  let left = amount;
  for (let at = 0; at < weights.length && left > 0; at += 1) {
    const part = Math.min(weights[at]!, left);
    parts[at] = part;
    left -= part;
  }
  return parts;
}

function inProportion(amount: number, weights: Float64Array): Float64Array {
  const parts = new Float64Array(weights.length);
  const remainders = new Float64Array(weights.length);
  const whole = total(weights);
  if (whole === 0) return parts;
  let left = amount;
  for (let at = 0; at < weights.length; at += 1) {
    const part = quotient(amount, weights[at]!, whole);
    parts[at] = part;
    remainders[at] = remainder(amount, weights[at]!, whole, part);
    left -= part;
  }
  if (left > 0) addPennies(parts, remainders, left, whole);
  return parts;
}

/** A penny each to the largest remainders; the earliest first on a tie. */
function addPennies(parts: Float64Array, remainders: Float64Array, pennies: number, whole: number): void {
  const least = nthLargest(remainders, pennies, whole);
  let left = pennies;
  for (let at = 0; at < parts.length; at += 1) {
    if (remainders[at]! <= least) continue;
    parts[at] = parts[at]! + 1;
    left -= 1;
  }
  for (let at = 0; at < parts.length && left > 0; at += 1) {
    if (remainders[at] !== least) continue;
    parts[at] = parts[at]! + 1;
    left -= 1;
  }
}

const DRAWERS = 4_096;

/**
 * The nth largest of values from 0 to below `whole`, without sorting them all: they are counted into drawers by size, and
 * only the drawer that holds the nth is sorted. Which drawer is a rounded product, but a larger value never goes into a
 * lower drawer, and that is all that counts.
 */
function nthLargest(values: Float64Array, nth: number, whole: number): number {
  if (values.length <= DRAWERS) return values.slice().sort()[values.length - nth]!;
  const drawersEach = (DRAWERS - 1) / whole;
  const counts = new Int32Array(DRAWERS);
  for (let at = 0; at < values.length; at += 1) counts[Math.floor(values[at]! * drawersEach)]! += 1;
  let above = 0;
  let drawer = DRAWERS - 1;
  while (above + counts[drawer]! < nth) above += counts[drawer--]!;
  const inDrawer = new Float64Array(counts[drawer]!);
  let found = 0;
  for (let at = 0; at < values.length; at += 1)
    if (Math.floor(values[at]! * drawersEach) === drawer) inDrawer[found++] = values[at]!;
  return inDrawer.sort()[found - (nth - above)]!;
}
