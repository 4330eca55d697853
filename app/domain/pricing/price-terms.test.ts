import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePence, parseUnitPrice } from "~/domain/money/format";
import { pence, unitPrice } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Price } from "./price";
import { lowestPriceText, priceTerms } from "./price-terms";
import { quote } from "./quote";
import { quoteByPeriod } from "./quote-by-period";

const perBed: Price = {
  id: "P1",
  unit: "bed",
  unitText: "per bed",
  quantityNoun: "beds",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [
    { from: 1n, to: 100n, unitPrice: unitPrice(13_400_000n) },
    { from: 101n, to: null, unitPrice: unitPrice(12_000_000n) },
  ],
  minimumCharge: pence(15_000_000n),
  maximumCharge: pence(90_000_000n),
  vatRate: 2_000,
};

describe("the lowest list price, in words", () => {
  const bands: Price = {
    ...perBed,
    unitText: "per band of beds",
    calculation: "single-fixed",
    tiers: [
      { from: 1n, to: 25n, unitPrice: unitPrice(285_000_000n) },
      { from: 26n, to: null, unitPrice: unitPrice(795_000_000n) },
    ],
  };
  it.each<[string, Price[], string | null]>([
    ["the cheapest band and not the last", [bands], "from £28,500.00 per band of beds a year"],
    ["the cheapest tier of a volume price", [perBed], "from £1,200.00 per bed a year"],
    [
      "the lower of two that compare",
      [perBed, { ...perBed, tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000n) }] }],
      "from £1.00 per bed a year",
    ],
    [
      "not one of another unit, which does not compare",
      [
        perBed,
        { ...perBed, unitText: "per user", tiers: [{ from: 1n, to: null, unitPrice: unitPrice(1n) }] },
      ],
      "from £1,200.00 per bed a year",
    ],
    [
      "a single one without from",
      [
        {
          ...perBed,
          billingPeriod: "one-off",
          tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000n) }],
        },
      ],
      "£1.00 per bed, one-off",
    ],
    ["none", [], null],
  ])("is %s", (_, prices, text) => expect(lowestPriceText(prices)).toBe(text));
});

describe("the terms of a price, as both sides sign them", () => {
  it("name all tiers, the least and the most that is charged, and VAT", () => {
    expect(priceTerms(perBed)).toEqual([
      "All units at the price of the tier that holds the quantity",
      "1 to 100 beds: £1,340.00 per bed, a year",
      "101 or more beds: £1,200.00 per bed, a year",
      "Minimum charge: £150,000.00 a year",
      "Maximum charge: £900,000.00 a year",
      "VAT: 20%",
    ]);
  });

  it("tell an agreed price beside the list's", () => {
    expect(priceTerms(perBed, [unitPrice(13_000_000n), unitPrice(12_000_000n)])[1]).toBe(
      "1 to 100 beds: £1,300.00 per bed, a year (agreed, below the list price of £1,340.00)",
    );
  });

  it("explain 90 beds that come to £300,000.00 and not to £241,200.00", () => {
    expect(quote(perBed, { quantity: 90n, termMonths: 24 }).working).toEqual([
      "90 beds × £1,340.00 per bed = £120,600.00 a year",
      "The minimum charge is £150,000.00 a year, so £150,000.00 is charged",
      "£150,000.00 a year × 2 years = £300,000.00",
      "VAT at 20% of £300,000.00 = £60,000.00",
    ]);
  });
});

