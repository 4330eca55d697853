import { describe, expect, it } from "vitest";
import { bankHolidaysOf, projectedBankHolidays } from "./bank-holidays";
import { endingKnowledge, endingSentence, KNOWN_IN_THE_CODE, type DatedKnowledge } from "./dated-knowledge";
import { day, type Day } from "./day";

const known = (id: string, lastDay: string | null, projectedUntil: string | null = null): DatedKnowledge => ({
  id,
  what: `The ${id}`,
  lastDay: lastDay as Day | null,
  projectedUntil: projectedUntil as Day | null,
  source: "A source",
  whatToDo: "Do something.",
});
const TODAY = day("2027-07-01");

describe("what is known up to a day", () => {
  it("is named from six months before its last day, and after it, the earliest first", () => {
    const found = endingKnowledge(
      [
        known("in six months and a day", "2028-01-02"),
        known("in six months", "2028-01-01"),
        known("over", "2027-06-30"),
        known("today", "2027-07-01"),
        known("without end", null),
      ],
      TODAY,
    );
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      ["over", "ended"],
      ["today", "ending"],
      ["in six months", "ending"],
    ]);
  });

  it("says what happens after it", () => {
    const sentences = endingKnowledge(
      [known("a", "2027-06-30"), known("b", "2027-12-31"), known("c", "2027-12-31", "2030-12-31")],
      TODAY,
    ).map(endingSentence);
    expect(sentences).toEqual([
      "The a: known up to 30 June 2027. That day has passed, and what turns on it is refused.",
      "The b: known up to 31 December 2027. From the day after, what turns on it is refused.",
      "The c: known up to 31 December 2027, and after it worked out by rule up to 31 December 2030, which may miss a day that is proclaimed or moved.",
    ]);
  });

  it("names the bank holidays from July 2028", () => {
    const named = (today: string) => endingKnowledge(KNOWN_IN_THE_CODE, day(today)).map(({ id }) => id);
    expect(named("2028-06-30")).toEqual([]);
    expect(named("2028-07-01")).toEqual(["bank-holidays"]);
  });
});

describe("bank holidays", () => {
  it.each([2024, 2025, 2026, 2027, 2028])("of %d by the rules are those that gov.uk published", (year) => {
    expect(projectedBankHolidays(year)).toEqual(bankHolidaysOf(year));
  });

  it.each([
    // Easter Sunday 1 April 2029, 21 April 2030, 13 April 2031, 28 March 2032
    [2029, ["01-01", "03-30", "04-02", "05-07", "05-28", "08-27", "12-25", "12-26"]],
    [2030, ["01-01", "04-19", "04-22", "05-06", "05-27", "08-26", "12-25", "12-26"]],
    [2031, ["01-01", "04-11", "04-14", "05-05", "05-26", "08-25", "12-25", "12-26"]],
    // Christmas Day 2032 is a Saturday and Boxing Day a Sunday.
    [2032, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]],
    // New Year's Day 2022 was a Saturday; Christmas Day 2022 a Sunday, for which Tuesday stood in.
    [2022, ["01-03", "04-15", "04-18", "05-02", "05-30", "08-29", "12-26", "12-27"]],
  ])("of %d by the rules", (year, expected) => {
    expect(projectedBankHolidays(year)).toEqual(expected);
  });

  it("are not worked out beyond 2032, nor before 2024", () => {
    expect([bankHolidaysOf(2033), bankHolidaysOf(2023)]).toEqual([null, null]);
  });
});
