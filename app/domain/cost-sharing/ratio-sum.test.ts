import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { ratioSum } from "./ratio-sum";

const half = { numerator: 5_000n, denominator: 10_000n };

describe("a part of a sum, in words", () => {
  it("is an equation where it is whole in pence", () => {
    expect(
      ratioSum({ ratio: half, ratioText: "50%", base: pence(10_483_872n), amount: pence(5_241_936n) }),
    ).toBe("50% of £104,838.72 = £52,419.36");
  });

  it.each([
    [5_241_935n, "£52,419.35; the rest of the penny is in what the others pay of this cost"],
    [5_241_936n, "£52,419.36; what completes the penny comes from what the others pay of this cost"],
  ])("never states what is not equal: %s", (amount, says) => {
    const text = ratioSum({ ratio: half, ratioText: "50%", base: pence(10_483_871n), amount: pence(amount) });
    expect(text).toBe(`50% of £104,838.71 is £52,419.355, in whole pence ${says}`);
    expect(text).not.toContain("=");
  });

  it("shows that four decimals do not hold a third", () => {
    const third = { numerator: 1n, denominator: 3n };
    expect(
      ratioSum({ ratio: third, ratioText: "1/3", base: pence(10_001n), amount: pence(3_333n) }),
    ).toContain("1/3 of £100.01 is £33.3366…");
  });
});
