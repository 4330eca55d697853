import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { applyChange, nextRuleNumber, type AgreementDraft, type DraftChange } from "./draft-change";
import { BUYER, type Rule } from "../rules/rule";

const half: Rule = { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000 };
const tenth: Rule = { shape: "percentage", ruleNumber: 4, payer: "QWO", portion: 1_000 };
const rest: Rule = { shape: "residual", ruleNumber: 2, payer: BUYER };
const draft: AgreementDraft = {
  title: "T",
  summary: "S",
  parties: ["X24"],
  effectiveFrom: day("2026-12-01"),
  effectiveTo: null,
  scope: {},
  rules: [half, tenth, rest],
};
const by = { nextNumber: 5, nameOf: (code: string) => (code === "X24" ? "NHS England (X24)" : code) };
const numbers = (change: DraftChange, from = draft) =>
  applyChange(from, change, by).draft.rules.map((rule) => rule.ruleNumber);

describe("a change of the rules", () => {
  it.each<[string, DraftChange, number[]]>([
    ["adds before the rest", { part: "add-rule", rule: half }, [1, 4, 5, 2]],
    ["adds a second rest at the end, for the check to find", { part: "add-rule", rule: rest }, [1, 4, 2, 5]],
    ["removes", { part: "remove-rule", ruleNumber: 4 }, [1, 2]],
    ["moves up", { part: "move-rule", ruleNumber: 4, by: -1 }, [4, 1, 2]],
    ["moves down", { part: "move-rule", ruleNumber: 1, by: 1 }, [4, 1, 2]],
    ["leaves the first where it is", { part: "move-rule", ruleNumber: 1, by: -1 }, [1, 4, 2]],
    ["leaves the last where it is", { part: "move-rule", ruleNumber: 2, by: 1 }, [1, 4, 2]],
    ["replaces in its place", { part: "change-rule", rule: { ...tenth, portion: 1 } }, [1, 4, 2]],
  ])("%s", (_what, change, expected) => expect(numbers(change)).toEqual(expected));

  it("adds the first rule to an empty draft", () => {
    expect(numbers({ part: "add-rule", rule: half }, { ...draft, rules: [] })).toEqual([5]);
  });

  it("never touches the draft it is given, and says what was before and after", () => {
    const changed = applyChange(draft, { part: "remove-rule", ruleNumber: 1 }, by);
    expect(draft.rules).toHaveLength(3);
    expect(changed).toMatchObject({ summary: "Removed rule 1", before: draft.rules, after: [tenth, rest] });
  });
});

describe("a change of the parties", () => {
  it("names the organisation with its code beside it, done or refused", () => {
    const removed = applyChange(draft, { part: "remove-party", organisationCode: "X24" }, by);
    expect(removed.summary).toBe("Removed NHS England (X24) from the parties");
    expect(() => applyChange(draft, { part: "add-party", organisationCode: "X24" }, by)).toThrow(
      "NHS England (X24) is a party already.",
    );
  });
});

it("numbers go on from the highest ever used", () => {
  expect(nextRuleNumber([])).toBe(1);
  expect(nextRuleNumber([rest, tenth, half])).toBe(5);
});
