import { describe, expect, it } from "vitest";
import { pence } from "../../money/money";
import { needsSecondOfficer, requestSum } from "./money-request";

it("says of a limit what it would become, and of money how much it is", () => {
  expect(requestSum("limit", pence(5_000_000_000n))).toBe("to £50,000,000.00");
  expect(requestSum("add", pence(5_000n))).toBe("£50.00");
});

/** A limit of £100.00, in parts that are asked for one after the other. */
const LIMIT = pence(10_000n);

describe("what one officer puts into a fund alone", () => {
  it.each([
    [[10_000], [false]],
    [[10_001], [true]],
    [
      [5_000, 5_000, 1],
      [false, false, true],
    ],
    // Five parts of a fifth of five times the limit: only the first goes in.
    [
      [10_000, 10_000, 10_000, 10_000, 10_000],
      [false, true, true, true, true],
    ],
  ])("never comes to more than the limit, in parts of %j", (parts, asked) => {
    let alone = 0n;
    const answers = parts.map((part) => {
      const needs = needsSecondOfficer(pence(part), LIMIT, pence(alone));
      if (!needs) alone += BigInt(part);
      return needs;
    });
    expect(answers).toEqual(asked);
    expect(alone).toBeLessThanOrEqual(LIMIT);
  });
});
