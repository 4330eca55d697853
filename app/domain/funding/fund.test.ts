import { describe, expect, it } from "vitest";
import { day } from "../shared/day";
import { closingHint, eligibilityText, unusualFirstDay, whyNotDates, type FundTerms } from "./fund";

const fund: FundTerms & { carriesOver: boolean } = {
  name: "Frontline Digitisation 2026/27",
  financialYear: 2026,
  nature: "revenue",
  opensOn: day("2026-04-01"),
  closesOn: day("2027-03-31"),
  eligibleBuyerKinds: [],
  carriesOver: false,
};
const TODAY = day("2026-11-22");
const dates = (opensOn: string, closesOn: string) => ({ opensOn: day(opensOn), closesOn: day(closesOn) });

describe("who may use a fund, in a sentence", () => {
  it("names the kinds of buyer, the kind of money, the days and what becomes of the rest", () => {
    expect(eligibilityText(fund, [])).toBe(
      "Every kind of buyer can use it for revenue costs, in orders that are accepted from 1 April 2026 to 31 March 2027. What is left lapses at the end of its year.",
    );
    const capital = { ...fund, nature: "capital" as const, carriesOver: true };
    expect(eligibilityText(capital, ["NHS trusts"])).toMatch(/^NHS trusts can use it for capital costs/);
    expect(eligibilityText(capital, ["A", "B", "C"])).toMatch(
      /^A, B and C can use it.*carries over to the next year\.$/,
    );
  });
});

describe("other dates for a fund", () => {
  it("may be sooner, later within its year, or at once", () => {
    expect(whyNotDates(fund, dates("2026-04-01", "2027-01-31"), TODAY)).toEqual([]);
    expect(whyNotDates(fund, dates("2026-04-01", "2026-11-21"), TODAY)).toEqual([]);
    const carries = { ...fund, carriesOver: true };
    expect(whyNotDates(carries, dates("2026-04-01", "2028-03-31"), TODAY)).toEqual([]);
    const coming = { ...fund, opensOn: day("2026-12-01") };
    expect(whyNotDates(coming, dates("2027-01-01", "2027-03-31"), TODAY)).toEqual([]);
  });

  it("end at most with the year after, for money that carries over, and the refusal says so", () => {
    const carries = { ...fund, carriesOver: true };
    for (const last of ["2028-04-01", "2099-12-09"]) {
      expect(whyNotDates(carries, dates("2026-04-01", last), TODAY)).toEqual([
        "2026/27 money that carries over must close by 31 March 2028, the end of the financial year after its own.",
      ]);
    }
  });

  it.each([
    ["the same", "2026-04-01", "2027-03-31", "the dates that it has already"],
    ["a beginning that has passed", "2026-05-01", "2027-03-31", "cannot change any more"],
    ["an end in the past", "2026-04-01", "2026-11-20", "21 November 2026 as its last day"],
    ["an end after the money lapses", "2026-04-01", "2027-04-01", "must close by 31 March 2027"],
  ])("may not be %s", (_what, opensOn, closesOn, words) => {
    expect(whyNotDates(fund, dates(opensOn, closesOn), TODAY).join(" ")).toContain(words);
  });

  it("advise only what can be done: yesterday, or the first day of a fund that opens today or later", () => {
    expect(closingHint(fund, TODAY)).toContain("enter yesterday, 21 November 2026");
    const opens = { ...fund, opensOn: TODAY };
    expect(closingHint(opens, TODAY)).toContain("The earliest is 22 November 2026");
    expect(whyNotDates(opens, { opensOn: TODAY, closesOn: TODAY }, TODAY)).toEqual([]);
    expect(whyNotDates(opens, dates(TODAY, "2026-11-21"), TODAY)).toEqual([
      "A fund cannot close before it opens.",
    ]);
    expect(closingHint({ ...fund, closesOn: day("2026-11-01") }, TODAY)).not.toContain("at once");
  });
});

describe("a first day that is seldom meant", () => {
  it.each([
    ["2026-04-01", null],
    ["2026-03-31", "It opens on 31 March 2026, before its own financial year begins on 1 April 2026."],
    ["2025-11-22", "It opens on 22 November 2025, before its own financial year begins on 1 April 2026."],
    ["2025-11-21", "It opens on 21 November 2025, more than a year ago."],
  ])("%s: %s", (opensOn, says) => {
    expect(unusualFirstDay({ ...fund, opensOn: day(opensOn) }, TODAY)).toBe(says);
  });
});
