import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { daysNotInContract, whyDayNotInContract } from "./contract-days";

const contract = { startsOn: day("2026-12-01"), termMonths: 12 };

describe("what a contract dates", () => {
  it.each(["2026-12-01", "2027-05-01", "2027-11-30"])("may be due on %s, within its days", (on) => {
    expect(whyDayNotInContract({ name: "Go live", on: day(on) }, contract)).toBeNull();
  });

  it.each([
    ["2026-11-30", "Go live is due on 30 November 2026, before the contract starts on 1 December 2026."],
    ["2027-12-01", "Go live is due on 1 December 2027, after the contract ends on 30 November 2027."],
  ])("may not be due on %s", (on, why) => {
    expect(whyDayNotInContract({ name: "Go live", on: day(on) }, contract)).toBe(
      `${why} Choose a day from 1 December 2026 to 30 November 2027`,
    );
  });

  it("is named with the part of the order where it is mended, and not before there is a term", () => {
    const days = [
      { part: "dates" as const, name: "The delivery", on: day("2028-01-01") },
      { part: "milestones" as const, name: "Go live", on: day("2027-01-01") },
    ];
    expect(daysNotInContract(contract, days)).toEqual([
      { part: "dates", text: expect.stringContaining("The delivery is due on 1 January 2028") },
    ]);
    expect(daysNotInContract({ startsOn: null, termMonths: 12 }, days)).toEqual([]);
    expect(daysNotInContract({ startsOn: contract.startsOn, termMonths: null }, days)).toEqual([]);
  });
});
