import { quantityOf, type Price } from "./price";
import type { Quantities } from "./quantity";
import { quote, type Quote } from "./quote";

/** The price a solution is compared on, and what it comes to for the buyer's own quantities and term. */
export type Offer<P extends Price = Price> =
  | { price: P; quantity: bigint; quote: Quote; missing: null }
  | { price: null; quantity: null; quote: null; missing: string };

/**
 * Picks, from a solution's list prices, the one that comes to least over the term for quantities the buyer gave; on a
 * tie the earlier id. A one-off price counts once. A band that the number of a unit decides is no price without the number. When no price is in a unit the buyer gave, says which unit to enter.
 */
export function bestOffer<P extends Price>(
  solutionName: string,
  prices: readonly P[],
  quantities: Quantities,
  termMonths: number,
): Offer<P> {
  const offers = prices.flatMap((price) => {
    const quantity = quantityOf(price, quantities[price.unit]);
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
