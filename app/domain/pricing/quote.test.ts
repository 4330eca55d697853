// Long because each golden story carries its arithmetic beside its numbers.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { pence, sum, unitPrice, type UnitPrice } from "~/domain/money/money";
import { addDays, addMonths, day } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { checkPrice, type Price, type PriceTier } from "./price";
import { quote } from "./quote";
import { quoteByPeriod } from "./quote-by-period";

const perPatient: Price = {
  id: "p1",
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(12_600) }],
  vatRate: 2000,
};
const tiers: PriceTier[] = [
  { from: 1n, to: 100n, unitPrice: unitPrice(20_000) },
  { from: 101n, to: 500n, unitPrice: unitPrice(15_000) },
  { from: 501n, to: null, unitPrice: unitPrice(10_000) },
];

describe("a quote comes to the penny that the arithmetic says", () => {
  test.each<[string, Partial<Price>, bigint, number, number]>([
    // 9,000 x 1.26 = 11,340.00 a year
    ["flat, one year", {}, 9_000n, 12, 11_340_00],
    // 11,340.00 x 18 / 12 = 17,010.00
    ["flat, 18 months", {}, 9_000n, 18, 17_010_00],
    // 1 x 1.26 x 1 / 12 = 0.105, half away from zero 0.11
    ["half a penny rounds away from zero", {}, 1n, 1, 11],
    // 333 x 0.0475 = 15.8175 a year; x 3 = 47.4525, rounded once 47.45 (rounding each year would give 47.46)
    ["the line rounds once", { tiers: [{ from: 1n, to: null, unitPrice: unitPrice(475) }] }, 333n, 36, 47_45],
    // 37.92 x 10 x 7 months = 2,654.40
    [
      "monthly",
      { billingPeriod: "month", tiers: [{ from: 1n, to: null, unitPrice: unitPrice(379_200) }] },
      10n,
      7,
      2_654_40,
    ],
    // 600 x 1.00 = 600.00
    ["volume, third tier", { tiers }, 600n, 12, 600_00],
    // 500 x 1.50 = 750.00: all of them at the second tier, and more than 600 cost
    ["volume, end of the second tier", { tiers }, 500n, 12, 750_00],
    // 101 x 1.50 = 151.50, less than 100 x 2.00 = 200.00
    ["volume, start of the second tier", { tiers }, 101n, 12, 151_50],
    // 100 x 2.00 + 400 x 1.50 + 100 x 1.00 = 200 + 600 + 100 = 900.00
    ["cumulative across three", { calculation: "cumulative", tiers }, 600n, 12, 900_00],
    // 100 x 2.00 + 1 x 1.50 = 201.50
    ["cumulative, first of the second", { calculation: "cumulative", tiers }, 101n, 12, 201_50],
    // the second tier is 1.50 a year whatever the quantity; x 2 years = 3.00
    ["single fixed", { calculation: "single-fixed", tiers }, 300n, 24, 3_00],
    // one-off: 600 x 1.00 once, whatever the term
    ["one-off ignores the term", { billingPeriod: "one-off", tiers }, 600n, 36, 600_00],
    // 10 x 1.26 = 12.60, minimum 100.00 a year; x 18 / 12 = 150.00
    ["minimum per billing period", { minimumCharge: pence(100_00) }, 10n, 18, 150_00],
    // 9,000 x 1.26 = 11,340.00, maximum 5,000.00 a year; x 3 = 15,000.00
    ["maximum per billing period", { maximumCharge: pence(5_000_00) }, 9_000n, 36, 15_000_00],
    ["nothing bought, nothing charged", { minimumCharge: pence(100_00) }, 0n, 12, 0],
    // 20,000 x 0 = 0.00
    ["free", { tiers: [{ from: 1n, to: null, unitPrice: unitPrice(0) }] }, 20_000n, 12, 0],
  ])("%s", (_name, change, quantity, termMonths, net) => {
    expect(quote({ ...perPatient, ...change }, { quantity, termMonths }).net).toBe(BigInt(net));
  });

  test("VAT, gross, first year and working", () => {
    const quoted = quote(perPatient, { quantity: 9_000n, termMonths: 18 });
    expect(quoted).toEqual({
      net: 17_010_00n,
      vat: 3_402_00n, // 20% of 17,010.00
      gross: 20_412_00n,
      perYear: 11_340_00n,
      working: [
        "9,000 patients × £1.26 per patient = £11,340.00 a year",
        "£11,340.00 a year × 18 months ÷ 12 = £17,010.00",
        "VAT at 20% of £17,010.00 = £3,402.00",
      ],
    });
  });

  test("the working of tiers and of a minimum", () => {
    const price: Price = { ...perPatient, calculation: "cumulative", tiers, minimumCharge: pence(1_000_00) };
    expect(quote(price, { quantity: 600n, termMonths: 24 }).working).toEqual([
      "The first 100 patients × £2.00 per patient = £200.00",
      "The next 400 patients × £1.50 per patient = £600.00",
      "The next 100 patients × £1.00 per patient = £100.00",
      "Together £900.00 a year",
      "The minimum charge is £1,000.00 a year, so £1,000.00 is charged",
      "£1,000.00 a year × 2 years = £2,000.00",
      "VAT at 20% of £2,000.00 = £400.00",
    ]);
  });

  test("an agreed price is used, and refused above list", () => {
    const terms = { quantity: 9_000n, termMonths: 12 };
    // 9,000 x 1.10 = 9,900.00
    expect(quote(perPatient, { ...terms, agreedUnitPrices: [unitPrice(11_000)] }).net).toBe(9_900_00n);
    expect(() => quote(perPatient, { ...terms, agreedUnitPrices: [unitPrice(12_601)] })).toThrow(
      "This price cannot be agreed.",
    );
  });

  test.each([-1, 0, 1.5, NaN])("a term of %s months is refused", (termMonths) => {
    expect(() => quote(perPatient, { quantity: 1n, termMonths })).toThrow("whole number of months");
  });
});

