import { describe, expect, it } from "vitest";
import { noticeSentence } from "./notice-words";

const WHOM = "Suppliers whose products it reaches, and buyers with live orders of them, are e-mailed";

describe("what is promised about e-mails", () => {
  it.each([
    [
      { left: 211, atOnce: false, later: [180, 90, 30] },
      `${WHOM} 180, 90 and 30 days before the last day to comply.`,
    ],
    [
      { left: 100, atOnce: true, later: [90, 30] },
      `100 days are left until the last day to comply: fewer than 180, so they get 3 notices. ${WHOM} on the day on which it is published, and 90 and 30 days before the last day to comply.`,
    ],
    [
      { left: 1, atOnce: true, later: [] },
      `1 day is left until the last day to comply: fewer than 180, so they get 1 notice. ${WHOM} on the day on which it is published. No other notice follows.`,
    ],
    [
      { left: null, atOnce: true, later: [] },
      `${WHOM} once, on the day on which it is published. No other notice follows.`,
    ],
  ] as const)("of %o", (plan, words) => {
    expect(noticeSentence({ ...plan, later: [...plan.later] }, true)).toBe(words);
    expect(noticeSentence({ ...plan, later: [...plan.later] }, false)).toBeNull();
  });
});
