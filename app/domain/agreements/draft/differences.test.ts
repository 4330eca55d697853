import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { differencesBetween, type ComparedVersion } from "./differences";
import { BUYER, type Rule } from "../rules/rule";

const half: Rule = { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000 };
const slice: Rule = { shape: "first-slice", ruleNumber: 2, payer: "QWO", upTo: pence(100_000) };
const fixed: Rule = { shape: "fixed", ruleNumber: 3, payer: "QWO", amount: pence(5_000) };
const rest: Rule = { shape: "residual", ruleNumber: 4, payer: BUYER };
const first: ComparedVersion = {
  summary: "Half.",
  parties: ["X24", "QWO"],
  effectiveFrom: day("2026-04-01"),
  effectiveTo: null,
  scope: { buyerKinds: ["trust"] },
  rules: [half, slice, fixed, rest],
};
const names: Record<string, string> = { X24: "NHS England", QWO: "West Yorkshire", RR8: "Leeds" };
const compare = (change: Partial<ComparedVersion>) =>
  differencesBetween(first, { ...first, ...change }, (code) => names[code] ?? code);
const kinds = (rules: Rule[]) => compare({ rules }).rules.map((each) => `${each.ruleNumber} ${each.kind}`);

describe("differences between two versions", () => {
  it("are none between a version and itself", () => {
    expect(compare({}).parts).toEqual([]);
    expect(compare({}).rules.every(({ kind }) => kind === "same")).toBe(true);
  });

  it("name parties, dates and scope in words", () => {
    expect(
      compare({
        parties: ["RR8", "X24"],
        effectiveFrom: day("2027-01-01"),
        effectiveTo: day("2027-12-31"),
        scope: { regions: ["Y63"] },
      }).parts,
    ).toEqual([
      { part: "First day", before: "1 April 2026", after: "1 January 2027" },
      { part: "Last day", before: "no last day", after: "31 December 2027" },
      { part: "Parties", before: "NHS England, West Yorkshire", after: "Leeds, NHS England" },
      { part: "Regions", before: "all", after: "North East and Yorkshire" },
      { part: "Kinds of buyer", before: "NHS trusts", after: "all" },
    ]);
  });

  it("take the order of parties and kinds of cost for nothing", () => {
    expect(compare({ parties: ["QWO", "X24"] }).parts).toEqual([]);
  });

  it.each([
    [
      "added",
      [half, slice, fixed, { ...half, ruleNumber: 9 }, rest],
      ["1 same", "2 same", "3 same", "9 added", "4 same"],
    ],
    ["removed", [half, fixed, rest], ["1 same", "3 same", "4 same", "2 removed"]],
    [
      "changed",
      [{ ...half, portion: 6_000 }, slice, fixed, rest],
      ["1 changed", "2 same", "3 same", "4 same"],
    ],
    ["moved", [slice, fixed, half, rest], ["2 same", "3 same", "1 moved", "4 same"]],
    ["replaced", [{ ...fixed, ruleNumber: 1 }, slice, rest], ["1 changed", "2 same", "4 same", "3 removed"]],
  ] as [string, Rule[], string[]][])("say which rule was %s", (_what, rules, expected) =>
    expect(kinds(rules)).toEqual(expected),
  );

  it("give both sentences of a rule that changed, and say that it moved too", () => {
    const [, changed] = compare({
      rules: [slice, { ...half, portion: { numerator: 1, denominator: 3 } }, fixed, rest],
    }).rules;
    expect(changed).toEqual({
      kind: "changed",
      ruleNumber: 1,
      before: "NHS England pays 50% of the cost.",
      after: "NHS England pays 1/3 of the cost.",
      moved: true,
    });
  });
});
