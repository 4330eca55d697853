import { describe, expect, it } from "vitest";
import { termWords, whyTermNotInLot } from "./term";

describe("the term of a call-off in its lot", () => {
  const lot = { name: "Shared care records", minimumTermMonths: 1, maximumTermMonths: 36 };

  it.each([1, 35, 36])("may be %i months of 36", (months) => {
    expect(whyTermNotInLot(months, lot)).toBeNull();
  });

  it("is under its shortest term, and is refused with both figures", () => {
    expect(whyTermNotInLot(11, { ...lot, minimumTermMonths: 12 })).toBe(
      "Shared care records asks for at least 12 months, and the term is 11. Lengthen the term, or choose another lot.",
    );
    expect(whyTermNotInLot(12, { ...lot, minimumTermMonths: 12 })).toBeNull();
  });

  it("is said from the shortest to the longest", () => {
    expect(termWords(lot)).toBe("up to 36 months");
    expect(termWords({ ...lot, minimumTermMonths: 12 })).toBe("12 to 36 months");
  });

  it("is over it from the first month more, and is refused with both figures and what to do", () => {
    expect(whyTermNotInLot(37, lot)).toBe(
      "Shared care records allows at most 36 months, options to extend included, and the term is 37. Shorten the term, or choose another lot.",
    );
  });
});
