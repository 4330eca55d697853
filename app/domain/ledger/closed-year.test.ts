import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { whyNoMoneyInto, whyYearForbidsReversal } from "./closed-year";

describe("a closed year", () => {
  it.each([
    ["a payment of that year", "draw", "2026-03-31", 2025, "dated 31 March 2026, and 2025/26 is closed"],
    ["a payment of a year before", "draw", "2024-05-05", 2025, "2024/25 is closed"],
    ["what lapsed with it, dated after its end", "lapse", "2026-04-05", 2025, "stays lapsed"],
  ])("keeps %s as it was", (_what, kind, on, through, words) => {
    expect(whyYearForbidsReversal({ kind, effectiveOn: day(on) }, through)).toContain(words);
  });

  it("lets anything after it be reversed, and everything while no year is closed", () => {
    expect(whyYearForbidsReversal({ kind: "add", effectiveOn: day("2026-04-01") }, 2025)).toBeNull();
    expect(whyYearForbidsReversal({ kind: "add", effectiveOn: day("2026-03-31") }, null)).toBeNull();
  });

  it("takes no more money, nor does one before it", () => {
    const of = (financialYear: number) => ({ name: "Frontline", financialYear });
    expect(whyNoMoneyInto(of(2026), 2026)).toBe(
      "Frontline is money of 2026/27, and that year is closed: no more money goes into its funds.",
    );
    expect(whyNoMoneyInto(of(2025), 2026)).toContain("2025/26");
    expect(whyNoMoneyInto(of(2027), 2026)).toBeNull();
    expect(whyNoMoneyInto(of(2026), null)).toBeNull();
  });
});
