import { clash, fundWords, type Contradiction, type OwnedFund } from "./contradiction";
import { isPaying, payersOf, type PayerRef, type Rule } from "../rules/rule";
import type { RuleFormFields } from "../rules/rule-form-values";

/** Everybody whom a rule names with funds, whether it makes them pay or is about what they pay. */
function payersWithFunds(rule: Rule): { payer: PayerRef; fundIds?: readonly string[] }[] {
  if (isPaying(rule)) return payersOf(rule);
  return "fundIds" in rule ? [rule] : [];
}

/**
 * Rules by which somebody pays from a fund that is another organisation's money. A role ("@buyer") is never a fund's
 * owner: who is meant must be named. A fund that nobody knows is for `checkFunds`.
 */
export function checkFundOwners(rules: readonly Rule[], known: readonly OwnedFund[]): Contradiction[] {
  return rules.flatMap((rule) =>
    payersWithFunds(rule).flatMap(({ payer, fundIds = [] }) =>
      known
        .filter((fund) => fundIds.includes(fund.fundId) && fund.payerCode !== payer)
        .map(({ fundId, payerCode }) => {
          const text = `Rule ${rule.ruleNumber} names ${fundWords(fundId, known)} for ${payer}, and it is the money of ${payerCode}. Only ${payerCode} pays from it: untick the fund in the rule, or choose ${payerCode} as who pays.`;
          return clash("fund-of-another-payer", [rule.ruleNumber], text);
        }),
    ),
  );
}

/**
 * The form of one rule without the funds that are not the money of whom it makes pay, and what to say of each: by field
 * name, with the names that `fundName` and `payerName` give. Nothing is refused while no payer is chosen.
 */
export function withoutOthersFunds(
  fields: RuleFormFields,
  known: readonly (OwnedFund & { label: string })[],
  payerName: (code: string) => string,
): { fields: RuleFormFields; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const kept = Object.entries(fields).filter(([name, value]) => {
    const place = /^((?:.+\.)?)fundIds\.\d+$/.exec(name);
    const fund = place && known.find(({ fundId }) => fundId === value);
    const payer = place && fields[`${place[1]}payer`]?.trim();
    if (!fund || !payer || payer === fund.payerCode) return true;
    // Ticks share one message; in a row each choice has its own.
    const at = place[1] === "" ? "fundIds" : name;
    errors[at] =
      `${fund.label} is money of ${payerName(fund.payerCode)}, and ${payerName(payer)} cannot pay from it. It is not chosen any more: go on without it, or choose ${payerName(fund.payerCode)} as who pays`;
    return false;
  });
  return { fields: Object.fromEntries(kept), errors };
}
