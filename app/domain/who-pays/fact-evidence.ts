import { BUYERS_ICB, type PayerRef, type Rule } from "~/domain/agreements/rules/rule";
import { payersOf, isPaying } from "~/domain/agreements/rules/rule";

/** A fact about a purchase, as a whole sentence that says where it comes from and as at when. */
export interface FactEvidence {
  /** "registeredPatient@2026-04-01", "kind", "region", "icb", "roles", "local-spend" or "met:dspt". */
  key: string;
  text: string;
}

/** The key of a count as at a census date; without one, as at the order date. */
export function countKey(unit: string, censusDate?: string): string {
  return censusDate ? `${unit}@${censusDate}` : unit;
}

function keysOfRule(rule: Rule): string[] {
  const keys: string[] = [];
  if (rule.when?.buyerKinds) keys.push("kind");
  if (rule.when?.regions) keys.push("region");
  if (rule.shape === "per-unit") keys.push(countKey(rule.unit, rule.censusDate));
  if (rule.shape === "band" && rule.by !== "order-value") keys.push(countKey(rule.by, rule.censusDate));
  if (rule.shape === "match") keys.push("local-spend");
  if (rule.shape === "eligibility") {
    if (rule.buyerKinds) keys.push("kind");
    if (rule.odsRoles) keys.push("roles");
    if (rule.regions) keys.push("region");
    for (const requirement of rule.requires ?? []) keys.push(`met:${requirement}`);
  }
  return keys;
}

function namesPayer(rule: Rule, payer: PayerRef): boolean {
  if (isPaying(rule)) return payersOf(rule).some((each) => each.payer === payer);
  return "payer" in rule && rule.payer === payer;
}

/**
 * The facts behind a share: those that the rules of its steps turn on, and the tests of eligibility which those rules
 * and payers had to pass. In the order of the evidence, each once.
 */
export function evidenceFor(
  evidence: readonly FactEvidence[],
  rules: readonly Rule[],
  ruleNumbers: ReadonlySet<number>,
): string[] {
  const firing = rules.filter((rule) => ruleNumbers.has(rule.ruleNumber));
  const tests = rules.filter(
    (rule) =>
      rule.shape === "eligibility" &&
      ("rule" in rule.appliesTo
        ? ruleNumbers.has(rule.appliesTo.rule)
        : firing.some((each) => namesPayer(each, (rule.appliesTo as { payer: PayerRef }).payer))),
  );
  const keys = new Set([...firing, ...tests].flatMap(keysOfRule));
  if (firing.some((rule) => namesPayer(rule, BUYERS_ICB))) keys.add("icb");
  return evidence.filter((fact) => keys.has(fact.key)).map((fact) => fact.text);
}
