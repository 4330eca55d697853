import type { Pence } from "~/domain/money/money";
import type { Period } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import type { CostCategory, Nature } from "~/domain/agreements/rules/cost-line";

/** What one payer pays of one cost line, from one fund or its own budget. */
export interface Share {
  payerCode: string;
  /** Null is the payer's own budget. */
  fundId: string | null;
  lineId: string;
  category: CostCategory;
  nature: Nature;
  period: Period;
  contractYear: number;
  financialYear: FinancialYear;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  /** What it costs the payer in the end: net and the VAT it does not get back. */
  cost: Pence;
}
