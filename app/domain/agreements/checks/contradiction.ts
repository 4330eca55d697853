import { withCode } from "~/domain/shared/organisation-words";
import { listed } from "~/domain/shared/sentence";
import type { Day } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import type { Nature } from "../rules/cost-line";
import { BUYER, BUYERS_ICB } from "../rules/rule";

/** Two or more rules that cannot all hold, or one that cannot hold by itself. */
export interface Contradiction {
  code: string;
  /** The rules that clash. */
  ruleNumbers: number[];
  /** In plain English, with the rule numbers. */
  text: string;
}

/** What the check needs to know of a fund. */
export interface KnownFund {
  fundId: string;
  financialYear: FinancialYear;
  nature: Nature;
  /** The last day on which orders may use it. */
  closesOn?: Day;
  /** What it is called; without it the text has its code alone. */
  name?: string;
}

/** "Frontline 2026/27 (FD-2026)": a fund in a text that people read; the code alone of one that nobody knows. */
export function fundWords(fundId: string, known: readonly KnownFund[] | undefined): string {
  const name = known?.find((fund) => fund.fundId === fundId)?.name;
  return name === undefined ? fundId : withCode(name, fundId);
}

/** A fund of which it is known whose money it is. */
export interface OwnedFund extends KnownFund {
  /** The code of the organisation that pays from it. */
  payerCode: string;
}

/** A contradiction from its code, the numbers of the rules that clash, and the sentence that people read. */
export function clash(code: string, ruleNumbers: number[], text: string): Contradiction {
  return { code, ruleNumbers, text };
}

/** The text of a contradiction with names in place of codes. */
export function namedText(text: string, codes: readonly string[], nameOf: (code: string) => string): string {
  const named = text
    .replaceAll(BUYERS_ICB, "the buyer’s integrated care board")
    .replaceAll(BUYER, "the buyer");
  return codes.reduce((words, code) => {
    const name = nameOf(code);
    const escaped = code.replaceAll(/\W/g, "\\$&");
    return name === code ? words : words.replaceAll(new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, "g"), name);
  }, named);
}

export interface RuleText {
  ruleNumber: number;
  sentence: string;
}

/** Puts the sentences of the rules that clash beside each contradiction. */
export function withSentences(
  clashes: readonly Contradiction[],
  rules: readonly RuleText[],
): (Contradiction & { rules: RuleText[] })[] {
  return clashes.map((each) => ({
    ...each,
    rules: rules
      .filter((rule) => each.ruleNumbers.includes(rule.ruleNumber))
      .map(({ ruleNumber, sentence }) => ({ ruleNumber, sentence })),
  }));
}

/**
 * "2 contradictions to put right". A missing summary is something to put right, and no contradiction of rules.
 */
export function toPutRight(clashes: readonly Pick<Contradiction, "code">[]): string {
  const missing = clashes.filter(({ code }) => code === "no-summary").length;
  const counted = clashes.length - missing;
  const parts = [
    ...(counted > 0 ? [counted === 1 ? "1 contradiction" : `${counted} contradictions`] : []),
    ...(missing > 0 ? ["a missing summary"] : []),
  ];
  const said = `${listed(parts)} to put right`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
