import { expect, it } from "vitest";
import { shownCode, withCode } from "./organisation-words";

it.each([
  ["NHS England", "X24", "NHS England (X24)"],
  ["Maria Mallaband 16 Limited", "cqc-provider-maria-mallaband-16-limited", "Maria Mallaband 16 Limited"],
  // Its location has a code of the regulator's own.
  ["Manorhey Care Centre", "1-1938268345", "Manorhey Care Centre (1-1938268345)"],
  // One that is in no directory names itself.
  ["S99999", "S99999", "S99999"],
])("%s with the code %s is %s", (name, code, words) => expect(withCode(name, code)).toBe(words));

it("the code of a care provider, which is only a key here, is no code in a file either", () => {
  expect(["X24", "cqc-provider-maria-mallaband-16-limited", null].map(shownCode)).toEqual([
    "X24",
    null,
    null,
  ]);
});
