import { describe, expect, it } from "vitest";
import { whyTermNotInLot } from "./term";

describe("the term of a call-off in its lot", () => {
  const lot = { name: "Shared care records", maximumTermMonths: 36 };

  it.each([1, 35, 36])("may be %i months of 36", (months) => {
    expect(whyTermNotInLot(months, lot)).toBeNull();
  });

  it("is over it from the first month more, and is refused with both figures and what to do", () => {
    expect(whyTermNotInLot(37, lot)).toBe(
      "Shared care records allows at most 36 months, options to extend included, and the term is 37. Shorten the term, or choose another lot.",
    );
  });
});