/** What stands on both sides of a printed equation, in ten-thousandths of a pound; null for a line that is none. */
function equation(line: string): { left: bigint; right: bigint; rounded: boolean } | null {
  const rounded = line.endsWith(", to the nearest penny");
  const money = (text: string) => parseUnitPrice(text) ?? parsePence(text)! * 100n;
  const times =
    /^(?:The (?:first|next) )?([\d,]+) [a-z]+ × (£[\d,]+\.\d+) per [a-z]+ = (£[\d,]+\.\d+)/.exec(line) ??
    null;
  if (times) {
    const [, count, each, all] = times;
    return { left: BigInt(count!.replaceAll(",", "")) * money(each!), right: money(all!), rounded };
  }
  const periods = /^(£[\d,]+\.\d+) a \w+ × (\d+) \w+?( ÷ 12)? = (£[\d,]+\.\d+)/.exec(line);
  if (periods) {
    const [, charge, count, twelfths, all] = periods;
    const scale = twelfths ? 12n : 1n;
    return { left: money(charge!) * BigInt(count!), right: money(all!) * scale, rounded };
  }
  const vat = /^VAT at ([\d.]+)% of (£[\d,]+\.\d+) = (£[\d,]+\.\d+)/.exec(line);
  if (!vat) return null;
  const basisPoints = BigInt(Math.round(Number(vat[1]) * 100));
  return { left: money(vat[2]!) * basisPoints, right: money(vat[3]!) * 10_000n, rounded };
}

const anyPrice = fc.record({
  unit: fc.integer({ min: 1, max: 9_999_999 }),
  second: fc.integer({ min: 1, max: 9_999_999 }),
  from: fc.integer({ min: 2, max: 500 }),
  calculation: fc.constantFrom("volume" as const, "cumulative" as const),
  period: fc.constantFrom("month" as const, "year" as const),
  rate: fc.constantFrom(0, 500, 2_000),
  quantity: fc.integer({ min: 1, max: 20_000 }),
  termMonths: fc.integer({ min: 1, max: 120 }),
});
type AnyPrice = typeof anyPrice extends fc.Arbitrary<infer T> ? T : never;

const priceOf = (made: AnyPrice): Price => ({
  ...perBed,
  billingPeriod: made.period,
  calculation: made.calculation,
  tiers: [
    { from: 1n, to: BigInt(made.from - 1), unitPrice: unitPrice(made.unit) },
    { from: BigInt(made.from), to: null, unitPrice: unitPrice(made.second) },
  ],
  minimumCharge: null,
  maximumCharge: null,
  vatRate: made.rate,
});

describe("every printed line of a price", () => {
  it("re-adds, and says so where a sum is rounded", () => {
    fc.assert(
      fc.property(anyPrice, (made) => {
        const { working } = quote(priceOf(made), {
          quantity: BigInt(made.quantity),
          termMonths: made.termMonths,
        });
        for (const line of working) {
          const found = equation(line);
          const right = found
            ? (found.left === found.right) === !found.rounded
            : line.startsWith("Together ");
          expect(right, line).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the VAT of a period", () => {
  it("is never a penny away from its rate, and all periods carry exactly the VAT of the quote", () => {
    fc.assert(
      fc.property(anyPrice, (made) => {
        const terms = { quantity: BigInt(made.quantity), termMonths: made.termMonths };
        const { quote: whole, lines } = quoteByPeriod(priceOf(made), {
          ...terms,
          startsOn: day("2026-12-01"),
        });
        expect(lines.reduce((total, line) => total + line.vat, 0n)).toBe(whole.vat);
        for (const { net, vat } of lines) {
          const apart = vat * 10_000n - net * BigInt(made.rate);
          expect((apart < 0n ? -apart : apart) < 15_000n, `${vat} on ${net}`).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("of £83,333.34 is £16,666.67 and not a penny more", () => {
    // £83,333.3333 a year over three years is £250,000.00
    const price = {
      ...perBed,
      calculation: "single-fixed" as const,
      billingPeriod: "year" as const,
      tiers: [{ from: 1n, to: null, unitPrice: unitPrice(833_333_333n) }],
      minimumCharge: null,
      maximumCharge: null,
    };
    const { lines } = quoteByPeriod(price, { quantity: 1n, termMonths: 36, startsOn: day("2027-04-01") });
    expect(lines.map(({ net, vat }) => [net, vat])).toEqual([
      [8_333_334n, 1_666_667n],
      [8_333_333n, 1_666_667n],
      [8_333_333n, 1_666_666n],
    ]);
  });
});
