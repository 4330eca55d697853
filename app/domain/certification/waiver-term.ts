import { addMonths, formatDay, type Day } from "~/domain/shared/day";

/** A waiver is an exception, not another certificate: it ends within a year (decided 2026-11-22). */
const LONGEST_WAIVER_MONTHS = 12;

/** Why a waiver cannot last from one day to another; null when it can. */
export function whyTooLong(validFrom: Day, validTo: Day): string | null {
  const latest = addMonths(validFrom, LONGEST_WAIVER_MONTHS);
  if (validTo < latest) return null;
  return `A waiver that starts on ${formatDay(validFrom)} ends before ${formatDay(latest)}.`;
}
