import type { Rule } from "./rule";

/** Whether the numbers of rules do not go up in the order in which the rules apply. */
export const isOutOfOrder = (rules: readonly { ruleNumber: number }[]): boolean =>
  rules.some(({ ruleNumber }, at) => at > 0 && ruleNumber < rules[at - 1]!.ruleNumber);

/**
 * Rules numbered 1, 2, 3 ... in the order in which they apply, and every rule that names another by its number with them. A rule
 * that names none of these keeps what it names: the check calls that a contradiction. Only for rules that nobody has been shown.
 */
export function numberedInOrder(rules: readonly Rule[]): Rule[] {
  const now = new Map(rules.map(({ ruleNumber }, at) => [ruleNumber, at + 1]));
  return rules.map((rule, at) => {
    const numbered = { ...rule, ruleNumber: at + 1 };
    if (!("appliesTo" in numbered) || !("rule" in numbered.appliesTo)) return numbered;
    const named = numbered.appliesTo.rule;
    return { ...numbered, appliesTo: { rule: now.get(named) ?? named } };
  });
}

/**
 * The rules of a version as its parties will see them: nobody has been shown the numbers of the first version, so they follow its
 * order; in later versions a rule keeps its number, by which differences name it.
 */
export const rulesAsProposed = ({ version, rules }: { version: number; rules: readonly Rule[] }): Rule[] =>
  version === 1 ? numberedInOrder(rules) : [...rules];
