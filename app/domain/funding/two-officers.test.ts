import { describe, expect, it } from "vitest";
import { pence } from "../money/money";
import { day } from "../shared/day";
import { bindingNeedsTwo, closingNeedsTwo, needsTwo } from "./two-officers";

const fund = (free: number) => ({ name: "F", closesOn: day("2027-03-31"), free: pence(free) });

describe("what takes two officers of a fund", () => {
  it.each([
    [101, "2027-03-30", 100, true],
    [100, "2027-03-30", 100, false],
    [101, "2027-03-31", 100, false],
    [101, "2028-03-31", 100, false],
    [1, "2026-12-01", 0, true],
    [0, "2026-12-01", 0, false],
  ])("that holds %d, closing on %s, above a limit of %d: %s", (free, on, limit, two) => {
    expect(closingNeedsTwo(fund(free), day(on), pence(limit))).toBe(two);
  });

  it("is whether its allocations bind, above the same sum", () => {
    expect([100, 101].map((free) => bindingNeedsTwo(fund(free), pence(100)))).toEqual([false, true]);
    expect(needsTwo(fund(101), "close F early", pence(100)).public.title).toBe(
      "Two officers close F early, which holds £1.01.",
    );
  });
});
