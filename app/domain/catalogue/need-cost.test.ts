import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import { bestOffer } from "~/domain/pricing/best-offer";
import { day } from "~/domain/shared/day";
import type { ListPrice } from "./listing";
import { mechanismCost, neededServices, needTotal, type ServicePrice } from "./need-cost";

const priced = (
  id: string,
  unit: string,
  pounds: number,
  costCategory: string,
  rest: Partial<ListPrice> = {},
): ListPrice => ({
  id,
  itemId: `item-${id}`,
  unit,
  unitText: `per ${unit}`,
  quantityNoun: `${unit}s`,
  billingPeriod: "one-off",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(pounds * 10_000) }],
  vatRate: 2_000,
  costCategory,
  validFrom: day("2026-04-01"),
  validTo: null,
  ...rest,
});
const service = (...args: Parameters<typeof priced>): ServicePrice => ({
  name: `Service ${args[0]}`,
  price: priced(...args),
});
const licence = priced("P1", "patient", 1, "licence-subscription", { billingPeriod: "year" });
const need = { patient: 1_000n, "day:implementation": 10n, "day:training-change": 4n };

const offered = [
  service("I1", "day", 900, "implementation"),
  service("I2", "day", 700, "implementation"),
  service("T1", "day", 500, "training-change"),
  service("S1", "day", 1, "support-maintenance"),
];

describe("the services of a need", () => {
  it("count at the cheapest list price of their kind, and the total is exact with its VAT", () => {
    const needed = neededServices("CareNotes", offered, need, 24);
    // 10 × £700 and 4 × £500; support is not asked for
    expect(needed.services.map(({ name, need: what, quote }) => [name, what, quote.net])).toEqual([
      ["Service I2", "10 days of implementation", 700_000n],
      ["Service T1", "4 days of training", 200_000n],
    ]);
    // with 1,000 × £1.00 × 2 years
    const offer = bestOffer("CareNotes", [licence], need, 24);
    expect(needTotal(offer, needed)).toEqual({ net: 1_100_000n, vat: 220_000n, gross: 1_320_000n });
    expect(mechanismCost(offer, needed)).toEqual({
      totalCost: 1_100_000n,
      services: [
        { need: "10 days of implementation", cost: 700_000n },
        { need: "4 days of training", cost: 200_000n },
      ],
      priceProblem: null,
    });
  });

  it.each<[string, ListPrice, bigint]>([
    [
      "a fixed charge",
      priced("F", "project", 2_500, "implementation", { calculation: "single-fixed" }),
      250_000n,
    ],
    ["nothing, where the licence includes it", priced("N", "day", 0, "implementation"), 0n],
  ])("may be priced by %s", (_, price, net) => {
    const only = { patient: 1_000n, "day:implementation": 10n };
    const { services, missing } = neededServices("A", [{ name: "x", price }], only, 24);
    expect(missing).toBeNull();
    expect(services.map(({ quote }) => quote.net)).toEqual([net]);
  });

  it.each<[string, ListPrice]>([
    ["each of a unit that the need has", priced("U", "patient", 2, "implementation")],
    [
      "bands of a number that nobody gave",
      priced("B", "project", 0, "implementation", {
        calculation: "single-fixed",
        tiers: [
          { from: 1n, to: 5n, unitPrice: unitPrice(10_000) },
          { from: 6n, to: null, unitPrice: unitPrice(20_000) },
        ],
      }),
    ],
  ])("have no price for days in %s", (_, price) => {
    const only = { patient: 1_000n, "day:implementation": 10n };
    const { services, missing } = neededServices("A", [{ name: "x", price }], only, 24);
    expect(services).toEqual([]);
    expect(missing).toContain("A has no published price for 10 days of implementation.");
  });

  it("without a price leave no total: what is not known does not rank as nothing", () => {
    const needed = neededServices("CareNotes", offered.slice(0, 2), need, 24);
    expect(needed.missing).toBe(
      "CareNotes has no published price for 4 days of training. Ask its supplier to list one, at £0.00 if its licence includes it.",
    );
    const offer = bestOffer("CareNotes", [licence], need, 24);
    expect(needTotal(offer, needed)).toBeNull();
    expect(mechanismCost(offer, needed)).toMatchObject({ totalCost: null, priceProblem: needed.missing });
  });

  it("that are not needed change nothing", () => {
    const offer = bestOffer("CareNotes", [licence], { patient: 1_000n }, 24);
    const needed = neededServices("CareNotes", offered, { patient: 1_000n }, 24);
    expect(needed).toEqual({ services: [], missing: null });
    expect(needTotal(offer, needed)).toEqual({
      net: pence(200_000),
      vat: pence(40_000),
      gross: pence(240_000),
    });
  });
});
