import { quantityOf, type Price } from "./price";
import { nounOf, quantityKey, type Quantities } from "./quantity";
import { quote, type Quote } from "./quote";

/** The price a solution is compared on, and what it comes to for the buyer's own quantities and term. */
export type Offer<P extends Price = Price> =
  | { price: P; quantity: bigint; quote: Quote; missing: null }
  | {
      price: null;
      quantity: null;
      quote: null;
      missing: string;
      /** The quantity keys of which one is to be entered; none where there is no price at all. */
      asks?: readonly string[];
    };

/**
 * Picks, from a solution's list prices, the one that comes to least over the term for quantities the buyer
 * gave; on a tie the earlier id. A one-off price counts once. A band that the number of a unit decides is no
 * price without the number. When no price is in a unit the buyer gave, says which unit to enter. The term is
 * in months, totals are pence.
 */
export function bestOffer<P extends Price>(
  solutionName: string,
  prices: readonly P[],
  quantities: Quantities,
  termMonths: number,
): Offer<P> {
  const offers = prices.flatMap((price) => {
    const quantity = quantityOf(price, quantities[quantityKey(price)]);
    return quantity === undefined ? [] : [{ price, quantity, quote: quote(price, { quantity, termMonths }) }];
  });
  const best = offers.sort((a, b) =>
    a.quote.net === b.quote.net ? (a.price.id < b.price.id ? -1 : 1) : a.quote.net < b.quote.net ? -1 : 1,
  )[0];
  if (best) return { ...best, missing: null };
  const asks = [...new Set(prices.map(quantityKey))];
  const missing =
    asks.length === 0
      ? `${solutionName} has no published list price. Ask its supplier, or remove it.`
      : `${solutionName} is priced by ${asks.map(nounOf).join(" or ")}: enter how many you need.`;
  return { price: null, quantity: null, quote: null, missing, asks };
}
