import { formatFinancialYear } from "~/domain/shared/financial-year";
import { clash, fundWords, type Contradiction, type KnownFund } from "./contradiction";
import { isPaying, payersOf, type Rule } from "../rules/rule";

/** Clashes between what payers' money is kept to and what the rules make it pay. */
export function checkNatures(rules: readonly Rule[]): Contradiction[] {
  const found: Contradiction[] = [];
  const restricting = rules.filter((rule) => rule.shape === "capital-revenue");
  const residual = rules.find((rule) => rule.shape === "residual");
  for (const rule of restricting) {
    if (residual?.shape === "residual" && residual.payer === rule.payer) {
      const text = `Rule ${rule.ruleNumber} keeps ${rule.payer} to ${rule.only}, and rule ${residual.ruleNumber} makes it pay whatever is left.`;
      found.push(clash("residual-payer-limited", [rule.ruleNumber, residual.ruleNumber], text));
    }
    for (const other of restricting) {
      if (other.payer !== rule.payer || other.only === rule.only || other.ruleNumber <= rule.ruleNumber)
        continue;
      if (rule.when || other.when) continue;
      const text = `Rule ${rule.ruleNumber} keeps ${rule.payer} to ${rule.only} and rule ${other.ruleNumber} to ${other.only}, so it can pay nothing.`;
      found.push(clash("capital-and-revenue-only", [rule.ruleNumber, other.ruleNumber], text));
    }
    for (const other of rules.filter(isPaying)) {
      if (rule.when || !other.when?.nature || other.when.nature === rule.only) continue;
      if (!payersOf(other).every(({ payer }) => payer === rule.payer)) continue;
      const text = `Rule ${other.ruleNumber} is about ${other.when.nature}, and rule ${rule.ruleNumber} keeps ${rule.payer} to ${rule.only}, so rule ${other.ruleNumber} can never apply.`;
      found.push(clash("unreachable", [other.ruleNumber, rule.ruleNumber], text));
    }
  }
  return found;
}

/** Clashes between rules and the funds they name; with `known`, also each fund's own year and nature. */
export function checkFunds(rules: readonly Rule[], known: readonly KnownFund[] | undefined): Contradiction[] {
  return [...checkEnvelopes(rules, known), ...(known ? checkNamedFunds(rules, known) : [])];
}

function checkEnvelopes(rules: readonly Rule[], known: readonly KnownFund[] | undefined): Contradiction[] {
  const found: Contradiction[] = [];
  const used = new Set(
    rules
      .filter(isPaying)
      .flatMap(payersOf)
      .flatMap(({ fundIds }) => fundIds ?? []),
  );
  for (const rule of rules) {
    if (rule.shape !== "envelope") continue;
    if (!used.has(rule.fundId)) {
      const text = `Rule ${rule.ruleNumber} limits the fund ${fundWords(rule.fundId, known)}, and no rule pays from it.`;
      found.push(clash("target-unknown", [rule.ruleNumber], text));
    }
    const fund = known?.find(({ fundId }) => fundId === rule.fundId);
    if (fund && fund.financialYear !== rule.financialYear) {
      const text = `Rule ${rule.ruleNumber} limits the fund ${fundWords(rule.fundId, known)} in ${formatFinancialYear(rule.financialYear)}, and its money is for ${formatFinancialYear(fund.financialYear)}.`;
      found.push(clash("fund-of-another-year", [rule.ruleNumber], text));
    }
  }
  return found;
}

function checkNamedFunds(rules: readonly Rule[], known: readonly KnownFund[]): Contradiction[] {
  return rules.filter(isPaying).flatMap((rule) =>
    payersOf(rule).flatMap(({ payer, fundIds = [] }) =>
      fundIds.flatMap((fundId) => {
        const { ruleNumber, when } = rule;
        const fund = known.find((candidate) => candidate.fundId === fundId);
        if (!fund) {
          const text = `Rule ${ruleNumber} pays from ${fundId}, an unknown fund.`;
          return [clash("fund-unknown", [ruleNumber], text)];
        }
        if (when?.nature && when.nature !== fund.nature) {
          const text = `Rule ${ruleNumber} is about ${when.nature} and pays from ${fundWords(fundId, known)}, which holds ${fund.nature}.`;
          return [clash("fund-of-wrong-nature", [ruleNumber], text)];
        }
        if (when?.financialYears && !when.financialYears.includes(fund.financialYear)) {
          const text = `Rule ${ruleNumber} is about other years than ${fundWords(fundId, known)}, whose money is for ${formatFinancialYear(fund.financialYear)}.`;
          return [clash("fund-of-another-year", [ruleNumber], text)];
        }
        return rules
          .filter((other) => other.shape === "capital-revenue" && !other.when && other.payer === payer)
          .filter((other) => other.shape === "capital-revenue" && other.only !== fund.nature)
          .map((other) => {
            const text = `Rule ${ruleNumber} pays from ${fundWords(fundId, known)}, which holds ${fund.nature}, and rule ${other.ruleNumber} keeps ${payer} to the other nature.`;
            return clash("fund-of-wrong-nature", [ruleNumber, other.ruleNumber], text);
          });
      }),
    ),
  );
}
