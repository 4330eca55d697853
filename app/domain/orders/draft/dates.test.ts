import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { checkDates, startLimits } from "./dates";

const limits = {
  lotName: "Lot 1",
  frameworkName: "The framework",
  frameworkEndsOn: day("2029-05-28"),
  minimumTermMonths: 1,
  maximumTermMonths: 60,
};
const today = day("2026-11-30");

describe("when an order must start", () => {
  it.each([
    ["2029-05-28", ["2028-11-30 two years from today", "2029-05-28 when the framework ends"]],
    ["2027-05-28", ["2027-05-28 when the framework ends", "2028-11-30 two years from today"]],
  ])("names the nearer of both rules first for a framework that ends on %s", (endsOn, found) => {
    expect(startLimits(day(endsOn), today).map(({ on, because }) => `${on} ${because}`)).toEqual(found);
  });

  it("is held against the shortest and the longest term too", () => {
    const lot = { ...limits, minimumTermMonths: 12 };
    const why = (termMonths: number) => checkDates({ startsOn: today, termMonths }, lot, today).join(" ");
    expect(why(0)).toBe("The term must be whole months, from 12 to 60.");
    expect(why(11)).toBe("Lot 1 asks for at least 12 months, and the term is 11.");
    expect([why(12), why(60)]).toEqual(["", ""]);
    expect(why(61)).toContain("at most 60 months");
  });

  it("is what a start is held against", () => {
    const why = (startsOn: string) =>
      checkDates({ startsOn: day(startsOn), termMonths: 24 }, limits, today).join(" ");
    const [nearest] = startLimits(limits.frameworkEndsOn, today);
    expect(why(nearest!.on)).toBe("");
    expect(why("2028-12-01")).toBe(
      "The start is more than two years ahead: it can be 30 November 2028 at the latest.",
    );
    expect(why("2029-05-29")).toMatch(/two years ahead.*The framework ends on 28 May 2029/);
  });
});
