import { formatPence, parsePence } from "./format";
import type { Pence } from "./money";

/** The largest sum of one purchase, payment, grant or record of spend: a billion pounds. More is a slip of the finger. */
export const LARGEST_SUM = 100_000_000_000n as Pence;

/** The largest sum of a fund or of money set aside from one: a hundred billion pounds. */
export const LARGEST_FUND = 10_000_000_000_000n as Pence;

/** "of at most £1,000,000,000", for a refusal. */
export function atMost(most: Pence): string {
  return `of at most ${formatPence(most, { whole: true })}`;
}

/** Reads a sum as it is typed. What is wrong with it is returned in the words of a field: no sum, or beyond the limit. */
export function readSum(text: string, most: Pence = LARGEST_SUM): Pence | string {
  const amount = parsePence(text);
  if (amount === null) return "Enter an amount in pounds with at most two decimals, for example 1,250.00";
  if (amount > most || amount < -most) return `Enter an amount ${atMost(most)}`;
  return amount;
}
