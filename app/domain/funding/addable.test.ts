import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { whyNotAdd } from "./addable";
import { whyNotDates, type FundTerms } from "./fund";

const FUND = {
  id: "FD-2026",
  name: "Frontline",
  financialYear: 2026,
  carriesOver: true,
  opensOn: day("2026-04-01"),
  closesOn: day("2027-03-31"),
};

const TERMS = (fund: typeof FUND): FundTerms & { carriesOver: boolean } => ({
  ...fund,
  nature: "revenue",
  eligibleBuyerKinds: [],
});

describe("whether money can be added to a fund", () => {
  it.each([
    ["while it is open", "2026-11-22", null, null],
    ["before it opens", "2026-03-01", null, null],
    ["on its last day", "2027-03-31", null, null],
    ["the day after", "2027-04-01", null, "fund-closed"],
    ["while it is open, and its year's books are closed", "2027-03-31", 2026, "fund-year-closed"],
  ] as const)("%s", (_when, on, through, code) => {
    expect(whyNotAdd(FUND, day(on), through)?.code ?? null).toBe(code);
  });

  it("leads nobody to its dates where no later last day is possible", () => {
    const lapses = { ...FUND, carriesOver: false };
    for (const [fund, on] of [
      [lapses, "2027-04-02"],
      [FUND, "2028-04-01"],
    ] as const) {
      const why = whyNotAdd(fund, day(on), null)!.public;
      expect(why.next?.href).toBe("/commercial/funding");
      expect(why.detail).toContain(
        `Its last day cannot be later than 31 March ${fund.carriesOver ? 2028 : 2027}`,
      );
      // The dates page would say the same of any day from then on.
      expect(whyNotDates(TERMS(fund), { opensOn: fund.opensOn, closesOn: day(on) }, day(on))).not.toEqual([]);
    }
    expect(
      whyNotDates(TERMS(FUND), { opensOn: FUND.opensOn, closesOn: day("2027-04-02") }, day("2027-04-02")),
    ).toEqual([]);
  });

  it("says since when it is closed, and leads to its dates", () => {
    const why = whyNotAdd(FUND, day("2027-04-02"), null)!.public;
    expect(why.title).toContain("closed on 31 March 2027");
    expect(why.next?.href).toBe("/commercial/funding/FD-2026/dates");
  });
});
