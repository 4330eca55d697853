import { describe, expect, it } from "vitest";
import { countSentence, onlySentence } from "./list-page";

const RUNS = ["run", "runs"] as const;

describe("a list that ends before its end says so", () => {
  it.each([
    [500, 1_234, "latest", "The latest 500 of 1,234 runs are shown."],
    [100, 101, "first", "The first 100 of 101 runs are shown."],
    [1, 2, "latest", "Only the latest of 2 runs is shown."],
    [500, 500, "latest", null],
    [0, 0, "first", null],
  ] as const)("%i of %i, the %s: %s", (shown, total, which, sentence) => {
    expect(onlySentence({ shown, total }, RUNS, which)).toBe(sentence);
  });
});

describe("a page of a list says where it stands", () => {
  it.each([
    [0, 0, 0, "No runs"],
    [1, 1, 1, "1 run"],
    [50, 50, 1, "50 runs"],
    [50, 12_345, 1_001, "1,001 to 1,050 of 12,345 runs"],
  ])("%i rows of %i from %i: %s", (rows, total, first, sentence) => {
    expect(countSentence({ rows: Array.from({ length: rows }), total, first }, RUNS)).toBe(sentence);
  });
});
