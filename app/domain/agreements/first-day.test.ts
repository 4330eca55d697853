import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { appliesText, beginningText } from "./first-day";

const TODAY = day("2026-12-01");

describe("the first day of an agreement in a mail", () => {
  it.each(["2026-12-01", "2027-04-01"])("of %s is when it begins", (from) => {
    expect(beginningText(day(from), TODAY)).toMatch(/^It comes into force on .* at the earliest/);
    expect(appliesText(day(from), TODAY)).toMatch(/^applies to orders from /);
  });

  it("that is past is explained: no order of before falls under it", () => {
    expect(beginningText(day("2026-11-30"), TODAY)).toBe(
      "Its first day, 30 November 2026, is past: it is in force when every party has signed, for orders placed from then on. Orders that were placed before stay as they are.",
    );
    expect(appliesText(day("2026-11-30"), TODAY)).toContain("30 November 2026, is past");
  });
});
