import { whyDayNotInContract } from "../contract-days";
import { addMonths, formatDay, type Day } from "~/domain/shared/day";

export interface Dates {
  startsOn: Day;
  termMonths: number;
  /** When what is ordered must be there; left out, the start. */
  deliveryOn?: Day | null;
}

/** How far ahead an order may start. */
const MONTHS_AHEAD = 24;

export interface TermLimits {
  lotName: string;
  frameworkName: string;
  frameworkEndsOn: Day;
  minimumTermMonths: number;
  maximumTermMonths: number;
}

/** A day by which an order must start, and the rule that says so. */
export interface StartLimit {
  on: Day;
  /** "two years from today" */
  because: string;
}

/** By when an order must start: the rule whose day is nearer first, then the other. Both hold. */
export function startLimits(frameworkEndsOn: Day, today: Day): StartLimit[] {
  return [
    { on: addMonths(today, MONTHS_AHEAD), because: "two years from today" },
    { on: frameworkEndsOn, because: "when the framework ends" },
  ].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/**
 * Why these dates cannot stand; empty when they can. A call-off must start while its framework runs. The term
 * is in months.
 */
export function checkDates(dates: Dates, limits: TermLimits, today: Day): string[] {
  const found: string[] = [];
  const { startsOn, termMonths } = dates;
  if (startsOn < today) found.push(`The start, ${formatDay(startsOn)}, is in the past.`);
  const furthest = addMonths(today, MONTHS_AHEAD);
  if (startsOn > furthest) {
    found.push(`The start is more than two years ahead: it can be ${formatDay(furthest)} at the latest.`);
  }
  if (startsOn > limits.frameworkEndsOn) {
    found.push(
      `${limits.frameworkName} ends on ${formatDay(limits.frameworkEndsOn)}, and an order must start by then.`,
    );
  }
  if (!Number.isInteger(termMonths) || termMonths < 1) {
    found.push(
      `The term must be whole months, from ${limits.minimumTermMonths} to ${limits.maximumTermMonths}.`,
    );
  } else if (termMonths < limits.minimumTermMonths) {
    found.push(
      `${limits.lotName} asks for at least ${limits.minimumTermMonths} months, and the term is ${termMonths}.`,
    );
  } else if (termMonths > limits.maximumTermMonths) {
    found.push(
      `${limits.lotName} allows at most ${limits.maximumTermMonths} months, and the term is ${termMonths}.`,
    );
  }
  const { deliveryOn } = dates;
  if (deliveryOn && deliveryOn < today) found.push("The delivery date is in the past.");
  if (deliveryOn && found.length === 0) {
    const outside = whyDayNotInContract({ name: "The delivery", on: deliveryOn }, dates);
    if (outside) found.push(`${outside}.`);
  }
  return found;
}
