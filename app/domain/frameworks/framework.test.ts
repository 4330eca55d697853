import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { checkCeiling, isLiveOn, stateOn, termProblem, whyNotLive, type Framework } from "./framework";
import type { DatedRule } from "./rule";

const framework: Framework = {
  id: "F1",
  name: "Digital Care Framework",
  state: "live",
  startsOn: day("2026-04-01"),
  endsOn: day("2030-03-31"),
  isOpenFramework: false,
  ceiling: pence(100_000_00),
  accreditedUntil: null,
};
const rules: DatedRule[] = [
  {
    id: "PA-03",
    effectiveFrom: day("2025-02-24"),
    effectiveTo: null,
    text: "Closed framework term <= 4 years (8 for defence/utilities); longer only with a justification.",
    reference: "s.47",
    parameters: {},
  },
  {
    id: "PA-04",
    effectiveFrom: day("2025-02-24"),
    effectiveTo: null,
    text: "Open framework scheme expires <= 8 years from first award.",
    reference: "s.49",
    parameters: {},
  },
];

describe("when call-offs may be awarded", () => {
  it.each([
    ["2026-03-31", false],
    ["2026-04-01", true],
    ["2030-03-31", true],
    ["2030-04-01", false],
  ])("on %s: %s", (on, expected) => {
    expect(isLiveOn(framework, day(on))).toBe(expected);
  });

  it.each([
    "coming",
    "open_to_applications",
    "assessing",
    "standstill",
    "expired",
    "suspended",
    "terminated",
  ] as const)("never while it is %s", (state) => {
    expect(whyNotLive({ ...framework, state }, day("2026-06-01"))).toContain(framework.name);
  });

  it("is expired the day after its last day, without anybody saying so", () => {
    expect(stateOn(framework, day("2030-03-31"))).toBe("live");
    expect(stateOn(framework, day("2030-04-01"))).toBe("expired");
    expect(stateOn({ ...framework, state: "terminated" }, day("2030-04-01"))).toBe("terminated");
  });
});

describe("the longest term", () => {
  it.each([
    ["2030-03-31", false, null],
    ["2030-04-01", false, "PA-03"],
    ["2034-03-31", true, null],
    ["2034-04-01", true, "PA-04"],
  ])("to %s, open framework %s: broken rule %s", (endsOn, isOpenFramework, ruleId) => {
    const found = termProblem({ ...framework, endsOn: day(endsOn), isOpenFramework }, rules);
    expect(found?.ruleId ?? null).toBe(ruleId);
  });

  it("is refused where no rule is on record for its start", () => {
    expect(termProblem(framework, [])?.text).toContain("No rule PA-03");
  });
});

describe("the ceiling of £100,000, warned at 80% and refused beyond 100%", () => {
  it.each([
    [79_998_99, "within", 79],
    [79_999_00, "warn", 80],
    [99_999_00, "warn", 100],
    [99_999_01, "over", 100],
  ])("with %i pence used and £1 more it is %s", (used, level, percent) => {
    const check = checkCeiling(framework.ceiling!, pence(used), pence(1_00), {
      warnPercent: 80,
      refusePercent: 100,
    });
    expect(check).toMatchObject({ level, percent });
  });

  it("says by how much it would go over", () => {
    const check = checkCeiling(pence(100_000_00), pence(90_000_00), pence(12_500_00), {
      warnPercent: 80,
      refusePercent: 100,
    });
    expect(check.text).toBe(
      "£90,000 of £100,000 is used, and this purchase of £12,500 would go over the framework's ceiling by £2,500.",
    );
  });
});
