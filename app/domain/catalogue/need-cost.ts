import type { Pence } from "~/domain/money/money";
import type { Offer } from "~/domain/pricing/best-offer";
import { quantityOf } from "~/domain/pricing/price";
import {
  NEED_SERVICES,
  servicesNeeded,
  serviceText,
  type NeedService,
  type Quantities,
} from "~/domain/pricing/quantity";
import { quote, type Quote } from "~/domain/pricing/quote";
import type { ListPrice } from "./listing";
import { listed } from "~/domain/shared/sentence";

/** A price of a service that is offered with a solution. */
export interface ServicePrice {
  /** Of the service as its supplier lists it. */
  name: string;
  price: ListPrice;
}

/** A service of the need at the list price on which it is compared. */
export interface NeededService extends ServicePrice {
  /** "10 days of implementation" */
  need: string;
  quantity: bigint;
  quote: Quote;
}

export interface NeededServices {
  services: NeededService[];
  /** What has no price, and whom to ask; null when every service of the need has one. */
  missing: string | null;
}

/**
 * How many of a price's unit a service of a need comes to: its days, or one of a charge that is the same for any number.
 * The need says how many days it takes and not for how many users, so a price for each of them is no price for it.
 */
function quantityFor(price: ListPrice, service: NeedService, quantities: Quantities): bigint | undefined {
  return quantityOf(price, price.unit === "day" ? quantities[service] : undefined);
}

/**
 * The services of a need as a solution's supplier offers them: for each the list price of its cost category
 * that comes to least, on a tie the earlier id. A supplier that includes a service in its licence lists it at
 * nothing: what is not listed at all is not known, and a total without it would rank before those who say
 * what they charge. The term is in months, sums are pence.
 */
export function neededServices(
  solutionName: string,
  offered: readonly ServicePrice[],
  quantities: Quantities,
  termMonths: number,
): NeededServices {
  const services: NeededService[] = [];
  const unpriced: string[] = [];
  for (const service of servicesNeeded(quantities)) {
    const need = serviceText(service, quantities[service]!);
    const [best] = offered
      .filter(({ price }) => price.costCategory === NEED_SERVICES[service].category)
      .flatMap((one) => {
        const quantity = quantityFor(one.price, service, quantities);
        if (quantity === undefined) return [];
        return [{ ...one, need, quantity, quote: quote(one.price, { quantity, termMonths }) }];
      })
      .sort((a, b) =>
        a.quote.net === b.quote.net ? (a.price.id < b.price.id ? -1 : 1) : a.quote.net < b.quote.net ? -1 : 1,
      );
    if (best) services.push(best);
    else unpriced.push(need);
  }
  const missing =
    unpriced.length === 0
      ? null
      : `${solutionName} has no published price for ${listed(unpriced)}. Ask its supplier to list one, at £0.00 if its licence includes it.`;
  return { services, missing };
}

export interface NeedTotal {
  net: Pence;
  vat: Pence;
  gross: Pence;
}

/**
 * What a need comes to over its term, the solution with the services; null while any of them has no price. In
 * pence: net, VAT and gross.
 */
export function needTotal(offer: Offer, { services, missing }: NeededServices): NeedTotal | null {
  if (!offer.quote || missing !== null) return null;
  const of = (name: keyof NeedTotal) =>
    services.reduce((total, each) => (total + each.quote[name]) as Pence, offer.quote[name]);
  return { net: of("net"), vat: of("vat"), gross: of("gross") };
}

/** How a solution's costs enter the lot's mechanism: the total, its services, or which price is missing. */
export function mechanismCost(offer: Offer, needed: NeededServices) {
  return {
    totalCost: needTotal(offer, needed)?.net ?? null,
    services: needed.services.map(({ need, quote: { net } }) => ({ need, cost: net })),
    priceProblem: offer.missing ?? needed.missing,
  };
}
