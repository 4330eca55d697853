import { describe, expect, it } from "vitest";
import { formatHeadline } from "./format";
import { pence } from "./money";

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
