import { bestOffer, type Offer } from "~/domain/pricing/best-offer";
import { nounOf } from "~/domain/pricing/quantity";
import { groupDigits } from "~/domain/pricing/quote";
import type { ListPrice } from "./listing";

/** What somebody wants a price for: a quantity of one unit over a term in whole months. */
export interface PriceQuestion {
  /** A quantity key: "patient", "item:connected homes". */
  unit: string;
  quantity: bigint;
  termMonths: number;
}

/** "9,500 patients over 12 months" */
export function questionText({ unit, quantity, termMonths }: PriceQuestion): string {
  const noun = quantity === 1n && !unit.includes(":") ? unit : nounOf(unit);
  return `${groupDigits(quantity)} ${noun} over ${termMonths} month${termMonths === 1 ? "" : "s"}`;
}

/** What of a solution is asked for its own price. */
interface Priced {
  id: string;
  name: string;
  prices: readonly ListPrice[];
}

/**
 * The price of each solution for a quantity and term, by its id: as a shortlist compares it, on the list
 * price that comes to least, excluding VAT, and without the services that it may need. Where it has no price
 * in that unit, why. The term is in months, sums are pence.
 */
export function ownPrices(
  entries: readonly Priced[],
  { unit, quantity, termMonths }: PriceQuestion,
): Map<string, Offer<ListPrice>> {
  return new Map(
    entries.map(({ id, name, prices }) => [id, bestOffer(name, prices, { [unit]: quantity }, termMonths)]),
  );
}
