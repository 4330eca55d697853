import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import {
  currentSuspension,
  decisionDayFault,
  reinstatedFromFault,
  suspendedBy,
  whyNotLift,
  type Suspension,
} from "./lifting";

const TODAY = day("2026-12-01");
const SUSPENSION: Suspension = {
  effectiveOn: day("2026-11-20"),
  reason: "An inspection found it unsafe.",
  body: "regulator",
  regulatorName: "the Care Quality Commission",
};

describe("the day of a regulator's decision", () => {
  it.each([
    ["2026-11-19", "2026-11-20", "on or after 20 November 2026"],
    ["2026-11-20", "2026-11-20", "none"],
    ["2026-12-01", "2026-11-20", "none"],
    ["2026-12-02", "2026-11-20", "today or before"],
    // A suspension that lies ahead is called off before it begins.
    ["2026-11-30", "2026-12-10", "none"],
  ])("%s, of a suspension from %s: %s", (decidedOn, from, says) => {
    const fault = decisionDayFault(day(decidedOn), day(from), TODAY);
    expect(fault ?? "none").toContain(says);
  });
});

describe("the first day of a reinstatement", () => {
  const decided = { reference: "ENF-77", decidedOn: day("2026-11-25") };
  it.each([
    ["2026-11-24", decided, "on or after 25 November 2026, the day of the regulator’s decision"],
    ["2026-11-25", decided, "none"],
    ["2026-12-01", decided, "none"],
    ["2026-11-24", "said" as const, "none"],
    ["2026-11-24", null, "none"],
  ])("%s with %o: %s", (from, lifting, says) => {
    expect(reinstatedFromFault(day(from), lifting) ?? "none").toContain(says);
  });
});

describe("a suspension", () => {
  it("is the last event, or none stands", () => {
    const of = (kind: "suspended" | "reinstated") => ({ ...SUSPENSION, kind });
    expect(currentSuspension([])).toBeNull();
    expect(currentSuspension([of("suspended"), of("reinstated")])).toBeNull();
    expect(currentSuspension([of("reinstated"), of("suspended")])).toMatchObject({ kind: "suspended" });
  });

  it("says who suspended, from when and why", () => {
    const words = "from 20 November 2026: An inspection found it unsafe.";
    expect(suspendedBy(SUSPENSION)).toBe(`The Care Quality Commission, ${words}`);
    expect(suspendedBy({ ...SUSPENSION, body: "centre", regulatorName: null })).toBe(`The centre, ${words}`);
  });

  it("of a regulator ends on its word, and of the centre without one", () => {
    expect(whyNotLift(SUSPENSION, null, TODAY)?.code).toBe("regulator-word-missing");
    expect(whyNotLift(SUSPENSION, "said", TODAY)).toBeNull();
    expect(whyNotLift(SUSPENSION, { reference: "ENF-77", decidedOn: TODAY }, TODAY)).toBeNull();
    expect(whyNotLift({ ...SUSPENSION, body: "centre", regulatorName: null }, null, TODAY)).toBeNull();
  });
});
