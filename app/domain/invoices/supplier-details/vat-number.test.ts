import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isVatNumber, readVatNumber, shownVatNumber, withCheckDigits } from "./vat-number";

describe("a VAT registration number", () => {
  // 1x8 + 2x7 + 3x6 + 4x5 + 5x4 + 6x3 + 7x2 = 112, 112 + 82 = 194 = 2 x 97; and with 55: 167 + 27 = 194
  it.each([
    ["123456782", true],
    ["123456727", true],
    ["123456782001", true],
    ["123456783", false],
    ["12345678", false],
    ["1234567820", false],
    ["000000000", false],
    ["ABCDEFGHI", false],
  ])("%s is one: %s", (digits, right) => {
    expect(isVatNumber(digits)).toBe(right);
  });

  it("is read with its country, spaces and dots, and shown in its groups", () => {
    expect(readVatNumber(" gb 123 4567 82 ")).toBe("123456782");
    expect(readVatNumber("XI123.4567.82")).toBe("123456782");
    expect(shownVatNumber("123456782")).toBe("GB 123 4567 82");
    expect(shownVatNumber("123456782001")).toBe("GB 123 4567 82 001");
  });

  it("is wrong when any one digit is mistyped", () => {
    const seven = fc.integer({ min: 1, max: 9_999_999 }).map((number) => String(number).padStart(7, "0"));
    fc.assert(
      fc.property(seven, fc.nat(6), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
        const right = withCheckDigits(digits);
        expect(isVatNumber(right)).toBe(true);
        const other = (Number(right[place]) + more) % 10;
        const apart = (other - Number(right[place])) * [8, 7, 6, 5, 4, 3, 2][place]!;
        // A slip that looks like a number of the older kind is the one that both kinds together let through.
        fc.pre((((apart - 55) % 97) + 97) % 97 !== 0);
        expect(isVatNumber(`${right.slice(0, place)}${other}${right.slice(place + 1)}`)).toBe(false);
      }),
    );
  });
});
