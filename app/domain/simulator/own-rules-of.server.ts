import type { Queryable } from "~db";
import type { Rule } from "~/domain/agreements/rules/rule";
import type { ScenarioInput, VersionRef } from "./scenario";
import { splitQuestion } from "./split-question.server";

/**
 * The rules that a scenario applies now, as the start of a list of its own, with the version they come from. Where
 * several agreements cover its basket, those of the one that covers most.
 */
export async function rulesToOwn(
  q: Queryable,
  input: ScenarioInput,
): Promise<{ rules: readonly Rule[]; from: VersionRef | null }> {
  if (input.rules.kind === "own") return input.rules;
  const [part] = await splitQuestion(q, input, { orderId: null, ownerCode: input.buyerCode });
  if (!part) return { rules: [{ shape: "residual", ruleNumber: 1, payer: "@buyer" }], from: null };
  const { agreementId, version, rules } = part.agreement;
  return { rules, from: agreementId === "none" ? null : { agreementId, version } };
}
