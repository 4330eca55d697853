import { formatPence, parsePence } from "./format";
import { ZERO, type Pence } from "./money";

/** The largest sum of one purchase, payment, grant or record of spend: a billion pounds. More is a slip of the finger. */
export const LARGEST_SUM = 100_000_000_000n as Pence;

/** The largest sum of a fund or of money set aside from one: a hundred billion pounds. */
export const LARGEST_FUND = 10_000_000_000_000n as Pence;

/** "from £0.01 to £1,000,000,000", for a refusal: both ends, so that one correction is enough. From pence. */
export function sumFrom(least: Pence, most: Pence): string {
  return `from ${formatPence(least, { whole: true })} to ${formatPence(most, { whole: true })}`;
}

/** The least that is paid, spent or set aside. */
export const PENNY = 1n as Pence;

/**
 * Reads a sum of nought or more as it is typed. What is wrong with it is returned in the words of a field: no sum, or beyond
 * the limit. The sum and its limit are pence.
 */
export function readSum(text: string, most: Pence = LARGEST_SUM): Pence | string {
  const amount = parsePence(text);
  if (amount === null) return "Enter an amount in pounds with at most two decimals, for example 1,250.00";
  if (amount > most || amount < 0n) return `Enter an amount ${sumFrom(ZERO, most)}`;
  return amount;
}
