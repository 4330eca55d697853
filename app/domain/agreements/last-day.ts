import { addDays, formatDay, later, type Day } from "~/domain/shared/day";

/**
 * What last day can be entered for a version that ends by itself, as advice in a sentence or two: only days before its own
 * last one change anything, none before `today`, where that is known, can be entered, and one before its first day means
 * that it is never in force. So that is said only of one that has not begun, and advised to nobody.
 */
export function lastDayAdvice(
  { effectiveFrom, effectiveTo }: { effectiveFrom: Day; effectiveTo: Day },
  today: Day | null = null,
): string {
  const first = today === null ? effectiveFrom : later(effectiveFrom, today);
  const last = addDays(effectiveTo, -1);
  const never =
    today !== null && today < effectiveFrom
      ? ` With a last day before ${formatDay(effectiveFrom)} it is never in force.`
      : "";
  if (first > last) return `No earlier day is left on which it would end: leave it as it is.${never}`;
  const days = first === last ? formatDay(last) : `a day from ${formatDay(first)} to ${formatDay(last)}`;
  return `Enter ${days} as its last day, or leave it as it is.${never}`;
}
