import type { AgreementVersion } from "~/domain/agreements/agreement";
import {
  BUYER,
  BUYERS_ICB,
  isPaying,
  payersOf,
  type PayerRef,
  type Rule,
} from "~/domain/agreements/rules/rule";
import type { Day } from "~/domain/shared/day";

/** The organisations that rules name as payers; roles such as the buyer are left out. */
export function namedPayers(rules: readonly Rule[]): string[] {
  const payers = rules.flatMap((rule): PayerRef[] => {
    if (isPaying(rule)) return payersOf(rule).map(({ payer }) => payer);
    if (rule.shape === "cap" || rule.shape === "eligibility") {
      return "payer" in rule.appliesTo ? [rule.appliesTo.payer] : [];
    }
    return "payer" in rule ? [rule.payer] : [];
  });
  return [...new Set(payers)].filter((payer) => payer !== BUYER && payer !== BUYERS_ICB);
}

/** A list of rules as an agreement that the engine can apply: everyone it names is a party, and it covers everything. */
export function asAgreement(
  rules: readonly Rule[],
  named: { title: string; agreementId?: string; version?: number; from: Day },
): AgreementVersion {
  return {
    agreementId: named.agreementId ?? "own",
    version: named.version ?? 0,
    title: named.title,
    parties: namedPayers(rules),
    effectiveFrom: named.from,
    effectiveTo: null,
    scope: {},
    rules,
  };
}

/** The rules when no agreement covers a purchase. */
export function buyerPaysAll(on: Day): AgreementVersion {
  const rules: Rule[] = [{ shape: "residual", ruleNumber: 1, payer: BUYER }];
  return asAgreement(rules, { agreementId: "none", title: "No agreement covers it", from: on });
}

/** One more than the highest rule number; 1 where there is none. */
export function nextRuleNumber(rules: readonly Rule[]): number {
  return Math.max(0, ...rules.map((rule) => rule.ruleNumber)) + 1;
}

/** Adds a rule, before the residual one, which must stay last; a residual rule goes to the end. */
export function addRule(rules: readonly Rule[], added: Rule): Rule[] {
  const last = rules.at(-1);
  if (added.shape === "residual" || last?.shape !== "residual") return [...rules, added];
  return [...rules.slice(0, -1), added, last];
}

/** The rules with the one of the same number replaced; the others, and the order, stay. */
export function replaceRule(rules: readonly Rule[], changed: Rule): Rule[] {
  return rules.map((rule) => (rule.ruleNumber === changed.ruleNumber ? changed : rule));
}

/** The rules without one; the others keep their numbers. */
export function removeRule(rules: readonly Rule[], ruleNumber: number): Rule[] {
  return rules.filter((rule) => rule.ruleNumber !== ruleNumber);
}

/** Moves a rule one place up or down; at the end of the list it stays. Numbers stay too: limits and traces name them. */
export function moveRule(rules: readonly Rule[], ruleNumber: number, way: "up" | "down"): Rule[] {
  const at = rules.findIndex((rule) => rule.ruleNumber === ruleNumber);
  const to = way === "up" ? at - 1 : at + 1;
  if (at < 0 || to < 0 || to >= rules.length) return [...rules];
  const moved = [...rules];
  [moved[at], moved[to]] = [moved[to]!, moved[at]!];
  return moved;
}
