import { allocate, vatOn, type BasisPoints, type Pence } from "~/domain/money/money";
import { addDays, lengthDays, type Day, type Period } from "~/domain/shared/day";
import { financialYearOf, type FinancialYear } from "~/domain/shared/financial-year";

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

/** A kind of cost where it stands alone, in a list, a choice or a file: "Data migration". */
export function costCategoryName(category: CostCategory): string {
  const words = COST_CATEGORIES[category];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a text is the code of one of the twelve cost categories. */
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

/** VAT of a line, worked out once. In pence, rounded half away from zero where the line does not state it. */
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

/**
 * Cuts a cost at the days on which something changes in the middle of it (a financial year, a VAT rate, a merger), so
 * that each part lies on one side. Money goes by days, to the penny; the parts are named after the day they start.
 */
export function cutLine(line: CostLine, starts: readonly Day[]): CostLine[] {
  const { period } = line;
  const inside = [...new Set(starts)].filter((start) => start > period.from && start <= period.to).sort();
  if (inside.length === 0) return [line];
  const periods = [period.from, ...inside].map((from, index): Period => {
    const next = inside[index];
    return { from, to: next === undefined ? period.to : addDays(next, -1) };
  });
  const days = periods.map((part) => BigInt(lengthDays(part)));
  const nets = allocate(line.net, days);
  const vats = line.vat === undefined ? null : allocate(line.vat, days);
  return periods.map((part, index) => ({
    ...line,
    id: `${line.id}@${part.from}`,
    period: part,
    financialYear: financialYearOf(part.from),
    net: nets[index]!,
    ...(vats ? { vat: vats[index]! } : {}),
  }));
}
