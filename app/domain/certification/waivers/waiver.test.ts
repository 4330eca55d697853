import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { whyNotBegin, whyNotWaive } from "./waiver";

describe("the days of a waiver", () => {
  const today = day("2026-12-10");
  it.each([
    ["2026-12-10", "2026-12-10", null],
    ["2026-12-01", "2027-11-30", null],
    ["2026-06-01", "2026-12-10", null],
    ["2026-06-01", "2026-12-09", "waiver-past"],
    ["2020-01-01", "2020-06-01", "waiver-past"],
    ["2026-12-10", "2027-12-10", "waiver-too-long"],
    ["2026-12-11", "2026-12-10", "dates-reversed"],
  ])("from %s to %s: %s", (from, to, code) => {
    expect(whyNotWaive(day(from), day(to), today)?.code ?? null).toBe(code);
  });

  it("begin today at the earliest when it is proposed", () => {
    expect(whyNotBegin(day("2026-12-10"), today)).toBeNull();
    expect(whyNotBegin(day("2026-12-09"), today)).toBe(
      "The first day of a waiver is today, 10 December 2026, or later",
    );
  });
});
