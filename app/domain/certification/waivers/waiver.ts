import { addMonths, formatDay, type Day } from "~/domain/shared/day";

/** A waiver is an exception, not another certificate: it ends within a year (decided 2026-11-22). */
const LONGEST_WAIVER_MONTHS = 12;

/**
 * Why no waiver can be granted for these days, or null: it would end before it starts, run for a year or
 * more, or be over already. One that has begun may be granted; one that is wholly past would only rewrite
 * what was so. First and last day are inclusive.
 */
export function whyNotWaive(
  validFrom: Day,
  validTo: Day,
  today: Day,
): { code: "dates-reversed" | "waiver-too-long" | "waiver-past"; title: string } | null {
  if (validTo < validFrom) return { code: "dates-reversed", title: "A waiver ends after it starts." };
  const latest = addMonths(validFrom, LONGEST_WAIVER_MONTHS);
  if (validTo >= latest) {
    const title = `A waiver that starts on ${formatDay(validFrom)} ends before ${formatDay(latest)}.`;
    return { code: "waiver-too-long", title };
  }
  if (validTo >= today) return null;
  const title = `The last day of a waiver is today, ${formatDay(today)}, or later: it cannot be granted for days that are all past.`;
  return { code: "waiver-past", title };
}

/** Why a waiver cannot be proposed from this day, or null: what was so is not rewritten. */
export function whyNotBegin(validFrom: Day, today: Day): string | null {
  return validFrom >= today ? null : `The first day of a waiver is today, ${formatDay(today)}, or later`;
}
