import { addDays, day, formatDay, later, type Day } from "~/domain/shared/day";
import { StartError } from "../start-error";

/** The days as at which the demonstration holds together: each of them is walked through by the tests. */
export const FIRST_DAY = day("2026-11-22");
export const LAST_DAY = day("2031-12-31");

/** When the demonstration's past happened: counted back from the day it is loaded, so that it is always a recent past. */
export interface SeedTime {
  today: Day;
  daysAgo(days: number): Day;
  daysAhead(days: number): Day;
  /** An instant in the working hours of a day, a few minutes after the one before on that day. */
  at(day: Day): Date;
}

const FIRST_MINUTE = 9 * 60;
const MINUTES_BETWEEN = 7;
const WORKING_MINUTES = 8 * 60;

/** Throws StartError for a day as at which the demonstration was never tried: it would be a past that contradicts itself. */
export function seedTime(today: Day, now: Date): SeedTime {
  if (today < FIRST_DAY || today > LAST_DAY) {
    throw new StartError(
      `The demonstration can be loaded as at a day from ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}, and TODAY or this computer's clock says ${formatDay(today)}.`,
    );
  }
  const used = new Map<Day, number>();
  return {
    today,
    daysAgo: (days) => addDays(today, -days),
    daysAhead: (days) => addDays(today, days),
    at(day) {
      const count = used.get(day) ?? 0;
      used.set(day, count + 1);
      const minute = FIRST_MINUTE + ((count * MINUTES_BETWEEN) % WORKING_MINUTES);
      const instant = new Date(`${day}T00:00:00Z`);
      instant.setUTCMinutes(minute, Math.floor((count * MINUTES_BETWEEN) / WORKING_MINUTES));
      return later(day, today) === today && instant > now ? now : instant;
    },
  };
}
