import { describe, expect, it } from "vitest";
import { decimalHundredths, formatHeadline, formatPerHead } from "./format";
import { pence, unitPrice } from "./money";

describe("a price for each person", () => {
  it.each([
    [0n, "0.00p", "0.00"],
    [1n, "0.01p", "0.01"],
    [266n, "2.66p", "2.66"],
    [9_999n, "99.99p", "99.99"],
    [10_000n, "£1.00", "100.00"],
    [12_649n, "£1.26", "126.49"],
    [12_650n, "£1.27", "126.50"],
  ])("%s ten-thousandths of a pound: %s, and %s in a file", (price, shown, written) => {
    expect(formatPerHead(unitPrice(price))).toBe(shown);
    expect(decimalHundredths(unitPrice(price))).toBe(written);
  });
});

describe("a headline figure is short", () => {
  it.each([
    [0n, "£0"],
    [12_345_67n, "£12,346"],
    [949_999_99n, "£950,000"],
    [1_000_000_00n, "£1.0 million"],
    [20_806_207_19n, "£20.8 million"],
    [1_234_560_000_00n, "£1,234.6 million"],
  ])("%s pence is %s", (amount, text) => {
    expect(formatHeadline(pence(amount))).toBe(text);
  });
});
