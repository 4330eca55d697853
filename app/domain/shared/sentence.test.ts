import { describe, expect, it } from "vitest";
import { asSentence, inSentence, listed } from "./sentence";

describe("words of people in a sentence", () => {
  it.each([
    [" Send the report ", "Send the report."],
    ["Send the report.", "Send the report."],
    ["Is it done?", "Is it done?"],
    ["They said “yes.”", "They said “yes.”"],
    ["", ""],
  ])("%j is %j", (typed, said) => {
    expect(asSentence(typed)).toBe(said);
  });

  it.each([
    ["Our own budget", "its own budget"],
    ["our capital programme", "its capital programme"],
    ["The board of Leeds", "the board of Leeds"],
    ["NHS West Yorkshire ICB", "NHS West Yorkshire ICB"],
    ["Ourways Charity", "Ourways Charity"],
  ])("£2,000 from %j is from %s", (typed, said) => {
    expect(inSentence(typed)).toBe(said);
  });

  it.each([
    [[1], "1"],
    [[1, 2], "1 and 2"],
    [[1, 2, 3], "1, 2 and 3"],
  ])("%j is listed as %s", (parts, said) => {
    expect(listed(parts)).toBe(said);
  });
});
