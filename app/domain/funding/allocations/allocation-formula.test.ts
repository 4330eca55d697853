import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, sum } from "../../money/money";
import { day } from "../../shared/day";
import { divideByFormula, FORMULAS, nothingCounted, parseWeight, type Weighed } from "./allocation-formula";

const organisations = fc
  .uniqueArray(fc.stringMatching(/^Q[A-Z0-9]{2}$/), { minLength: 1, maxLength: 45 })
  .chain((codes) =>
    fc.tuple(
      ...codes.map((code) => fc.record({ code: fc.constant(code), weight: fc.bigInt(0n, 3_000_000n) })),
    ),
  )
  .map((all) => all as Weighed[])
  .filter((all) => all.some(({ weight }) => weight > 0n));
const amounts = fc.bigInt(1n, 10_000_000_000n).map(pence);
const formulas = fc.constantFrom(...FORMULAS);

describe("dividing a sum by a formula", () => {
  it("adds up to the sum exactly, whatever the weights", () => {
    fc.assert(
      fc.property(formulas, amounts, organisations, (formula, amount, all) => {
        const parts = divideByFormula(formula, amount, all).map((part) => part.amount);
        expect(sum(parts)).toBe(amount);
        expect(parts.every((part) => part >= 0n)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("does not depend on the order of the organisations", () => {
    fc.assert(
      fc.property(amounts, organisations, fc.integer({ min: 1, max: 40 }), (amount, all, turn) => {
        const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)].reverse();
        expect(divideByFormula("per-head", amount, turned)).toEqual(divideByFormula("per-head", amount, all));
      }),
      { numRuns: 2_000 },
    );
  });

  it("never gives more to a smaller weight, and equal weights differ by a penny at most", () => {
    fc.assert(
      fc.property(amounts, organisations, (amount, all) => {
        const weightOf = new Map(all.map(({ code, weight }) => [code, weight]));
        const parts = divideByFormula("weighted", amount, all)
          .map(({ code, amount: part }) => ({ weight: weightOf.get(code)!, part }))
          .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
        for (const [index, one] of parts.entries()) {
          const next = parts[index + 1];
          if (!next) continue;
          const apart = next.part - one.part;
          const fair = next.weight > one.weight ? apart >= 0n : apart >= -1n && apart <= 1n;
          expect(fair, `${one.part} and ${next.part}`).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("says how each part came about", () => {
    const on = day("2026-10-01");
    const heads = divideByFormula("per-head", pence(10_000), [
      { code: "QWO", weight: 2_345_678n, asAt: on },
      { code: "QOP", weight: 58_888_889n, asAt: on },
    ]);
    // 2,345,678 of 61,234,567 of 100.00 is 3.8306..., and 96.169...: the penny goes to the larger remainder.
    expect(heads).toEqual([
      {
        code: "QOP",
        amount: 9_617n,
        basis: "58,888,889 registered patients of 61,234,567 on 1 October 2026",
      },
      { code: "QWO", amount: 383n, basis: "2,345,678 registered patients of 61,234,567 on 1 October 2026" },
    ]);
    const practices = divideByFormula("per-head", pence(100), [
      { code: "QWO", weight: 30n, asAt: on, oldest: day("2026-07-01"), of: 231 },
      { code: "QOP", weight: 10n, asAt: on, oldest: on, of: 1 },
    ]);
    expect(practices.map(({ basis }) => basis)).toEqual([
      "10 registered patients at the 1 practice counted, of 40 on 1 October 2026",
      "30 registered patients at the 231 practices counted, of 40 from 1 July 2026 to 1 October 2026",
    ]);
    const equal = divideByFormula(
      "equal",
      pence(10_001),
      ["C", "B", "A"].map((code) => ({ code, weight: 1n })),
    );
    expect(equal.map(({ code, amount }) => [code, amount])).toEqual([
      ["A", 3_334n],
      ["B", 3_334n],
      ["C", 3_333n],
    ]);
    expect(equal[0]!.basis).toBe("One of 3 equal parts of £100.01");
    const [first] = divideByFormula("weighted", pence(100), [{ code: "A", weight: parseWeight("1.25")! }]);
    expect(first!.basis).toBe("Weight 1.25 of 1.25");
  });

  it("leaves out what weighs nothing, and refuses when nothing weighs", () => {
    const parts = divideByFormula("per-bed", pence(5), [
      { code: "A", weight: 0n },
      { code: "B", weight: 7n },
    ]);
    expect(parts.map(({ code, amount }) => [code, amount])).toEqual([["B", 5n]]);
    expect(() => divideByFormula("per-bed", pence(5), [{ code: "A", weight: 0n }])).toThrow(RangeError);
    expect([parseWeight("0"), parseWeight("-1"), parseWeight("1.23456"), parseWeight("x")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(parseWeight("1,000.5")).toBe(10_005_000n);
  });
});

describe("a formula that counts none of those chosen", () => {
  it("is refused with what it counts and what to choose instead", () => {
    expect(nothingCounted("per-head", ["trust", "trust"], ["per-bed"])).toBe(
      "No registered patients are counted for NHS trusts here, so nothing can be divided by them. Practices have their own list; an integrated care board has the lists of its practices. Choose “By beds”, “The same for everyone” or “By weights of your own” instead.",
    );
    expect(nothingCounted("per-bed", ["gp_practice", "trust"], [])).toContain(
      "No beds are counted for these organisations here, so nothing can be divided by them. Trusts and providers have their own beds; a board those in its area. Choose “The same for everyone” or “By weights of your own” instead.",
    );
    expect(nothingCounted("per-head", ["trust"], ["per-head"])).not.toContain("“By registered patients”");
  });
});
