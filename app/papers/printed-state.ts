import { formatDay, type Day } from "~/domain/shared/day";

/**
 * What a paper says under its title about the state it was printed in: "Status on 10 December 2026: Paid." The day is
 * that of printing, and the sentence must never read as the day on which the state began.
 */
export function printedState(words: string, printedOn: Day): string {
  return `Status on ${formatDay(printedOn)}: ${words}.`;
}
