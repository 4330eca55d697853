import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordDifference } from "./word-difference";

const textOf = (before: string, after: string, without: "in" | "out") =>
  wordDifference(before, after)
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join("");

describe("what became of a text, word by word", () => {
  it("keeps the words that stayed, and names those that came and went", () => {
    expect(
      wordDifference("Data is returned within 30 days.", "All data is returned within 90 days."),
    ).toEqual([
      { kind: "out", text: "Data " },
      { kind: "in", text: "All data " },
      { kind: "same", text: "is returned within " },
      { kind: "out", text: "30 " },
      { kind: "in", text: "90 " },
      { kind: "same", text: "days." },
    ]);
  });

  it("is one run where nothing changed, and two where nothing stayed", () => {
    expect(wordDifference("as it was", "as it was")).toEqual([{ kind: "same", text: "as it was" }]);
    expect(wordDifference("old", "new")).toEqual([
      { kind: "out", text: "old" },
      { kind: "in", text: "new" },
    ]);
    expect(wordDifference("", "")).toEqual([]);
  });

  it("gives both texts back exactly, whatever they are, and two runs of a kind never touch", () => {
    const words = fc.constantFrom("a", "b", "c", " ", "\n", "  ", "d.");
    const text = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(textOf(before, after, "in")).toBe(before);
        expect(textOf(before, after, "out")).toBe(after);
        const runs = wordDifference(before, after);
        expect(runs.some((one, index) => one.kind === runs[index + 1]?.kind)).toBe(false);
      }),
    );
  });

  it("answers two of the longest texts, wholly different, without a table of every pair", () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(" ");
    const runs = wordDifference(long("a"), long("b"));
    expect(runs.map(({ kind }) => kind)).toEqual(["out", "in"]);
  });
});