describe("a quote cut by contract year and financial year", () => {
  test("three years from 1 October 2026: equal contract years, each half and half", () => {
    // 9,000 x 1.26 x 3 = 34,020.00; 11,340.00 a contract year; six months either side of 1 April = 5,670.00
    const { lines } = quoteByPeriod(perPatient, {
      quantity: 9_000n,
      termMonths: 36,
      startsOn: day("2026-10-01"),
    });
    expect(
      lines.map((l) => [l.period.from, l.period.to, l.contractYear, l.financialYear, l.net, l.vat]),
    ).toEqual([
      ["2026-10-01", "2027-03-31", 1, 2026, 5_670_00n, 1_134_00n],
      ["2027-04-01", "2027-09-30", 1, 2027, 5_670_00n, 1_134_00n],
      ["2027-10-01", "2028-03-31", 2, 2027, 5_670_00n, 1_134_00n],
      ["2028-04-01", "2028-09-30", 2, 2028, 5_670_00n, 1_134_00n],
      ["2028-10-01", "2029-03-31", 3, 2028, 5_670_00n, 1_134_00n],
      ["2029-04-01", "2029-09-30", 3, 2029, 5_670_00n, 1_134_00n],
    ]);
  });

  test("from 16 January: the month that 1 April breaks is cut by its days", () => {
    // one year at 372.00: 16 Jan to 15 Mar is 2 months, 16 to 31 March 16 of the 31 days of the third month:
    // (2 + 16/31) / 12 x 372.00 = 78/31 x 31.00 = 78.00, the rest 294.00
    const price = { ...perPatient, tiers: [{ from: 1n, to: null, unitPrice: unitPrice(3_720_000) }] };
    const { lines } = quoteByPeriod(price, { quantity: 1n, termMonths: 12, startsOn: day("2027-01-16") });
    expect(lines.map((line) => line.net)).toEqual([78_00n, 294_00n]);
  });

  test("a leap year does not make a contract year dearer", () => {
    const price = { ...perPatient, tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000) }] };
    const { lines } = quoteByPeriod(price, { quantity: 101n, termMonths: 30, startsOn: day("2027-04-01") });
    // 101.00 x 30 / 12 = 252.50: 101.00, 101.00 (with 29 February 2028) and 50.50
    expect(lines.map((line) => line.net)).toEqual([101_00n, 101_00n, 50_50n]);
  });

  test("a one-off charge falls in the first period, whole", () => {
    const price: Price = { ...perPatient, billingPeriod: "one-off" };
    const { lines } = quoteByPeriod(price, { quantity: 100n, termMonths: 36, startsOn: day("2027-03-01") });
    expect(lines).toEqual([
      {
        period: { from: "2027-03-01", to: "2027-03-31" },
        contractYear: 1,
        financialYear: 2026,
        net: 126_00n,
        vat: 25_20n,
      },
    ]);
  });
});

const anyUnitPrice = fc.bigInt(0n, 5_000_000n).map((value) => value as UnitPrice);
const anyPrice: fc.Arbitrary<Price> = fc
  .record({
    widths: fc.array(fc.bigInt(1n, 400n), { maxLength: 6 }),
    prices: fc.array(anyUnitPrice, { minLength: 7, maxLength: 7 }),
    calculation: fc.constantFrom("volume", "cumulative", "single-fixed"),
    billingPeriod: fc.constantFrom("month", "year", "one-off"),
    bounds: fc.option(fc.tuple(fc.bigInt(0n, 500_000n), fc.bigInt(0n, 5_000_000n)), { nil: null }),
    vatRate: fc.constantFrom(0, 500, 2000),
  })
  .map(({ widths, prices, calculation, billingPeriod, bounds, vatRate }) => {
    let from = 1n;
    const made: PriceTier[] = widths.map((width, index) => {
      const tier = { from, to: from + width - 1n, unitPrice: prices[index]! };
      from += width;
      return tier;
    });
    made.push({ from, to: null, unitPrice: prices[widths.length]! });
    const minimumCharge = bounds ? pence(bounds[0]) : null;
    const maximumCharge = bounds ? pence(bounds[0] + bounds[1]) : null;
    return {
      ...perPatient,
      calculation,
      billingPeriod,
      vatRate,
      tiers: made,
      minimumCharge,
      maximumCharge,
    } as Price;
  });
