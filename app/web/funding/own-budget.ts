import { listed } from "~/domain/shared/sentence";
import { ownBudgetPayers } from "~/domain/agreements/payers";
import type { Rule } from "~/domain/agreements/rules/rule";

/**
 * What is wrong with a rule that makes a party pay and names no fund, until the person has said that its own budget is
 * meant; null when it names one, or they have, or `before` paid from the same budgets already.
 */
export function ownBudgetUnsaid(
  rule: Rule,
  typed: Readonly<Record<string, string>>,
  draft: { parties: readonly { value: string; label: string }[] },
  before?: Rule,
): { ownBudget: string } | null {
  const said = before ? ownBudgetPayers(before) : [];
  const payers = ownBudgetPayers(rule).filter((payer) => !said.includes(payer));
  if (payers.length === 0 || typed["ownBudget"] === "yes") return null;
  const names = payers.map((code) => draft.parties.find((party) => party.value === code)?.label ?? code);
  return {
    ownBudget: `No fund is named, so ${listed(names)} would pay this from its own budget. Tick that this is meant, or choose a fund`,
  };
}
