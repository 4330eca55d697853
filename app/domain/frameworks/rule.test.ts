import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { numberOf, ruleOn, type DatedRule } from "./rule";

const rule = (text: string, given: Partial<DatedRule> = {}): DatedRule => ({
  id: "PA-09",
  effectiveFrom: day("2025-02-24"),
  effectiveTo: null,
  text,
  reference: "s.45, s.74",
  parameters: {},
  ...given,
});

describe("a rule in force", () => {
  const first = rule("", { effectiveTo: day("2026-12-31") });
  const second = rule("", { effectiveFrom: day("2027-01-01") });

  it.each([
    ["2025-02-23", null],
    ["2025-02-24", first],
    ["2026-12-31", first],
    ["2027-01-01", second],
  ])("on %s", (on, expected) => {
    expect(ruleOn([second, first], "PA-09", day(on))).toBe(expected);
  });
});

describe("a figure of a rule", () => {
  const text =
    "Cumulative call-off value tracked; warn at 80%, block at 100% plus any permitted modification.";

  it("is read from its words", () => {
    expect(numberOf(rule(text), "warnPercent")).toBe(80);
    expect(numberOf(rule(text), "refusePercent")).toBe(100);
  });

  it("is its parameter first, where it has one", () => {
    expect(numberOf(rule(text, { parameters: { warnPercent: 70 } }), "warnPercent")).toBe(70);
  });

  it("is null where the rule states none", () => {
    expect(numberOf(rule("Keep to the ceiling."), "warnPercent")).toBeNull();
    expect(numberOf(rule(text), "standstillWorkingDays")).toBeNull();
  });

  it("reads thousands", () => {
    const notifiable = rule("Notifiable: >=£12,000 (central government) / £30,000 (others) inc VAT", {
      id: "PA-27",
    });
    expect(numberOf(notifiable, "notifiablePoundsCentral")).toBe(12_000);
    expect(numberOf(notifiable, "notifiablePounds")).toBe(30_000);
  });
});
