/**
 * Money is integer pence; unit prices are ten-thousandths of a pound. Both are branded bigints, so the compiler
 * refuses to add one to the other. Product rule: units carry four decimals, a line rounds once, half away from
 * zero, to pence.
 */

/** A sum of money in whole pence. Negative for credits. */
export type Pence = bigint & { readonly __unit: "pence" };

/** A price of one unit in ten-thousandths of a pound (12600n is GBP 1.26). */
export type UnitPrice = bigint & { readonly __unit: "ten-thousandths of a pound" };

/** One hundred basis points are one per cent: 2000 is the standard VAT rate of 20%. */
export type BasisPoints = number;

export const ZERO = 0n as Pence;
const TEN_THOUSANDTHS_PER_PENNY = 100n;
export const WHOLE_BASIS_POINTS = 10_000n;

/** Makes pence from a whole number. Throws RangeError on a fraction. */
export function pence(amount: bigint | number): Pence {
  return BigInt(amount) as Pence;
}

/** Makes a unit price from ten-thousandths of a pound. Throws RangeError on a fraction. */
export function unitPrice(tenThousandths: bigint | number): UnitPrice {
  return BigInt(tenThousandths) as UnitPrice;
}

/** Adds any number of sums. In pence; of none it is zero. */
export function sum(amounts: Iterable<Pence>): Pence {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Pence;
}

/** The same amount the other way round: a credit of a charge, in pence. */
export function negate(amount: Pence): Pence {
  return -amount as Pence;
}

/** The smaller of two sums in pence. */
export function smaller(a: Pence, b: Pence): Pence {
  return a < b ? a : b;
}

/** The larger of two sums in pence. */
export function larger(a: Pence, b: Pence): Pence {
  return a > b ? a : b;
}

/** Divides two integers, rounding half away from zero. Throws RangeError when the divisor is zero. */
export function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError("division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}

/**
 * The one place where a unit price becomes pence: price x quantity x (numerator / denominator), rounded once,
 * half away from zero. The fraction is the number of charging periods, for example 18 months of a yearly
 * price is 18/12. The price is ten-thousandths of a pound.
 */
export function lineTotal(price: UnitPrice, quantity: bigint, numerator = 1n, denominator = 1n): Pence {
  return divideHalfAwayFromZero(
    price * quantity * numerator,
    TEN_THOUSANDTHS_PER_PENNY * denominator,
  ) as Pence;
}

/** A share of an amount in basis points, rounded half away from zero. */
export function portion(amount: Pence, basisPoints: bigint | BasisPoints): Pence {
  return divideHalfAwayFromZero(amount * BigInt(basisPoints), WHOLE_BASIS_POINTS) as Pence;
}

/** VAT on a net amount at a rate in basis points, rounded half away from zero. */
export function vatOn(net: Pence, rate: BasisPoints): Pence {
  return portion(net, rate);
}

/**
 * Splits an amount in proportion to weights so that the parts sum to it exactly: each part is first rounded
 * towards zero, then the pennies left over go one by one to the largest remainders, earliest first on a tie.
 * Throws RangeError when there are no weights, one is negative, or all are zero and the amount is not. In
 * pence.
 */
export function allocate(amount: Pence, weights: readonly bigint[]): Pence[] {
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (weights.length === 0 || weights.some((weight) => weight < 0n)) {
    throw new RangeError("allocate needs at least one weight and none below zero");
  }
  if (whole === 0n) {
    if (amount !== 0n) throw new RangeError("allocate cannot split an amount over weights that are all zero");
    return weights.map(() => ZERO);
  }
  const size = amount < 0n ? -amount : amount;
  const parts = weights.map((weight) => (size * weight) / whole);
  let left = size - parts.reduce((a, b) => a + b, 0n);
  const order = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = parts[index]! + 1n;
    left -= 1n;
  }
  return parts.map((part) => (amount < 0n ? -part : part) as Pence);
}
