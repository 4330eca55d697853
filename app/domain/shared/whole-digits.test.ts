import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeDigits } from "./whole-digits";

describe("a whole number as people write it", () => {
  it.each([
    ["0", "0"],
    ["9500", "9500"],
    ["9,500", "9500"],
    [" 1,234,567 ", "1234567"],
    ["1 234 567", "1234567"],
    ["1\u00a0234", "1234"],
    ["007", "007"],
  ])("%j is %s", (text, digits) => expect(wholeDigits(text)).toBe(digits));

  it.each([
    "",
    "1000,50",
    "12,5",
    "1,00",
    "1,2,3",
    "1,2345",
    ",500",
    "1,",
    "1 2",
    "1,234 567",
    "-1",
    "1.0",
    "ten",
  ])("%j is none", (text) => expect(wholeDigits(text)).toBeNull());

  it("reads back whatever is grouped", () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (number) => {
        expect(BigInt(wholeDigits(number.toLocaleString("en-GB"))!)).toBe(number);
      }),
    ));
});
