import { describe, expect, test } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import { checkAgreedPrice } from "./agreed-price";
import { checkPrice, requireSoundPrice, type Price } from "./price";

const flat: Price = {
  id: "p1",
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(12_600) }],
  vatRate: 2000,
};

function tiers(...rows: [number, number | null, number?][]): Price {
  return {
    ...flat,
    tiers: rows.map(([from, to, price = 100]) => ({
      from: BigInt(from),
      to: to === null ? null : BigInt(to),
      unitPrice: unitPrice(price),
    })),
  };
}

describe("a price says every way in which it contradicts itself", () => {
  const sevenTiers = Array.from(
    { length: 7 },
    (_, i) => [i + 1, i === 6 ? null : i + 1] as [number, number | null],
  );
  const eightTiers = Array.from(
    { length: 8 },
    (_, i) => [i + 1, i === 7 ? null : i + 1] as [number, number | null],
  );
  test.each<[string, Price, RegExp[]]>([
    ["one flat tier is sound", flat, []],
    ["seven tiers are sound", tiers(...sevenTiers), []],
    ["eight are too many", tiers(...eightTiers), [/at most 7 tiers, and this one has 8/]],
    ["no tier", tiers(), [/at least one tier/]],
    ["starts at 0", tiers([0, null]), [/must start at 1, and it starts at 0/]],
    ["gap of one", tiers([1, 9], [11, null]), [/No tier covers 10:/]],
    ["gap of many", tiers([1, 9], [20, null]), [/No tier covers 10 to 19:/]],
    ["overlap", tiers([1, 10], [10, null]), [/Tier 1 ends at 10 and overlaps Tier 2/]],
    ["last tier ends", tiers([1, 10]), [/must be open-ended, and it ends at 10/]],
    [
      "open end in the middle",
      tiers([1, null], [10, null]),
      [/Tier 1 is open-ended, so Tier 2 can never apply/],
    ],
    ["backwards", tiers([1, 0], [1, null]), [/ends at 0, before it starts at 1/]],
    ["below zero", tiers([1, null, -1]), [/Tier 1 has a price below zero/]],
    ["two at once", tiers([2, 10]), [/must start at 1/, /must be open-ended/]],
    [
      "minimum above maximum",
      { ...flat, minimumCharge: pence(200), maximumCharge: pence(100) },
      [/minimum charge, £2.00, is above the maximum, £1.00/],
    ],
    ["minimum equal to maximum", { ...flat, minimumCharge: pence(100), maximumCharge: pence(100) }, []],
    ["negative minimum", { ...flat, minimumCharge: pence(-1) }, [/minimum charge is below zero/]],
    ["negative maximum", { ...flat, maximumCharge: pence(-1) }, [/maximum charge is below zero/]],
    ["VAT above 100%", { ...flat, vatRate: 10_001 }, [/VAT rate/]],
  ])("%s", (_name, price, patterns) => {
    const found = checkPrice(price);
    expect(found).toHaveLength(patterns.length);
    patterns.forEach((pattern, index) => expect(found[index]).toMatch(pattern));
  });

  test("an unsound price is refused with all its contradictions", () => {
    expect(() => requireSoundPrice(tiers([2, 10]))).toThrow("This price contradicts itself.");
  });
});

describe("an agreed price is never above list", () => {
  const list = tiers([1, 100, 12_600], [101, null, 10_000]);
  test.each<[string, number[], RegExp[]]>([
    ["list itself", [12_600, 10_000], []],
    ["below", [0, 9_999], []],
    ["above in one tier", [12_600, 10_001], [/tier 2, £1.0001, is above the list price of £1.00/]],
    ["below zero", [-1, 1], [/tier 1 is below zero/]],
    ["another number of tiers", [1], [/has 2 tiers/]],
  ])("%s", (_name, agreed, patterns) => {
    const found = checkAgreedPrice(list, agreed.map(unitPrice));
    expect(found).toHaveLength(patterns.length);
    patterns.forEach((pattern, index) => expect(found[index]).toMatch(pattern));
  });
});
