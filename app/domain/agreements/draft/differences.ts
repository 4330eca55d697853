import { formatDay } from "~/domain/shared/day";
import type { AgreementVersion } from "../agreement";
import type { Rule } from "../rules/rule";
import { fieldsOfRule } from "../rules/rule-form";
import { ruleSentence, type NameOf } from "../rules/rule-sentence";
import { scopeLines } from "../rules/scope-words";

/** A version as far as versions are compared. */
export type ComparedVersion = Pick<
  AgreementVersion,
  "parties" | "effectiveFrom" | "effectiveTo" | "scope" | "rules"
> & { summary: string };

export type RuleDifference =
  | { kind: "added"; ruleNumber: number; after: string }
  | { kind: "removed"; ruleNumber: number; before: string }
  /** Both sentences; `moved` when its place changed too. */
  | { kind: "changed"; ruleNumber: number; before: string; after: string; moved: boolean }
  | { kind: "moved"; ruleNumber: number; before: string; after: string }
  | { kind: "same"; ruleNumber: number; after: string };

export interface Differences {
  /** Of everything but the rules: only what differs. */
  parts: { part: string; before: string; after: string }[];
  /** Every rule of the later version in its order; those that were removed at the end. */
  rules: RuleDifference[];
}

const ALL = "all";

function partsOf(version: ComparedVersion, nameOf: NameOf): [string, string][] {
  return [
    ["Summary", version.summary],
    ["First day", formatDay(version.effectiveFrom)],
    ["Last day", version.effectiveTo ? formatDay(version.effectiveTo) : "no last day"],
    ["Parties", version.parties.map(nameOf).toSorted().join(", ") || "nobody"],
    ...scopeLines(version.scope, nameOf).map(({ label, value }): [string, string] => [label, value ?? ALL]),
  ];
}

/**
 * The longest run of numbers that stand in the same order in both: whatever is not in it has moved. Quadratic, and
 * agreements have tens of rules.
 */
function inPlace(before: readonly number[], after: readonly number[]): Set<number> {
  const places = new Map(before.map((number, index) => [number, index]));
  const common = after.filter((number) => places.has(number));
  const runs: number[][] = [];
  for (const number of common) {
    const place = places.get(number)!;
    const best = runs
      .filter((run) => places.get(run.at(-1)!)! < place)
      .reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    runs.push([...best, number]);
  }
  return new Set(runs.reduce((longest, run) => (run.length > longest.length ? run : longest), []));
}

const isSame = (a: Rule, b: Rule) => {
  const [one, other] = [a, b].map((rule) => JSON.stringify(Object.entries(fieldsOfRule(rule)).sort()));
  return one === other;
};

/** What the second version changes of the first, rules by their numbers, in sentences. */
export function differencesBetween(
  first: ComparedVersion,
  second: ComparedVersion,
  nameOf: NameOf,
): Differences {
  const before = partsOf(first, nameOf);
  const after = new Map(partsOf(second, nameOf));
  const parts = before
    .filter(([part, value]) => after.get(part) !== value)
    .map(([part, value]) => ({ part, before: value, after: after.get(part)! }));
  const numbers = (rules: readonly Rule[]) => rules.map((rule) => rule.ruleNumber);
  const stayed = inPlace(numbers(first.rules), numbers(second.rules));
  const rules = second.rules.map((rule): RuleDifference => {
    const { ruleNumber } = rule;
    const old = first.rules.find((each) => each.ruleNumber === ruleNumber);
    const sentence = ruleSentence(rule, nameOf);
    if (!old) return { kind: "added", ruleNumber, after: sentence };
    const was = ruleSentence(old, nameOf);
    const moved = !stayed.has(ruleNumber);
    if (!isSame(old, rule)) return { kind: "changed", ruleNumber, before: was, after: sentence, moved };
    return moved
      ? { kind: "moved", ruleNumber, before: was, after: sentence }
      : { kind: "same", ruleNumber, after: sentence };
  });
  const removed = first.rules
    .filter((rule) => !second.rules.some((each) => each.ruleNumber === rule.ruleNumber))
    .map((rule): RuleDifference => ({
      kind: "removed",
      ruleNumber: rule.ruleNumber,
      before: ruleSentence(rule, nameOf),
    }));
  return { parts, rules: [...rules, ...removed] };
}
