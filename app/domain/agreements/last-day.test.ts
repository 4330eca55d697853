import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, day, formatDay, type Day } from "~/domain/shared/day";
import { lastDayAdvice } from "./last-day";

const of = (effectiveFrom: string, effectiveTo: string) => ({
  effectiveFrom: day(effectiveFrom),
  effectiveTo: day(effectiveTo),
});

describe("advice on the last day of an agreement that ends by itself", () => {
  it.each<[string, ReturnType<typeof of>, string | null, string]>([
    [
      "under way",
      of("2026-04-01", "2027-03-31"),
      "2026-11-22",
      "Enter a day from 22 November 2026 to 30 March 2027 as its last day, or leave it as it is.",
    ],
    [
      "to come",
      of("2027-02-01", "2027-03-31"),
      "2026-11-22",
      "Enter a day from 1 February 2027 to 30 March 2027 as its last day, or leave it as it is. With a last day before 1 February 2027 it is never in force.",
    ],
    [
      "of two days",
      of("2026-11-22", "2026-11-23"),
      null,
      "Enter 22 November 2026 as its last day, or leave it as it is.",
    ],
    [
      "of one day",
      of("2027-04-01", "2027-04-01"),
      null,
      "No earlier day is left on which it would end: leave it as it is.",
    ],
    [
      "that ends today",
      of("2026-04-01", "2026-11-22"),
      "2026-11-22",
      "No earlier day is left on which it would end: leave it as it is.",
    ],
  ])("of one %s", (_what, version, today, words) =>
    expect(lastDayAdvice(version, today === null ? null : day(today))).toBe(words),
  );

  it("never advises a day before it begins, before today, or from its own last day on", () => {
    const days = fc.integer({ min: 0, max: 30 }).map((count) => addDays(day("2026-11-01"), count));
    fc.assert(
      fc.property(days, days, days, (effectiveFrom, effectiveTo, today) => {
        const advice = lastDayAdvice({ effectiveFrom, effectiveTo }, today);
        const named = new Set(advice.split(" With a last day")[0]!.match(/\d+ [A-Z][a-z]+ \d{4}/g));
        const all = Array.from({ length: 34 }, (_, count) => addDays(day("2026-10-30"), count));
        const wrong = (on: Day) => on < effectiveFrom || on < today || on >= effectiveTo;
        expect(all.filter((on) => named.has(formatDay(on)) && wrong(on))).toEqual([]);
      }),
    );
  });
});
