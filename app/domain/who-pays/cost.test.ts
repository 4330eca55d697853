import { describe, expect, it } from "vitest";
import { pence, sum, unitPrice } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";
import { day } from "~/domain/shared/day";
import {
  costItem,
  costOf,
  itemIdOfLine,
  payerTotals,
  vatRecoveryOf,
  yearRows,
  type CostedItem,
  type Share,
} from "./cost";
import { readSnapshot, storeSnapshot } from "./price-snapshot";

const PRICE: Price = {
  id: "P1",
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(12_600n) }],
  vatRate: 2_000,
};

const ITEM: CostedItem = {
  id: "item#1",
  costCategory: "licence-subscription",
  nature: "revenue",
  price: PRICE,
  agreed: null,
  quantities: [
    { organisationCode: "A", quantity: 600n },
    { organisationCode: "B", quantity: 400n },
  ],
};

const share = (payerCode: string, net: bigint, financialYear = 2026): Share => ({
  orderItemId: "item",
  payerCode,
  fundId: null,
  costCategory: "hosting-cloud",
  nature: "revenue",
  period: { from: day("2026-12-01"), to: day("2027-03-31") },
  contractYear: 1,
  financialYear,
  net: pence(net),
  vat: pence(net / 5n),
  recoverableVat: payerCode === "B" ? pence(net / 5n) : pence(0),
});

describe("the cost of an item", () => {
  it("goes by the sum of what the recipients get and is cut at 1 April", () => {
    // 1,000 x £1.26 = £1,260.00 a year; four of twelve months before 1 April: £420.00 and £840.00
    const { quote, lines } = costItem(ITEM, { startsOn: day("2026-12-01"), termMonths: 12 });
    expect(quote.net).toBe(126_000n);
    expect(lines.map((line) => [line.financialYear, line.net])).toEqual([
      [2026, 42_000n],
      [2027, 84_000n],
    ]);
    expect(sum(lines.map((line) => line.vat!))).toBe(quote.vat);
    expect(lines.map((line) => itemIdOfLine(line.id))).toEqual(["item#1", "item#1"]);
  });
});

describe("shares", () => {
  it("cost their payer net and the VAT that does not come back", () => {
    expect(costOf(share("A", 100n))).toBe(120n);
    expect(costOf(share("B", 100n))).toBe(100n);
  });

  it("add up by payer and by year, the largest payer first", () => {
    const shares = [share("A", 100n), share("B", 500n), share("B", 200n, 2027)];
    expect(payerTotals(shares).map(({ payerCode, cost }) => [payerCode, cost])).toEqual([
      ["B", 700n],
      ["A", 120n],
    ]);
    expect(
      yearRows(shares).map(({ payerCode, financialYear, net }) => [payerCode, financialYear, net]),
    ).toEqual([
      ["B", 2026, 500n],
      ["B", 2027, 200n],
      ["A", 2026, 100n],
    ]);
  });

  it("know who recovers VAT", () => {
    expect(["local_authority", "trust", "gp_practice", "care_provider"].map(vatRecoveryOf)).toEqual([
      "full",
      "contracted-out",
      "none",
      "none",
    ]);
  });
});

describe("a price snapshot", () => {
  it("comes back from JSON as it was", () => {
    const kept = {
      list: { ...PRICE, minimumCharge: pence(500), maximumCharge: null },
      agreed: [unitPrice(9n)],
    };
    expect(readSnapshot(JSON.parse(JSON.stringify(storeSnapshot(kept))))).toEqual(kept);
  });
});
