import { requireSoundPrice } from "~/domain/pricing/price";
import { Problem } from "~/domain/shared/problem";
import { allPrices, type ListedPrice, type ListingContent, type Service } from "./content";
import { priceOfListed } from "./listed-price";
import {
  MOST_CAPABILITIES,
  MOST_FEATURES,
  MOST_INTERFACES,
  MOST_MEASURES,
  MOST_PRICES,
  MOST_SERVICES,
} from "./parts";

/** A service as it is written; its prices are written one by one. */
export type ServiceWords = Omit<Service, "id" | "prices">;

/**
 * One part of a listing: fields as they are to be; one service, or one price of the solution or of a service. An id that is null adds
 * one; `price` or `service` null takes one away.
 */
export type ContentChange =
  | { fields: Partial<Omit<ListingContent, "prices" | "services">> }
  | { service: ServiceWords | null; serviceId: string | null }
  | { price: Omit<ListedPrice, "id"> | null; priceId: string | null; serviceId?: string | null };

/**
 * A listing as it is with one part changed. Throws Problem not-found `no-such-price` and `no-such-service`, conflict
 * `service-name-taken`, rule-broken `price-contradicts-itself`.
 */
export function contentWith(content: ListingContent, change: ContentChange): ListingContent {
  if ("fields" in change) return { ...content, ...change.fields };
  if ("service" in change) return { ...content, services: servicesWith(content, change) };
  const { price, priceId, serviceId = null } = change;
  const fresh = freshName(allPrices(content).map((one) => one.price));
  const put = (prices: readonly ListedPrice[]) => pricesWith(prices, { price, priceId, fresh });
  if (serviceId === null) return { ...content, prices: put(content.prices) };
  const at = placeOf(content, serviceId);
  const service = content.services[at]!;
  return { ...content, services: content.services.with(at, { ...service, prices: put(service.prices) }) };
}

function placeOf({ services }: ListingContent, serviceId: string): number {
  const at = services.findIndex((one) => one.id === serviceId);
  if (at !== -1) return at;
  throw new Problem("not-found", "no-such-service", "The listing has no such service.");
}

function servicesWith(
  content: ListingContent,
  { service, serviceId }: { service: ServiceWords | null; serviceId: string | null },
): Service[] {
  const { services } = content;
  const at = serviceId === null ? null : placeOf(content, serviceId);
  if (service === null) return services.filter((_, index) => index !== at);
  const same = services.some(
    (one, index) => index !== at && one.name.toLowerCase() === service.name.toLowerCase(),
  );
  if (same)
    throw new Problem("conflict", "service-name-taken", {
      title: `The listing has a service “${service.name}” already.`,
      detail: "Change that one, or give this one another name.",
    });
  if (at === null) return [...services, { ...service, id: freshName(services), prices: [] }];
  const { id, kind, prices } = services[at]!;
  // What is on sale as one kind does not become the other.
  return services.with(at, { ...service, id, kind, prices });
}

function pricesWith(
  prices: readonly ListedPrice[],
  { price, priceId, fresh }: { price: Omit<ListedPrice, "id"> | null; priceId: string | null; fresh: string },
): ListedPrice[] {
  const at = prices.findIndex((one) => one.id === priceId);
  if (priceId !== null && at === -1) {
    throw new Problem("not-found", "no-such-price", "The listing has no such price.");
  }
  if (price === null) return prices.filter((one) => one.id !== priceId);
  const named = { ...price, id: priceId ?? fresh };
  requireSoundPrice(priceOfListed(named));
  return priceId === null ? [...prices, named] : prices.with(at, named);
}

/** "new-3": told apart from what is stored, which is named by its solution. */
function freshName(named: readonly { id: string }[]): string {
  const used = named.map(({ id }) => Number(/^new-(\d+)$/.exec(id)?.[1] ?? 0));
  return `new-${Math.max(0, ...used) + 1}`;
}

/** Refuses a listing that says more than its pages hold. Throws Problem rule-broken `too-many`. */
export function requireBounded(content: ListingContent): void {
  const most: [readonly unknown[], number, string][] = [
    [content.features, MOST_FEATURES, "features"],
    [content.prices, MOST_PRICES, "prices"],
    [content.capabilities, MOST_CAPABILITIES, "capabilities"],
    [content.interfaces, MOST_INTERFACES, "interfaces"],
    [content.services, MOST_SERVICES, "services"],
    [content.successMeasures, MOST_MEASURES, "success measures"],
    ...content.services.map(({ name, prices }): [readonly unknown[], number, string] => [
      prices,
      MOST_PRICES,
      `prices of ${name}`,
    ]),
  ];
  for (const [list, limit, words] of most) {
    if (list.length > limit)
      throw new Problem("rule-broken", "too-many", `A listing has at most ${limit} ${words}.`);
  }
}
