import { describe, expect, it } from "vitest";
import { pence } from "./money";
import { LARGEST_FUND, readSum } from "./sum";

describe("a sum that is typed", () => {
  it.each([
    ["1,250.00", pence(125_000n)],
    ["1000000000", pence(100_000_000_000n)],
    ["1000000000.01", "Enter an amount from £0 to £1,000,000,000"],
    ["9999999999999999999", "Enter an amount from £0 to £1,000,000,000"],
    ["-1", "Enter an amount from £0 to £1,000,000,000"],
    ["many", "Enter an amount in pounds with at most two decimals, for example 1,250.00"],
  ])("%s", (text, expected) => expect(readSum(text)).toEqual(expected));

  it("of a fund may be larger, and has an end too", () => {
    expect(readSum("99,999,999,999", LARGEST_FUND)).toBe(9_999_999_999_900n);
    expect(readSum("99,999,999,999,999", LARGEST_FUND)).toBe("Enter an amount from £0 to £100,000,000,000");
  });
});
