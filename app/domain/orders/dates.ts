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
  maximumTermMonths: number;
}

/** Why these dates cannot stand; empty when they can. A call-off must start while its framework runs. */
export function checkDates(dates: Dates, limits: TermLimits, today: Day): string[] {
  const found: string[] = [];
  const { startsOn, termMonths } = dates;
  if (startsOn < today) found.push(`The start, ${formatDay(startsOn)}, is in the past.`);
  if (startsOn > addMonths(today, MONTHS_AHEAD)) found.push("The start is more than two years ahead.");
  if (startsOn > limits.frameworkEndsOn) {
    found.push(
      `${limits.frameworkName} ends on ${formatDay(limits.frameworkEndsOn)}, and an order must start by then.`,
    );
  }
  if (!Number.isInteger(termMonths) || termMonths < 1) found.push("The term must be at least 1 month.");
  else if (termMonths > limits.maximumTermMonths) {
    found.push(
      `${limits.lotName} allows at most ${limits.maximumTermMonths} months, and the term is ${termMonths}.`,
    );
  }
  if (dates.deliveryOn && dates.deliveryOn < today) found.push("The delivery date is in the past.");
  return found;
}
