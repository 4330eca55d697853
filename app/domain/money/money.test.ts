import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalPence, formatPence, formatUnitPrice, parsePence, parseUnitPrice } from "./format";
import { allocate, divideHalfAwayFromZero, lineTotal, pence, sum, unitPrice, vatOn } from "./money";

const anyPence = fc.bigInt(-(10n ** 15n), 10n ** 15n).map((value) => pence(value));

describe("rounding is half away from zero", () => {
  test.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-4n, 10n, 0n],
    [15n, -10n, -2n],
    [7n, 7n, 1n],
    [0n, -3n, 0n],
  ])("%d / %d = %d", (numerator, denominator, expected) => {
    expect(divideHalfAwayFromZero(numerator, denominator)).toBe(expected);
  });

  test("by nothing is an error, a fraction of a penny too", () => {
    expect(() => divideHalfAwayFromZero(1n, 0n)).toThrow(RangeError);
    expect(() => pence(0.5)).toThrow(RangeError);
  });

  test("is never more than half a unit away, and mirrors below zero", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(1n, 10n ** 9n), (numerator, denominator) => {
        const rounded = divideHalfAwayFromZero(numerator, denominator);
        const off = 2n * (rounded * denominator - numerator);
        expect(off <= denominator && off >= -denominator).toBe(true);
        expect(divideHalfAwayFromZero(-numerator, denominator)).toBe(-rounded);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a line rounds once", () => {
  test.each<[bigint, bigint, bigint, bigint, bigint]>([
    // 1.26 x 9,000 = 11,340.00
    [12_600n, 9_000n, 1n, 1n, 11_340_00n],
    // 1.26 x 9,000 x 18/12 = 17,010.00
    [12_600n, 9_000n, 18n, 12n, 17_010_00n],
    // 0.0050 x 1 = half a penny, away from zero
    [50n, 1n, 1n, 1n, 1n],
    // 0.0049 x 1
    [49n, 1n, 1n, 1n, 0n],
  ])("%d x %d x %d/%d", (price, quantity, numerator, denominator, expected) => {
    expect(lineTotal(unitPrice(price), quantity, numerator, denominator)).toBe(expected);
  });

  test("VAT: 20% of 0.33 is 0.066, so 0.07; of -0.33, -0.07", () => {
    expect(vatOn(pence(33), 2000)).toBe(7n);
    expect(vatOn(pence(-33), 2000)).toBe(-7n);
  });
});

describe("allocation by largest remainder", () => {
  test.each<[bigint, bigint[], bigint[]]>([
    [10_001n, [1n, 1n, 1n], [3334n, 3334n, 3333n]],
    [-10_001n, [1n, 1n, 1n], [-3334n, -3334n, -3333n]],
    // 100 x 1/6, 2/6, 3/6 = 16.67, 33.33, 50
    [100n, [1n, 2n, 3n], [17n, 33n, 50n]],
    [5n, [0n, 1n], [0n, 5n]],
    [0n, [0n, 0n], [0n, 0n]],
  ])("%s over %s", (amount, weights, parts) => {
    expect(allocate(pence(amount), weights)).toEqual(parts);
  });

  test.each<[bigint, bigint[]]>([
    [1n, []],
    [1n, [0n]],
    [1n, [2n, -1n]],
  ])("%s over %s is refused", (amount, weights) => {
    expect(() => allocate(pence(amount), weights)).toThrow(RangeError);
  });

  test("sums exactly, and each part is within a penny of its due", () => {
    const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(anyPence, weights, (amount, parts) => {
        const whole = parts.reduce((a, b) => a + b, 0n);
        fc.pre(whole > 0n);
        const shares = allocate(amount, parts);
        expect(sum(shares)).toBe(amount);
        const far = shares.filter((share, index) => {
          const off = share * whole - amount * parts[index]!;
          return off >= whole || off <= -whole;
        });
        expect(far).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("money in words", () => {
  test.each([
    [1_234_567_89n, "£1,234,567.89", "1234567.89"],
    [0n, "£0.00", "0.00"],
    [-5n, "−£0.05", "-0.05"],
    [100_00n, "£100.00", "100.00"],
  ])("%d", (amount, shown, decimal) => {
    expect(formatPence(pence(amount))).toBe(shown);
    expect(decimalPence(pence(amount))).toBe(decimal);
  });

  test("whole pounds on request, never dropping pennies", () => {
    expect(formatPence(pence(100_00), { whole: true })).toBe("£100");
    expect(formatPence(pence(100_50), { whole: true })).toBe("£100.50");
  });

  test.each([
    [12_600n, "£1.26"],
    [475n, "£0.0475"],
    [379_200n, "£37.92"],
    [10_000n, "£1.00"],
    [1_000n, "£0.10"],
    [120n, "£0.012"],
  ])("a unit price of %d", (price, shown) => {
    expect(formatUnitPrice(unitPrice(price))).toBe(shown);
  });

  test.each<[string, bigint | null]>([
    ["1,234.56", 1_234_56n],
    ["£1234", 1_234_00n],
    ["0.5", 50n],
    ["-3.10", -3_10n],
    [" 7 ", 7_00n],
    ["1.234", null],
    ["ten", null],
    ["", null],
    ["1.", null],
  ])("reads %j", (text, expected) => {
    expect(parsePence(text)).toBe(expected);
  });

  test("reads unit prices to four decimals", () => {
    expect(parseUnitPrice("0.0475")).toBe(475n);
    expect(parseUnitPrice("1.26")).toBe(12_600n);
    expect(parseUnitPrice("18")).toBe(180_000n);
    expect(parseUnitPrice("0.00001")).toBeNull();
    expect(parseUnitPrice("-1")).toBeNull();
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(anyPence, (amount) => {
        expect(parsePence(decimalPence(amount))).toBe(amount);
      }),
      { numRuns: 1_000 },
    );
  });
});
