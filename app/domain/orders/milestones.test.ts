import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, sum } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { checkMilestones, milestonePart, parsePercent, planned, plansFor, usualPlan } from "./milestones";

describe("milestones", () => {
  it("split any amount without losing a penny", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), parts, (amount, basisPoints) => {
        const all = basisPoints.map((_, index) => milestonePart(pence(amount), basisPoints, index));
        expect(sum(all)).toBe(amount);
      }),
    );
  });

  it("gives odd pennies by largest remainder: £1.00 by 33.33%, 33.33% and 33.34%", () => {
    const parts = [3_333, 3_333, 3_334];
    expect(parts.map((_, index) => milestonePart(pence(100), parts, index))).toEqual([33n, 33n, 34n]);
  });

  it("say what is wrong", () => {
    const term = { startsOn: day("2026-12-01"), termMonths: 12 };
    const half = { title: "Go live", dueOn: day("2026-12-15"), paymentBasisPoints: 5_000 };
    expect(checkMilestones([], term)).toHaveLength(1);
    expect(checkMilestones([half], term)[0]).toContain("50%");
    expect(checkMilestones([half, { ...half, dueOn: day("2028-01-01") }], term)[0]).toContain(
      "after the contract ends",
    );
    expect(checkMilestones([half, { ...half, title: " " }], term)[0]).toContain("title");
    expect(checkMilestones([half, half], term)).toEqual([]);
  });

  it("read percentages with at most two decimals", () => {
    expect(["40", "33.33", "33.3%", "100"].map(parsePercent)).toEqual([4_000, 3_333, 3_330, 10_000]);
    expect(["", "a", "1.234", "-5"].map(parsePercent)).toEqual([null, null, null, null]);
  });

  it("are of some part, unless a rule releases money there that a payer held back", () => {
    const dueOn = day("2026-12-15");
    const plan = [
      { title: "Go live", dueOn, paymentBasisPoints: 10_000 },
      { title: "Evaluation", dueOn, paymentBasisPoints: 0 },
    ];
    expect(checkMilestones(plan, null)).toEqual([
      "Nothing is paid at Evaluation: give it a part above 0%, or leave it out.",
    ]);
    expect(checkMilestones(plan, null, [" evaluation"])).toEqual([]);
  });
});

describe("a plan of payments", () => {
  const from = day("2026-12-01");

  it.each(["monthly", "quarterly", "yearly"] as const)(
    "%s is in arrears and pays the whole price",
    (plan) => {
      for (const months of [12, 18, 35, 60]) {
        const made = planned(plan, { from, months });
        expect(made.reduce((total, one) => total + one.paymentBasisPoints, 0)).toBe(10_000);
        expect(checkMilestones(made, { startsOn: from, termMonths: months })).toEqual([]);
        expect(made[0]!.dueOn > from).toBe(true);
      }
    },
  );

  it("of eight months by quarters is three, the last shorter", () => {
    expect(planned("quarterly", { from, months: 8 })).toEqual([
      { title: "Quarter 1 delivered", dueOn: "2027-02-28", paymentBasisPoints: 3_750 },
      { title: "Quarter 2 delivered", dueOn: "2027-05-31", paymentBasisPoints: 3_750 },
      { title: "Quarter 3 delivered", dueOn: "2027-07-31", paymentBasisPoints: 2_500 },
    ]);
    expect(usualPlan(8)).toBe("quarterly");
    expect(usualPlan(2)).toBe("monthly");
    expect(plansFor(6)).toEqual(["monthly", "quarterly", "result"]);
  });
});
