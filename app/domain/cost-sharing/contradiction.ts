import type { FinancialYear } from "~/domain/shared/financial-year";
import type { Nature } from "./cost-line";

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
}

export function clash(code: string, ruleNumbers: number[], text: string): Contradiction {
  return { code, ruleNumbers, text };
}
