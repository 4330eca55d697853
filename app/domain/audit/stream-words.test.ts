import { describe, expect, it } from "vitest";
import { actionWords, streamParts, streamWords } from "./stream-words";

describe("what an event is about, in words", () => {
  it.each([
    ["order:C010001-01", "Order C010001-01"],
    ["fund-transfer:FT-0001", "Transfer between funds FT-0001"],
    ["financial-year:2026", "Financial year 2026"],
    ["test:many", "test:many"],
  ])("reads %s", (stream, words) => {
    expect(streamWords(stream)).toBe(words);
  });

  it("keeps a code that holds a colon whole", () => {
    expect(streamParts("fund:A:B")).toEqual({ kind: "fund", code: "A:B" });
  });

  it("says what was done without the marks of a program", () => {
    expect(actionWords("fund.dates-changed")).toBe("Fund dates changed");
  });
});
