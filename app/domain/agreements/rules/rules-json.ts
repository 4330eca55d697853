import type { Rule } from "./rule";

/**
 * Rules as JSON, for a database column or a form: money and counts, which are bigint and JSON has none, become
 * {"$int": "25000000"}. What comes back is the same value, and `checkAgreement` judges whether it is a sound agreement.
 */
export function rulesToJson(rules: readonly Rule[]): unknown {
  return JSON.parse(
    JSON.stringify(rules, (_key, value: unknown) =>
      typeof value === "bigint" ? { $int: value.toString() } : value,
    ),
  );
}

function restore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restore);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === "$int" && /^-?\d+$/.test(String(entries[0]![1]))) {
    return BigInt(String(entries[0]![1]));
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, restore(inner)]));
}

/** Reads what `rulesToJson` wrote. Throws TypeError when it is not a list of numbered rules. */
export function rulesFromJson(json: unknown): Rule[] {
  const restored = restore(json);
  const isRule = (rule: unknown) =>
    typeof rule === "object" && rule !== null && "shape" in rule && "ruleNumber" in rule;
  if (!Array.isArray(restored) || !restored.every(isRule)) throw new TypeError("not a list of rules");
  return restored as Rule[];
}
