import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { ListPrice } from "./listing";
import { ownPrices, questionText } from "./own-price";

const price = (id: string, unit: string, pounds: number, rest: Partial<ListPrice> = {}): ListPrice => ({
  id,
  itemId: "S-1",
  unit,
  unitText: `per ${unit}`,
  quantityNoun: `${unit}s`,
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(Math.round(pounds * 10_000)) }],
  vatRate: 2_000,
  costCategory: "licence-subscription",
  validFrom: day("2026-04-01"),
  validTo: null,
  ...rest,
});
const asked = { unit: "patient" as const, quantity: 9_500n, termMonths: 24 };
const net = (prices: ListPrice[], question = asked) =>
  ownPrices([{ id: "S-1", name: "CareNotes", prices }], question).get("S-1")!.quote?.net ?? null;

describe("the price for one's own quantity", () => {
  it.each<[string, ListPrice[], bigint | null]>([
    // 9,500 patients x £1.26 x 2 years
    ["a price a year, over the term", [price("P1", "patient", 1.26)], 2_394_000n],
    ["the cheaper of two", [price("P1", "patient", 1.26), price("P2", "patient", 1)], 1_900_000n],
    ["one-off once", [price("P1", "patient", 1.5, { billingPeriod: "one-off" })], 1_425_000n],
    ["the least charged", [price("P1", "patient", 1, { minimumCharge: pence(5_000_000n) })], 10_000_000n],
    ["none in another unit", [price("P1", "bed", 1)], null],
    ["none where nothing is published", [], null],
  ])("is %s", (_, prices, expected) => expect(net(prices)).toBe(expected));

  it("says in words what was asked", () => {
    expect(questionText(asked)).toBe("9,500 patients over 24 months");
    expect(questionText({ unit: "bed", quantity: 1n, termMonths: 1 })).toBe("1 bed over 1 month");
  });
});
