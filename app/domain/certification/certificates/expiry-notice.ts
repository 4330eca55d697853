import { daysBetween, type Day } from "~/domain/shared/day";
import { EXPIRING_DAYS, EXPIRING_SOON_DAYS } from "./certificate";

/** The three notices of a certificate's end: 90 and 30 days before its last day, and the day after it. */
export type ExpiryNotice = "90-days" | "30-days" | "ended";

/** An end that was missed for longer than this is old news: the page shows it, and nobody is written to. */
export const LATE_NOTICE_DAYS = 14;

/**
 * The notice that a certificate is due on a day, by its last day, or null. A day on which the job did not run
 * is made up for on the next one, because each notice stands for a span of days and is sent once. In London
 * days; a notice more than 14 days late is not due any more.
 */
export function noticeDue(validTo: Day | null, on: Day): ExpiryNotice | null {
  if (validTo === null) return null;
  const left = daysBetween(on, validTo);
  if (left < -LATE_NOTICE_DAYS) return null;
  if (left < 0) return "ended";
  if (left <= EXPIRING_SOON_DAYS) return "30-days";
  return left <= EXPIRING_DAYS ? "90-days" : null;
}
