import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { wrongWithSpentOn } from "./local-spend";

describe("the day of own spend", () => {
  const today = day("2026-12-10");

  it.each(["2026-12-10", "2026-04-01", "2020-12-10"])("may be %s", (spentOn) =>
    expect(wrongWithSpentOn(day(spentOn), today)).toBeNull(),
  );

  it("is not to come", () =>
    expect(wrongWithSpentOn(day("2026-12-11"), today)).toBe(
      "The day of the spend must be today or in the past",
    ));

  it.each(["2020-12-09", "1926-01-01"])("is not before its evidence has to be kept: %s", (spentOn) =>
    expect(wrongWithSpentOn(day(spentOn), today)).toBe(
      "The day of the spend must be 10 December 2020 or later: invoices are kept as evidence for six years",
    ),
  );
});
