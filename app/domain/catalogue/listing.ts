import type { Price } from "~/domain/pricing/price";
import type { Day } from "~/domain/shared/day";
import type { StateTable } from "~/domain/shared/state-table";

export type ListingState = "draft" | "submitted" | "published" | "suspended" | "withdrawn";
export type ListingDeed = "submit" | "return" | "publish" | "suspend" | "withdraw";

/** What can be done with a listing in each state; a withdrawn one stays withdrawn, and its page answers 410. */
export const LISTING_STATES: StateTable<ListingState, ListingDeed> = {
  draft: { submit: "submitted" },
  submitted: { publish: "published", return: "draft" },
  published: { publish: "published", suspend: "suspended", withdraw: "withdrawn" },
  suspended: { publish: "published", withdraw: "withdrawn" },
  withdrawn: {},
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
  const reason = item.stateReason ? ` ${item.stateReason}` : "";
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

/** A price holds on a day when it is published and the day falls within its dates. */
export function priceHoldsOn(
  price: { published: boolean; validFrom: Day; validTo: Day | null },
  on: Day,
): boolean {
  return price.published && price.validFrom <= on && (price.validTo === null || on <= price.validTo);
}
