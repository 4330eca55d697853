import { describe, expect, it } from "vitest";
import { addDays, day } from "~/domain/shared/day";
import { noticeDue } from "./expiry-notice";

const validTo = day("2027-03-03");

describe("notices before and after the end of a certificate", () => {
  it.each([
    [91, null],
    [90, "90-days"],
    [31, "90-days"],
    [30, "30-days"],
    [0, "30-days"],
    [-1, "ended"],
    [-14, "ended"],
    [-15, null],
  ])("with %d days left: %s", (left, notice) => {
    expect(noticeDue(validTo, addDays(validTo, -left))).toBe(notice);
  });

  it("never come for one without an end date", () => {
    expect(noticeDue(null, validTo)).toBeNull();
  });
});
