import { allocate, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";

/** A dated result, and the part of every share that falls due when the buyer confirms it. */
export interface Milestone {
  title: string;
  dueOn: Day;
  /** One hundred are one per cent; the parts of an order sum to 10,000. */
  paymentBasisPoints: number;
}

export const WHOLE = 10_000;
export const MOST_MILESTONES = 12;

/** Why these milestones cannot stand, in the words of the page; empty when they can. */
export function checkMilestones(
  milestones: readonly Milestone[],
  term: { from: Day; to: Day } | null,
): string[] {
  if (milestones.length === 0) return ["Add at least one milestone, for example 'Go live'."];
  const found: string[] = [];
  if (milestones.length > MOST_MILESTONES) found.push(`An order has at most ${MOST_MILESTONES} milestones.`);
  let total = 0;
  milestones.forEach((milestone, index) => {
    const name = milestone.title.trim() || `Milestone ${index + 1}`;
    if (!milestone.title.trim()) found.push(`Give milestone ${index + 1} a title.`);
    const part = milestone.paymentBasisPoints;
    if (!Number.isInteger(part) || part < 0 || part > WHOLE) {
      found.push(`The part paid at ${name} must be between 0% and 100%, with at most two decimals.`);
    } else total += part;
    if (term && (milestone.dueOn < term.from || milestone.dueOn > term.to)) {
      found.push(`${name} falls outside the order's dates.`);
    }
  });
  if (found.length === 0 && total !== WHOLE) {
    found.push(`The parts must add up to 100%, and they add up to ${total / 100}%.`);
  }
  return found;
}

/**
 * The part of an amount that falls due at one milestone. All parts of one amount sum to it exactly, whatever the
 * percentages: pennies left over go by largest remainder.
 */
export function milestonePart(amount: Pence, basisPoints: readonly number[], index: number): Pence {
  const part = allocate(amount, basisPoints.map(BigInt))[index];
  if (part === undefined) throw new RangeError(`there is no milestone ${index}`);
  return part;
}

/** Reads "40" or "33.33" per cent as basis points; null when it is not such a number. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0") || "0");
}
