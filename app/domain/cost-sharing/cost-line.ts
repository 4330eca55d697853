import { vatOn, type BasisPoints, type Pence } from "~/domain/money/money";
import type { Period } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";

/** What a cost is for (product.md, section 8), with the words people read. */
export const COST_CATEGORIES = {
  "licence-subscription": "licence or subscription",
  implementation: "implementation",
  "data-migration": "data migration",
  "integration-interoperability": "integration",
  "training-change": "training and change",
  "hardware-devices": "hardware",
  "hosting-cloud": "hosting",
  "support-maintenance": "support",
  "clinical-safety-assurance": "clinical safety and assurance",
  "cyber-security": "cyber security",
  "evaluation-benefits": "evaluation",
  "backfill-staff": "backfill",
} as const;

export type CostCategory = keyof typeof COST_CATEGORIES;
export const COST_CATEGORY_IDS = Object.keys(COST_CATEGORIES) as CostCategory[];

export function isCostCategory(text: string): text is CostCategory {
  return Object.hasOwn(COST_CATEGORIES, text);
}

/** Capital or revenue: which budget a cost must come from. */
export type Nature = "capital" | "revenue";

/** One cost in one period that lies in one contract year and one financial year. */
export interface CostLine {
  /** Unique in a calculation. */
  id: string;
  category: CostCategory;
  nature: Nature;
  period: Period;
  /** 1 for the first twelve months. */
  contractYear: number;
  financialYear: FinancialYear;
  /** Negative for a credit. */
  net: Pence;
  vatRate: BasisPoints;
  /** VAT of the line where it is already worked out (a quote's part of a term); otherwise the rate on the net. */
  vat?: Pence;
  /** Where it is used, when that is not the buyer itself: ODS code of a recipient or site. */
  locationCode?: string | null;
  quantity?: bigint;
}

/** VAT of a line, worked out once. */
export function vatOfLine(line: CostLine): Pence {
  return line.vat ?? vatOn(line.net, line.vatRate);
}

const POSITION = new Map(COST_CATEGORY_IDS.map((category, index) => [category, index]));

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By date, category and nature; then lines go by id. It is the one order, whatever the order they arrive in. */
export function compareKinds(a: CostLine, b: CostLine): number {
  return (
    compareText(a.period.from, b.period.from) ||
    compareText(a.period.to, b.period.to) ||
    POSITION.get(a.category)! - POSITION.get(b.category)! ||
    compareText(a.nature, b.nature)
  );
}
