import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayOf, lengthDays, type Day } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { pilotDaysAgo } from "./purchase-list";
import { CONFIRMED_AFTER_DAYS, PAID_DAYS_LATER, STARTS_AFTER_DAYS } from "./purchase-course";
import { FIRST_DAY, LAST_DAY, seedTime } from "./seed-time";

const ALL = { from: FIRST_DAY, to: LAST_DAY };
const DAYS = Array.from({ length: lengthDays(ALL) }, (_, index) => addDays(FIRST_DAY, index));
/** Early and late in the day of London, in winter and in summer time. */
const INSTANTS = (on: Day) =>
  ["00:30:00+01:00", "00:30:00Z", "09:00:00Z", "22:59:59Z"].map((time) => new Date(`${on}T${time}`));

describe("the demonstration's days, loaded on any day to the end of 2031", () => {
  it("holds a purchase that is paid and lies in one financial year", () => {
    const wrong: string[] = [];
    for (const today of DAYS) {
      const daysAgo = pilotDaysAgo(today);
      const startsOn = addDays(today, STARTS_AFTER_DAYS - daysAgo);
      const lastDay = addDays(addMonths(startsOn, 5), -1);
      const paidOn = addDays(today, CONFIRMED_AFTER_DAYS[1] + PAID_DAYS_LATER - daysAgo);
      const holds = financialYearOf(startsOn) === financialYearOf(lastDay) && paidOn < today;
      // Suppliers were certified 460 and admitted 470 days ago: nothing can be bought before.
      if (!holds || daysAgo > 440) wrong.push(`loaded on ${today}: a need of ${daysAgo} days ago`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([addDays(FIRST_DAY, -1), addDays(LAST_DAY, 1)])(
    "is refused as at %s, which it was not made for",
    (on) => {
      expect(() => seedTime(on, new Date(`${on}T09:00:00Z`))).toThrow(
        "from 22 November 2026 to 31 December 2031",
      );
    },
  );

  it("tells each thing of its day, in turn and never after now, whatever the hour", () => {
    // Half past midnight of summer time is still the day before in winter: the first day has none.
    const wrong: string[] = [];
    for (const today of DAYS.slice(1)) {
      for (const now of INSTANTS(today)) {
        const time = seedTime(dayOf(now), now);
        const past = time.daysAgo(3);
        const instants = [time.at(past), time.at(past), time.at(past)];
        const inTurn = instants.every((at, index) => index === 0 || at > instants[index - 1]!);
        const ofTheDay = instants.every((at) => dayOf(at) === past);
        const notAfterNow = time.at(time.today) <= now;
        if (!inTurn || !ofTheDay || !notAfterNow) wrong.push(`loaded at ${now.toISOString()}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
