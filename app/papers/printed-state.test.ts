import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { printedState } from "./printed-state";

describe("the state under a paper's title", () => {
  it.each(["Paid", "Live", "In force"])("%s is not said to have begun on the day of printing", (words) => {
    const said = printedState(words, day("2026-12-10"));
    expect(said).toBe(`Status on 10 December 2026: ${words}.`);
    expect(said).not.toContain(`${words} on`);
  });
});
