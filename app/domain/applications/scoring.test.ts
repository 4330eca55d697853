import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanOf, whyNotDecide, whyNotScore, whyNotTake } from "./assessment";
import {
  meanScore,
  scoreText,
  USUAL_CRITERIA,
  weightedScore,
  wrongCriteria,
  wrongScores,
  type Score,
} from "./scoring";

const scores = (...values: number[]): Score[] =>
  USUAL_CRITERIA.map(({ id }, index) => ({ criterion: id, score: values[index]!, reason: "Because" }));

describe("scores", () => {
  test("weigh exactly: 4 x 25 + 3 x 25 + 5 x 20 + 2 x 20 + 1 x 10 is 325, which is 3.25 of 5", () => {
    expect(weightedScore(USUAL_CRITERIA, scores(4, 3, 5, 2, 1))).toBe(325);
    expect(scoreText(325)).toBe("3.25");
    expect(scoreText(5)).toBe("0.05");
    expect(weightedScore(USUAL_CRITERIA, scores(5, 5, 5, 5, 5))).toBe(500);
    expect(weightedScore(USUAL_CRITERIA, [])).toBe(0);
  });

  test("have a mean that rounds half up once", () => {
    expect(meanScore([])).toBeNull();
    expect(meanScore([325, 350])).toBe(338); // 337.5
    expect(meanScore([300, 300, 301])).toBe(300); // 300.33
  });

  test("lie between the lowest and the highest, whatever the weights", () => {
    const value = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (values) => {
        const found = weightedScore(USUAL_CRITERIA, scores(...values));
        expect(found).toBeGreaterThanOrEqual(100 * Math.min(...values));
        expect(found).toBeLessThanOrEqual(100 * Math.max(...values));
      }),
    );
  });

  test("need a whole number from 0 to 5 and a reason for each criterion", () => {
    expect(wrongScores(USUAL_CRITERIA, scores(0, 1, 2, 3, 5))).toEqual({});
    const wrong = scores(6, -1, 2.5, 3, 4);
    expect(Object.keys(wrongScores(USUAL_CRITERIA, wrong))).toEqual([
      "score-strategic-fit",
      "score-benefits",
      "score-deliverability",
    ]);
    expect(Object.keys(wrongScores(USUAL_CRITERIA, [])).length).toBe(10);
  });

  test("have weights that come to a hundred", () => {
    expect(wrongCriteria(USUAL_CRITERIA)).toEqual([]);
    expect(wrongCriteria([{ weight: 50 }, { weight: 49 }])[0]).toContain("add up to 99");
  });
});

describe("whoever decides", () => {
  const by = (assessorId: string, conflict = false, submission = 1) => ({
    submission,
    assessorId,
    conflict,
    scores: conflict ? [] : scores(3, 3, 3, 3, 3),
  });

  test.each([
    ["when nobody scored", [], false],
    ["as the only one who scored", [by("me")], false],
    ["when the other one has a conflict", [by("you", true)], false],
    ["when the other one scored an earlier sending", [by("you", false, 0)], false],
    ["when another scored", [by("you")], true],
    ["when both scored", [by("me"), by("you")], false],
    ["with a conflict of their own", [by("me", true), by("you")], false],
  ])("%s", (_, assessments, may) => {
    expect(whyNotDecide(assessments, 1, "me") === null).toBe(may);
  });

  test.each([
    ["before anybody scored", [], true],
    ["after another did", [by("you")], true],
    ["after having scored an earlier sending", [by("me", false, 0)], true],
    ["after having scored", [by("me")], false],
    ["with a conflict", [by("me", true)], false],
  ])("takes it on %s", (_, assessments, may) => {
    expect(whyNotTake(assessments, 1, "me") === null).toBe(may);
  });

  test("those with a conflict, and earlier sendings, count in no mean", () => {
    expect(meanOf([by("a"), by("b", true), by("c", false, 0)], 1, USUAL_CRITERIA)).toBe(300);
  });
});

describe("who finds no form of scores", () => {
  test.each([
    [null, "This application is not being assessed."],
    [{ conflict: false }, "You have recorded your assessment. It cannot be changed."],
    [
      { conflict: true },
      "You declared a conflict of interest with this application. You neither score nor decide it.",
    ],
  ])("%j: %s", (own, words) => {
    expect(whyNotScore(own, false)).toBe(words);
  });

  test("who decides does not score, and a conflict goes before it", () => {
    expect(whyNotScore(null, true)).toContain("You have taken on the decision");
    expect(whyNotScore({ conflict: true }, true)).toContain("You declared a conflict");
  });
});
