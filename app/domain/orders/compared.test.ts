import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";
import { day } from "~/domain/shared/day";
import { besideCompared, comparedFigures } from "./compared";

const price: Price = {
  id: "P1",
  unit: "bed",
  unitText: "per bed",
  quantityNoun: "beds",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000) }],
  vatRate: 2_000,
};
const compared = {
  on: day("2026-12-01"),
  price,
  quantity: 640n,
  quantities: { bed: "640" },
  termMonths: 24,
  net: pence(50_870_000n),
  gross: pence(61_044_000n),
};

describe("an order beside what was compared", () => {
  it.each([
    ["390,300.00", 39_030_000n, 46_836_000n, "Less than was compared", "Less than was compared"],
    ["within 5%", 48_400_000n, 58_080_000n, "As compared", "As compared"],
    ["the same", 50_870_000n, 61_044_000n, "As compared", "As compared"],
    ["dearer", 60_000_000n, 72_000_000n, "More than was compared", "More than 5% away"],
  ])("says of a sum that is %s which way it is away", (_, net, gross, ofNet, ofGross) => {
    const figures = comparedFigures(
      compared,
      { items: [], termMonths: 24, net: pence(net), gross: pence(gross) },
      500,
    );
    expect(figures.slice(-2).map((figure) => besideCompared(figure, 500))).toEqual([ofNet, ofGross]);
    // Only more money, VAT included, asks the mechanism again.
    expect(figures.at(-1)!.leaves).toBe(gross > 70_000_000n);
  });
});
