import { describe, expect, it } from "vitest";
import { formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { monthsTitle } from "./forecast";

describe("the title of a year's months", () => {
  const sums = { drawn: pence(100_00), after: pence(0), expected: pence(50_00) };

  it("says what is expected while the year lasts, and not when it has ended", () => {
    expect(monthsTitle(sums, formatPence, { ended: false })).toBe(
      "£100.00 is drawn so far, and £50.00 more is expected by the end of the year",
    );
    expect(monthsTitle(sums, formatPence, { ended: true })).toBe("£100.00 was drawn in the year");
  });
});
