import type { ListPrice } from "~/domain/catalogue/listing";
import type { Verdict } from "~/domain/certification/verdict";
import type { Pence } from "~/domain/money/money";
import type { PayerTotals, YearRow } from "~/domain/ordering/cost";
import type { Price } from "~/domain/pricing/price";
import { quote, type Quote } from "~/domain/pricing/quote";
import type { Day } from "~/domain/shared/day";
import { whyNotLockable, type Quantities } from "./shortlist";

export interface ComparedSolution {
  solutionId: string;
  name: string;
  summary: string;
  supplierId: string;
  supplierName: string;
  productVersion: string;
  hosting: string | null;
  serviceLevels: string;
  exitTerms: string;
  implementation: string;
  integrations: string[];
  capabilities: { ref: string; name: string; result: string }[];
  inLot: boolean;
  verdict: Verdict;
  offer: Offer<ListPrice>;
  /** Who pays what over the whole term, largest first; empty while a price is missing. */
  payers: PayerTotals[];
  years: YearRow[];
  /** What the buyer's own organisation pays over the term after funding: net and VAT that does not come back. */
  total: { net: Pence; ownCost: Pence; perFinancialYear: { financialYear: number; ownCost: Pence }[] };
  agreementTitle: string | null;
  chosen: boolean;
  exclusionReason: string | null;
  /** The reason is that it does not meet the need as stated. */
  unmetNeed: boolean;
  /** Which need it does not meet. */
  unmetNeedText: string | null;
  lockedListingVersion: number | null;
}

export interface Comparison {
  id: string;
  name: string;
  state: string;
  lotId: string | null;
  buyerKind: string;
  quantities: Quantities;
  storedQuantities: Record<string, string>;
  termMonths: number;
  startsOn: Day;
  lockedAt: Date | null;
  solutions: ComparedSolution[];
}

/** The price a solution is compared on, and what it comes to for the buyer's own quantities and term. */
export type Offer<P extends Price = Price> =
  | { price: P; quantity: bigint; quote: Quote; missing: null }
  | { price: null; quantity: null; quote: null; missing: string };

/**
 * Picks, from a solution's list prices, the one that comes to least over the term for quantities the buyer gave; on a
 * tie the earlier id. A one-off price counts once. When no price is in a unit the buyer gave, says which unit to enter.
 */
export function bestOffer<P extends Price>(
  solutionName: string,
  prices: readonly P[],
  quantities: Quantities,
  termMonths: number,
): Offer<P> {
  const offers = prices.flatMap((price) => {
    const quantity = quantities[price.unit] ?? (price.calculation === "single-fixed" ? 1n : undefined);
    return quantity === undefined ? [] : [{ price, quantity, quote: quote(price, { quantity, termMonths }) }];
  });
  const best = offers.sort((a, b) =>
    a.quote.net === b.quote.net ? (a.price.id < b.price.id ? -1 : 1) : a.quote.net < b.quote.net ? -1 : 1,
  )[0];
  if (best) return { ...best, missing: null };
  const nouns = [...new Set(prices.map((price) => price.quantityNoun))];
  const missing =
    nouns.length === 0
      ? `${solutionName} has no published list price. Ask its supplier, or remove it.`
      : `${solutionName} is priced by ${nouns.join(" or ")}: enter how many you need.`;
  return { price: null, quantity: null, quote: null, missing };
}

/** The rows of a comparison in which the solutions differ. */
export function differingRows<T extends { cells: readonly string[] }>(rows: readonly T[]): T[] {
  return rows.filter((row) => new Set(row.cells).size > 1);
}

/** Everything that stands in the way of locking a comparison's shortlist; empty when nothing does. */
export function lockReasons(comparison: Comparison): string[] {
  return whyNotLockable({
    lotId: comparison.lotId,
    quantities: comparison.quantities,
    items: comparison.solutions.map((each) => ({
      name: each.name,
      inLot: each.inLot,
      priceMissing: each.offer.missing,
      notCompliant:
        each.verdict.outcome === "not-compliant"
          ? each.verdict.lines
              .filter((line) => line.outcome === "not-met")
              .map((line) => `${line.text} ${line.remedy ?? ""}`.trim())
              .join(" ")
          : null,
    })),
  });
}
