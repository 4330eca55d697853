import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  contains,
  day,
  dayOf,
  daysBetween,
  formatDay,
  isDay,
  lengthDays,
  weekday,
} from "./day";
import {
  financialYearOf,
  financialYearPeriod,
  formatFinancialYear,
  splitByFinancialYear,
} from "./financial-year";
import { Problem } from "./problem";
import { nextState, requireNextState, type StateTable } from "./state-table";
import { addWorkingDays, isBankHoliday, isWorkingDay, standstillEnd } from "./working-days";

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day("2000-01-01"), days));

describe("days", () => {
  test.each([
    ["2028-02-29", true],
    ["2027-02-29", false],
    ["2026-13-01", false],
    ["2026-1-1", false],
    ["", false],
  ])("%s is a date: %s", (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2026-03-15", -3, "2025-12-15"],
    ["2026-11-30", 14, "2028-01-30"],
  ])("%s and %i months is %s", (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
  });

  test("an instant is on its London day: an hour before midnight UTC in summer is the next day", () => {
    expect(dayOf(new Date("2026-07-01T23:00:00Z"))).toBe("2026-07-02");
    expect(dayOf(new Date("2026-12-01T23:00:00Z"))).toBe("2026-12-01");
  });

  test("periods count both ends", () => {
    const march = { from: day("2026-03-01"), to: day("2026-03-31") };
    expect(lengthDays(march)).toBe(31);
    expect(contains(march, day("2026-03-31"))).toBe(true);
    expect(contains({ ...march, to: null }, day("2030-01-01"))).toBe(true);
    expect(contains(march, day("2026-02-28"))).toBe(false);
  });

  test("for people", () => {
    expect(formatDay(day("2027-03-03"))).toBe("3 March 2027");
    expect(weekday(day("2026-11-22"))).toBe(0);
  });

  test("adding and counting days agree, across clock changes", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -2_000, max: 2_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });
});

describe("financial years", () => {
  test.each([
    ["2026-03-31", 2025],
    ["2026-04-01", 2026],
    ["2027-01-01", 2026],
  ])("%s is in the year that starts in %i", (value, year) => {
    expect(financialYearOf(day(value))).toBe(year);
  });

  test("names", () => {
    expect(formatFinancialYear(2026)).toBe("2026/27");
    expect(formatFinancialYear(2099)).toBe("2099/00");
    expect(financialYearPeriod(2026)).toEqual({ from: "2026-04-01", to: "2027-03-31" });
  });

  test("cutting a period loses no day and no part crosses 31 March", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 2_500 }), (from, days) => {
        const parts = splitByFinancialYear({ from, to: addDays(from, days) });
        expect(parts.reduce((total, part) => total + lengthDays(part), 0)).toBe(days + 1);
        expect(parts.every((part) => financialYearOf(part.from) === financialYearOf(part.to))).toBe(true);
      }),
    );
  });
});

describe("working days in England", () => {
  test.each([
    ["2026-12-25", true],
    ["2026-12-26", false], // a Saturday, whose substitute is the 28th
    ["2026-12-28", true],
    ["2027-12-27", true],
    ["2028-01-03", true],
    ["2024-04-01", true],
    ["2029-03-30", true], // Good Friday, projected
    ["2031-12-26", true],
  ])("%s is a bank holiday: %s", (value, expected) => {
    expect(isBankHoliday(day(value))).toBe(expected);
  });

  test("every recorded holiday falls on a weekday, eight a year", () => {
    const found = Array.from({ length: 5 * 366 }, (_, index) => addDays(day("2024-01-01"), index)).filter(
      (value) => value <= "2028-12-31" && isBankHoliday(value),
    );
    expect(found).toHaveLength(40);
    expect(found.filter((value) => weekday(value) === 0 || weekday(value) === 6)).toEqual([]);
  });

  test("a year that is neither published nor projected is refused rather than guessed", () => {
    for (const beyond of ["2023-12-29", "2033-01-04"]) {
      const year = beyond.slice(0, 4);
      expect(() => isWorkingDay(day(beyond))).toThrow(`bank holidays of ${year} are not recorded`);
      expect(() => isWorkingDay(day(beyond))).toThrow(Problem);
    }
  });

  test.each([
    ["2026-11-20", 0, "2026-11-20"],
    ["2026-11-20", 1, "2026-11-23"], // Friday to Monday
    ["2026-11-22", 1, "2026-11-23"], // Sunday to Monday
    ["2026-12-24", 1, "2026-12-29"], // over Christmas Day, the weekend and the 28th
  ])("%s and %i working days is %s", (from, days, to) => {
    expect(addWorkingDays(day(from), days)).toBe(to);
  });

  test.each([
    // Monday 23 November is day 1; day 5 Friday 27; day 6 Monday 30; day 8 Wednesday 2 December
    ["2026-11-23", "2026-12-02"],
    // Thursday 17 December is day 1; 18: 2; 21 to 24: 3 to 6; 29: 7; 30: 8
    ["2026-12-17", "2026-12-30"],
    // Saturday: Monday 23 November is day 1
    ["2026-11-21", "2026-12-02"],
  ])("standstill of an award published on %s ends on %s", (published, end) => {
    expect(standstillEnd(day(published))).toBe(end);
  });
});

describe("state tables", () => {
  type State = "draft" | "in_review" | "done";
  const table: StateTable<State, "submit" | "sign_off"> = {
    draft: { submit: "in_review" },
    in_review: { sign_off: "done" },
    done: {},
  };

  test("lead to the next state or say no", () => {
    expect(nextState(table, "draft", "submit")).toBe("in_review");
    expect(nextState(table, "done", "submit")).toBeNull();
    expect(requireNextState(table, "claim", "in_review", "sign_off")).toBe("done");
  });

  test("refuse with thing, action and state in words", () => {
    const refused = () => requireNextState(table, "claim", "in_review", "submit");
    expect(refused).toThrow(Problem);
    expect(refused).toThrow("You cannot submit this claim: it is in review.");
  });

  test("refuse in the table's own words, with a way on", () => {
    const words = {
      actions: { submit: "send this claim", sign_off: "decide about this claim" },
      states: { draft: "it is not sent yet", in_review: "an assessor has it", done: "it was decided" },
    };
    const next = { label: "Go to the claim", href: "/claims/1" };
    const refused = () => requireNextState(table, words, "draft", "sign_off", next);
    expect(refused).toThrow("You cannot decide about this claim: it is not sent yet.");
    expect(refused).toThrow(expect.objectContaining({ public: expect.objectContaining({ next }) }));
  });
});
