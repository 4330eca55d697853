import { isCostCategory, type CostLine, type Nature } from "~/domain/agreements/rules/cost-line";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { VatRecovery } from "~/domain/cost-sharing/facts";
import { sum, type Pence, type UnitPrice } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";
import type { Quote } from "~/domain/pricing/quote";
import { quoteByPeriod } from "~/domain/pricing/quote-by-period";
import type { Day, Period } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";

/** An item of an order with everything its cost turns on. */
export interface CostedItem {
  id: string;
  /** What it is in the catalogue; left out for a cost that nobody offers. */
  itemId?: string;
  costCategory: string;
  nature: Nature;
  price: Price;
  agreed: readonly UnitPrice[] | null;
  quantities: readonly { organisationCode: string; quantity: bigint }[];
}

export interface Term {
  startsOn: Day;
  termMonths: number;
}

/** The quantity of an item is the sum of what its recipients get; tiers go by that sum. */
export function quantityOf(item: Pick<CostedItem, "quantities">): bigint {
  return item.quantities.reduce((total, one) => total + one.quantity, 0n);
}

export interface ItemCost {
  itemId: string;
  quote: Quote;
  lines: CostLine[];
}

/**
 * What an item costs over the term, cut where contract years and financial years begin. A line's id is the
 * item's with a number, so that a share leads back to its item. Amounts are pence, the term is in months.
 */
export function costItem(item: CostedItem, term: Term): ItemCost {
  const quantity = quantityOf(item);
  const terms = { ...term, quantity, agreedUnitPrices: item.agreed };
  const { quote, lines } = quoteByPeriod(item.price, terms);
  const category = isCostCategory(item.costCategory) ? item.costCategory : "licence-subscription";
  const only = item.quantities.length === 1 ? item.quantities[0]!.organisationCode : null;
  return {
    itemId: item.id,
    quote,
    lines: lines
      .filter((line) => line.net !== 0n || line.vat !== 0n)
      .map((line, index) => ({
        id: `${item.id}#${index + 1}`,
        category,
        nature: item.nature,
        period: line.period,
        contractYear: line.contractYear,
        financialYear: line.financialYear,
        net: line.net,
        vatRate: item.price.vatRate,
        vat: line.vat,
        quantity,
        locationCode: only,
      })),
  };
}

/** The item that a cost line belongs to. */
export function itemIdOfLine(lineId: string): string {
  return lineId.slice(0, lineId.lastIndexOf("#"));
}

/** Equipment is bought once and lasts; the rest is bought by use. A buyer's accountant may say otherwise. */
export function usualNature(costCategory: string): Nature {
  return costCategory === "hardware-devices" ? "capital" : "revenue";
}

/**
 * What a kind of body recovers of the VAT it pays: local authorities all (VAT Act 1994 s.33), NHS bodies that of
 * contracted-out services (s.41), practices and care providers none, as their supplies are exempt.
 */
export function vatRecoveryOf(kind: string): VatRecovery {
  if (kind === "local_authority") return "full";
  return ["trust", "icb", "sub_icb", "csu", "national"].includes(kind) ? "contracted-out" : "none";
}

/** One payer's part of one cost line. */
export interface Share {
  orderItemId: string;
  payerCode: string;
  fundId: string | null;
  costCategory: string;
  nature: Nature;
  period: Period;
  contractYear: number;
  financialYear: FinancialYear;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
}

/** What a share takes from its payer's budget: VAT that comes back is not a cost. In pence. */
export function costOf(share: Pick<Share, "net" | "vat" | "recoverableVat">): Pence {
  return (share.net + share.vat - share.recoverableVat) as Pence;
}

export interface Totals {
  net: Pence;
  vat: Pence;
  gross: Pence;
  recoverableVat: Pence;
  cost: Pence;
}

/** Totals of shares in pence: net, VAT, gross, and the cost after the VAT that payers recover. */
export function totalsOf(shares: readonly Pick<Share, "net" | "vat" | "recoverableVat">[]): Totals {
  const net = sum(shares.map((share) => share.net));
  const vat = sum(shares.map((share) => share.vat));
  const recoverableVat = sum(shares.map((share) => share.recoverableVat));
  const gross = (net + vat) as Pence;
  return { net, vat, gross, recoverableVat, cost: (gross - recoverableVat) as Pence };
}

export interface PayerTotals extends Totals {
  payerCode: string;
}

/** What each payer pays, the largest first, then by code. In pence. */
export function payerTotals(shares: readonly Share[]): PayerTotals[] {
  return [...groupedBy(shares, (share) => share.payerCode)]
    .map(([payerCode, own]) => ({ payerCode, ...totalsOf(own) }))
    .sort((a, b) => (a.cost === b.cost ? (a.payerCode < b.payerCode ? -1 : 1) : a.cost > b.cost ? -1 : 1));
}

export interface YearRow extends Totals {
  payerCode: string;
  costCategory: string;
  nature: Nature;
  financialYear: FinancialYear;
}

/** The table of who pays what: a row for each payer, category, nature and financial year. In pence. */
export function yearRows(shares: readonly Share[]): YearRow[] {
  const position = new Map(payerTotals(shares).map((payer, index) => [payer.payerCode, index]));
  const key = (share: Share) =>
    [share.payerCode, share.costCategory, share.nature, share.financialYear].join("\u0000");
  return [...groupedBy(shares, key).values()]
    .map((own) => {
      const { payerCode, costCategory, nature, financialYear } = own[0]!;
      return { payerCode, costCategory, nature, financialYear, ...totalsOf(own) };
    })
    .sort(
      (a, b) =>
        position.get(a.payerCode)! - position.get(b.payerCode)! ||
        a.costCategory.localeCompare(b.costCategory, "en-GB") ||
        a.financialYear - b.financialYear ||
        a.nature.localeCompare(b.nature, "en-GB"),
    );
}
