import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineOutcome, Verdict } from "~/domain/certification/verdict";
import { complianceOf, metPercent, notMet } from "./compliance";

const OUTCOMES: LineOutcome[] = [
  "met",
  "expiring",
  "met-with-conditions",
  "waived",
  "not-met",
  "at-deployment",
];
const verdict = (...lines: [standardId: string, outcome: LineOutcome][]) => ({
  lines: lines.map(([standardId, outcome]) => ({ standardId, outcome }) as Verdict["lines"][number]),
});

describe("how the market meets its standards", () => {
  it("is counted by standard, by how each is met", () => {
    const counts = complianceOf([
      verdict(["dtac", "met"], ["wcag", "not-met"]),
      verdict(["dtac", "expiring"], ["dcb0160", "at-deployment"]),
      verdict(["dtac", "met-with-conditions"], ["wcag", "waived"]),
      verdict(),
    ]);
    expect(counts).toEqual([
      { standardId: "dtac", bound: 3, met: 2, withConditions: 1, waived: 0 },
      { standardId: "wcag", bound: 2, met: 0, withConditions: 0, waived: 1 },
    ]);
    expect(counts.map(notMet)).toEqual([0, 1]);
    expect(counts.map(metPercent)).toEqual([100, 0]);
  });

  it("says 100% of all alone, and nothing of what binds none", () => {
    const count = { met: 998, withConditions: 0, waived: 0 };
    expect(metPercent({ ...count, bound: 999 })).toBe(99);
    expect(metPercent({ ...count, met: 0, bound: 0 })).toBeNull();
  });

  it("is the same in one go and in batches, and its parts are the whole (property)", () => {
    const anyVerdict = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(...OUTCOMES)), { maxLength: 4 })
      .map((lines) => verdict(...lines));
    fc.assert(
      fc.property(fc.array(anyVerdict), fc.array(anyVerdict), (some, others) => {
        const whole = complianceOf([...some, ...others]);
        expect(complianceOf(others, complianceOf(some))).toEqual(whole);
        const lines = [...some, ...others].flatMap((one) => one.lines);
        for (const count of whole) {
          const own = lines.filter(({ standardId }) => standardId === count.standardId);
          expect(notMet(count)).toBe(own.filter(({ outcome }) => outcome === "not-met").length);
          expect(count.bound).toBe(own.filter(({ outcome }) => outcome !== "at-deployment").length);
        }
      }),
    );
  });
});
