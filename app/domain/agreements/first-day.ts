import { formatDay, type Day } from "~/domain/shared/day";

/** When a proposed version begins, as a mail to its parties says it; of a first day that is past, what that means. */
export function beginningText(from: Day, today: Day): string {
  return from < today
    ? `Its first day, ${formatDay(from)}, is past: it is in force when every party has signed, for orders placed from then on. Orders that were placed before stay as they are.`
    : `It comes into force on ${formatDay(from)} at the earliest, when every party has signed.`;
}

/** To which orders a version applies that its last party has just signed. */
export function appliesText(from: Day, today: Day): string {
  return from < today
    ? `applies to orders placed from now on: its first day, ${formatDay(from)}, is past, and orders that were placed before stay as they are`
    : `applies to orders from ${formatDay(from)}`;
}
