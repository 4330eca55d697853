import { describe, expect, it } from "vitest";
import { correctedWords, searchVariants, vocabularyOf } from "./search-words";

const vocabulary = vocabularyOf([
  "Electronic patient record for hospitals",
  "Keeps the plans of care of every patient in one place",
  "Patients book appointments",
]);

describe("slips in ordinary words", () => {
  it.each([
    ["electronc", "electronic"],
    ["patiant", "patient"],
    ["patiant recrod", "patient record"],
    ["apointmnets", "appointments"],
    ["electronic", "electronic"],
    ["care", "care"],
    ["zzzzzzzz", "zzzzzzzz"],
    ["banana", "banana"],
  ])("%s is searched as %s", (typed, meant) => {
    expect(correctedWords(typed, vocabulary)).toBe(meant);
  });
});

it.each(["bedboard", "bed management", "patient flow"])(
  "%s finds what is called by its other names",
  (words) => {
    expect(searchVariants(words)).toEqual(
      expect.arrayContaining(["bedboard", "bed management", "patient flow"]),
    );
  },
);
