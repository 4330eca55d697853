import { describe, expect, it } from "vitest";
import { toPutRight } from "./contradiction";

describe("what a draft has to put right", () => {
  it.each([
    [["over-100"], "1 contradiction to put right"],
    [["over-100", "two-rests"], "2 contradictions to put right"],
    [["no-summary"], "A missing summary to put right"],
    [["over-100", "two-rests", "no-summary"], "2 contradictions and a missing summary to put right"],
  ])("%j: %s", (codes, words) => {
    expect(toPutRight(codes.map((code) => ({ code })))).toBe(words);
  });
});
