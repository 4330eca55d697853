import type { Price } from "~/domain/pricing/price";
import type { Day } from "~/domain/shared/day";
import { asSentence } from "~/domain/shared/sentence";
import type { StateTable, StateWords } from "~/domain/shared/state-table";

export type ListingState = "draft" | "submitted" | "published" | "suspended" | "withdrawn";
export type ListingAction = "submit" | "return" | "publish" | "suspend" | "reinstate" | "withdraw";

/**
 * What can be done with a listing in each state. A withdrawn one stays withdrawn, and its page answers 410; a suspended one comes
 * back by being reinstated alone, and not because an edit of it is published.
 */
export const LISTING_STATES: StateTable<ListingState, ListingAction> = {
  draft: { submit: "submitted" },
  submitted: { publish: "published", return: "draft" },
  published: { publish: "published", suspend: "suspended", withdraw: "withdrawn" },
  suspended: { reinstate: "published", withdraw: "withdrawn" },
  withdrawn: {},
};

/** How its refusals are said. */
export const LISTING_WORDS: StateWords<ListingState, ListingAction> = {
  actions: {
    submit: "send this listing in",
    return: "return this listing",
    publish: "publish this listing",
    suspend: "suspend this listing",
    reinstate: "reinstate this listing",
    withdraw: "withdraw this listing",
  },
  states: {
    draft: "it is a draft",
    submitted: "it is sent in, and nobody has decided about it yet",
    published: "it is published",
    suspended: "it is suspended",
    withdrawn: "it was withdrawn, and a withdrawn listing does not come back",
  },
};

export type ItemKind = "solution" | "additional_service" | "associated_service";

export const ITEM_KIND_NAMES: Record<ItemKind, string> = {
  solution: "Solution",
  additional_service: "Additional service",
  associated_service: "Associated service",
};

/** Why an item cannot be ordered, in one sentence; null when it can. */
export function whyNotOrderable(item: {
  name: string;
  state: ListingState;
  stateReason: string | null;
}): string | null {
  if (item.state === "published") return null;
  const reason = item.stateReason ? ` ${asSentence(item.stateReason)}` : "";
  if (item.state === "withdrawn") return `${item.name} was withdrawn from the catalogue.${reason}`;
  if (item.state === "suspended") return `${item.name} is suspended from the catalogue.${reason}`;
  return `${item.name} is not published in the catalogue yet.`;
}

/** A list price with the item it belongs to and the cost category it falls in. */
export interface ListPrice extends Price {
  itemId: string;
  costCategory: string;
  validFrom: Day;
  validTo: Day | null;
}

/**
 * A price holds on a day when it is published and the day falls within its dates. Both dates are inclusive.
 */
export function priceHoldsOn(
  price: { published: boolean; validFrom: Day; validTo: Day | null },
  on: Day,
): boolean {
  return price.published && price.validFrom <= on && (price.validTo === null || on <= price.validTo);
}