const anyQuantity = fc.bigInt(0n, 3_000n);
const anyTerm = fc.integer({ min: 1, max: 72 });
const anyStart = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays(day("2024-01-01"), days));
const runs = { numRuns: 1_000 };

// The properties share two cores with every other suite.
vi.setConfig({ testTimeout: 60_000 });

describe("every quote", () => {
  test("is sound input (the generator makes no contradictory price)", () => {
    fc.assert(
      fc.property(anyPrice, (price) => {
        expect(checkPrice(price)).toEqual([]);
      }),
      runs,
    );
  });

  test("sums exactly over its periods, net and VAT, and covers the term without gap or overlap", () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, anyTerm, anyStart, (price, quantity, termMonths, startsOn) => {
        const { quote: quoted, lines } = quoteByPeriod(price, { quantity, termMonths, startsOn });
        expect(quoted).toEqual(quote(price, { quantity, termMonths }));
        expect(sum(lines.map((line) => line.net))).toBe(quoted.net);
        expect(sum(lines.map((line) => line.vat))).toBe(quoted.vat);
        expect(lines[0]!.period.from).toBe(startsOn);
        for (const [index, line] of lines.entries()) {
          expect(line.net).toBeGreaterThanOrEqual(0n);
          expect(financialYearOf(line.period.from)).toBe(line.financialYear);
          expect(financialYearOf(line.period.to)).toBe(line.financialYear);
          const before = lines[index - 1];
          expect(line.period.from).toBe(before ? addDays(before.period.to, 1) : startsOn);
        }
        const lastDay = addDays(addMonths(startsOn, termMonths), -1);
        expect(price.billingPeriod === "one-off" || lines.at(-1)!.period.to === lastDay).toBe(true);
      }),
      runs,
    );
  });

  test("gives whole contract years the same to the penny", () => {
    fc.assert(
      fc.property(
        anyPrice,
        anyQuantity,
        fc.integer({ min: 1, max: 5 }),
        anyStart,
        (price, quantity, years, startsOn) => {
          if (price.billingPeriod === "one-off") return;
          const { lines } = quoteByPeriod(price, { quantity, termMonths: years * 12, startsOn });
          const totals = Array.from({ length: years }, (_, index) =>
            sum(lines.filter((line) => line.contractYear === index + 1).map((line) => line.net)),
          );
          for (const total of totals) expect(totals[0]! - total).toBeOneOf([0n, 1n]);
        },
      ),
      runs,
    );
  });

  test("honours the minimum and the maximum of each billing period", () => {
    fc.assert(
      fc.property(anyPrice, fc.bigInt(1n, 3_000n), anyTerm, (price, quantity, termMonths) => {
        const { net } = quote(price, { quantity, termMonths });
        const [times, per] =
          price.billingPeriod === "one-off"
            ? [1n, 1n]
            : [BigInt(termMonths), price.billingPeriod === "year" ? 12n : 1n];
        // net is rounded once, so it may differ from the exact bound by half a penny
        const least = price.minimumCharge ?? 0n;
        const most = price.maximumCharge ?? net * per;
        expect(2n * net * per).toBeGreaterThanOrEqual(2n * least * times - per);
        expect(2n * net * per).toBeLessThanOrEqual(2n * most * times + per);
      }),
      runs,
    );
  });

  // A volume price may fall when one more unit reaches a cheaper tier (101 x 1.50 < 100 x 2.00), so only a cumulative
  // price, and a volume price within one tier, must grow with the quantity.
  test("never falls as the quantity grows, when cumulative or within one tier", () => {
    fc.assert(
      fc.property(
        anyPrice,
        anyQuantity,
        fc.bigInt(0n, 500n),
        anyTerm,
        (price, quantity, more, termMonths) => {
          const growing: Price =
            price.calculation === "cumulative"
              ? price
              : { ...price, tiers: [{ ...price.tiers[0]!, to: null }] };
          const less = quote(growing, { quantity, termMonths }).net;
          expect(quote(growing, { quantity: quantity + more, termMonths }).net).toBeGreaterThanOrEqual(less);
        },
      ),
      runs,
    );
  });

  test("is never dearer at an agreed price", () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, anyTerm, fc.bigInt(0n, 100n), (price, quantity, termMonths, off) => {
        const agreedUnitPrices = price.tiers.map(
          (tier) => ((tier.unitPrice * (100n - off)) / 100n) as UnitPrice,
        );
        const agreed = quote(price, { quantity, termMonths, agreedUnitPrices }).net;
        expect(agreed).toBeLessThanOrEqual(quote(price, { quantity, termMonths }).net);
      }),
      runs,
    );
  });
});
