import { describe, expect, it } from "vitest";
import { pence, sum, unitPrice, vatOn } from "~/domain/money/money";
import { quoteByPeriod } from "~/domain/pricing/quote-by-period";
import type { Price } from "~/domain/pricing/price";
import { day } from "~/domain/shared/day";
import { vatShareNote } from "./vat-share-note";

const taxed = (net: number, vat: number) => ({ net: pence(net), vat: pence(vat) });

describe("the VAT of a share", () => {
  it("needs no word where it is its rate to the penny", () => {
    expect(vatShareNote(taxed(100_00, 20_00), taxed(100_00, 20_00), 2_000)).toBeNull();
    expect(vatShareNote(taxed(83_333_34, 16_666_67), taxed(83_333_34, 16_666_67), 2_000)).toBeNull();
    expect(vatShareNote(taxed(100_00, 0), taxed(100_00, 0), 0)).toBeNull();
  });

  it("says that the odd penny fell on its period, with the figures", () => {
    const period = taxed(83_333_34, 16_666_68);
    expect(vatShareNote(period, period, 2_000)).toBe(
      "20% of £83,333.34 is £16,666.67 to the nearest penny; the VAT of this share is 1p more. VAT is worked out once for an item over its whole term, and its parts, by period and by payer, add up to exactly that. The odd penny fell on this period: the VAT of its £83,333.34 is £16,666.68, 1p more than its rate.",
    );
  });

  it("says that the odd penny fell between the payers where the period has its rate", () => {
    const note = vatShareNote(taxed(1_02, 21), taxed(2_05, 41), 2_000);
    expect(note).toContain("20% of £1.02 is £0.20 to the nearest penny; the VAT of this share is 1p more.");
    expect(note).toContain(
      "The VAT of the whole £2.05 of this period is its rate, £0.41: the odd penny fell between those who pay it.",
    );
  });

  it("is told of every period of a term whose VAT is beside its rate, and of no other", () => {
    const price: Price = {
      id: "P",
      unit: "item",
      unitText: "in all",
      quantityNoun: "items",
      billingPeriod: "year",
      calculation: "single-fixed",
      tiers: [{ from: 1n, to: null, unitPrice: unitPrice(83_333_33_37n) }],
      vatRate: 2_000,
    };
    let told = 0;
    for (let termMonths = 7; termMonths <= 60; termMonths += 1) {
      const { quote, lines } = quoteByPeriod(price, {
        quantity: 1n,
        termMonths,
        startsOn: day("2026-12-15"),
      });
      expect(sum(lines.map((line) => line.vat))).toBe(quote.vat);
      for (const line of lines) {
        const note = vatShareNote(line, line, price.vatRate);
        expect(note === null).toBe(line.vat === vatOn(line.net, price.vatRate));
        if (note !== null) told += 1;
      }
    }
    expect(told).toBeGreaterThan(0);
  });
});
