import { allocate, type Pence } from "~/domain/money/money";
import { addDays, addMonths, type Day } from "~/domain/shared/day";
import { whyDayNotInContract, type Contract } from "./contract-days";
import { sameMilestone } from "~/domain/who-pays/share-trace";

/** A dated result, and the part of every share that falls due when the buyer confirms it. */
export interface Milestone {
  title: string;
  dueOn: Day;
  /** One hundred are one per cent; the parts of an order sum to 10,000. */
  paymentBasisPoints: number;
}

/** Characters of the title of one milestone. */
export const LONGEST_MILESTONE_TITLE = 200;

export const WHOLE = 10_000;
/** Five years of monthly payments. */
export const MOST_MILESTONES = 60;

/** Why these milestones cannot stand, in the words of the page; empty when they can. */
export function checkMilestones(
  milestones: readonly Milestone[],
  contract: Contract | null,
  /** Milestones at which a rule releases money that a payer holds back: they may have no part of their own. */
  releasing: readonly string[] = [],
): string[] {
  if (milestones.length === 0) return ["Add at least one milestone, for example 'Go live'."];
  const found: string[] = [];
  if (milestones.length > MOST_MILESTONES) found.push(`An order has at most ${MOST_MILESTONES} milestones.`);
  let total = 0;
  milestones.forEach((milestone, index) => {
    const name = milestone.title.trim() || `Milestone ${index + 1}`;
    if (!milestone.title.trim()) found.push(`Give milestone ${index + 1} a title.`);
    if (milestone.title.length > LONGEST_MILESTONE_TITLE)
      found.push(`Keep the title of milestone ${index + 1} to ${LONGEST_MILESTONE_TITLE} characters.`);
    const part = milestone.paymentBasisPoints;
    if (!Number.isInteger(part) || part < 0 || part > WHOLE) {
      found.push(`The part paid at ${name} must be between 0% and 100%, with at most two decimals.`);
    } else total += part;
    if (part === 0 && !releasing.some((title) => sameMilestone(title, milestone.title)))
      found.push(`Nothing is paid at ${name}: give it a part above 0%, or leave it out.`);
    const outside = contract && whyDayNotInContract({ name, on: milestone.dueOn }, contract);
    if (outside) found.push(`${outside}.`);
  });
  if (found.length === 0 && total !== WHOLE) {
    found.push(`The parts must add up to 100%, and they add up to ${total / 100}%.`);
  }
  return found;
}

/** How the price is paid over the term, in arrears; or at results that the buyer names. */
export const PLANS = {
  monthly: { name: "Every month", months: 1 },
  quarterly: { name: "Every quarter", months: 3 },
  yearly: { name: "Every year", months: 12 },
  result: { name: "By result", months: null },
} as const;
export type Plan = keyof typeof PLANS;

/**
 * Milestones of a plan over a term: a period each, due on its last day, with the part of the price that falls
 * to its months. Parts sum to 100%. By result: go-live and an acceptance three months later, to be changed.
 * Parts are basis points.
 */
export function planned(plan: Plan, { from, months }: { from: Day; months: number }): Milestone[] {
  const each = PLANS[plan].months;
  const lastDay = (after: number) => addDays(addMonths(from, Math.min(after, months)), -1);
  if (each === null) {
    return [
      { title: "Go live", dueOn: from, paymentBasisPoints: WHOLE / 2 },
      { title: "Accepted after three months of use", dueOn: lastDay(3), paymentBasisPoints: WHOLE / 2 },
    ];
  }
  const count = Math.ceil(months / each);
  const lengths = Array.from({ length: count }, (_, at) => BigInt(Math.min(each, months - at * each)));
  const noun = { 1: "Month", 3: "Quarter", 12: "Year" }[each];
  return allocate(BigInt(WHOLE) as Pence, lengths).map((part, at) => ({
    title: `${noun} ${at + 1} delivered`,
    dueOn: lastDay((at + 1) * each),
    paymentBasisPoints: Number(part),
  }));
}

/** The plans that a term allows, and the one to begin with: quarters, or months where the term is shorter than that. */
export function plansFor(months: number): Plan[] {
  const plans = Object.keys(PLANS) as Plan[];
  return plans.filter((plan) => {
    const each = PLANS[plan].months;
    return each === null || (each <= months && Math.ceil(months / each) <= MOST_MILESTONES);
  });
}

/**
 * The plan of payments offered first for a term in months: quarterly from three months on, otherwise monthly.
 */
export function usualPlan(months: number): Plan {
  return months >= 3 ? "quarterly" : "monthly";
}

/**
 * The part of an amount that falls due at one milestone. All parts of one amount sum to it exactly, whatever
 * the percentages: pennies left over go by largest remainder. In pence; the parts are basis points that sum
 * to 10,000.
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
