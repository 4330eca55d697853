import { LISTING_STATES, LISTING_WORDS, type ListingState } from "~/domain/catalogue/listing";
import { addMonths, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { nextState } from "~/domain/shared/state-table";

/** What the centre does with a listing that is or was on sale; a supplier only withdraws its own. */
export const LISTING_STATUS_ACTIONS = ["suspend", "reinstate", "withdraw"] as const;
export type ListingStatusAction = (typeof LISTING_STATUS_ACTIONS)[number];

/** What may be done with a listing of this state; the page asks it for its buttons. */
export const statusActionsOf = (state: ListingState): ListingStatusAction[] =>
  LISTING_STATUS_ACTIONS.filter((action) => nextState(LISTING_STATES, state, action) !== null);

/**
 * Why this cannot be done to a listing, with what to do next; null when it can. `href` is the page of the listing for whoever asks.
 * Answers null or Problem conflict `wrong-state`.
 */
export function whyNotStatusAction(
  listing: { name: string; state: ListingState; href: string },
  action: ListingStatusAction,
): Problem | null {
  const { name, state, href } = listing;
  if (nextState(LISTING_STATES, state, action) !== null) return null;
  return new Problem(
    "conflict",
    "wrong-state",
    {
      title: `You cannot ${LISTING_WORDS.actions[action]}: ${LISTING_WORDS.states[state]}.`,
      detail:
        state === "withdrawn"
          ? "Its supplier lists a new solution for what it offers now."
          : "Look at its history to see what happened.",
      next: { label: `See ${name}`, href },
    },
    { state, action },
  );
}

/** How far ahead a last day of support may lie, in years: a longer term than any framework allows, and less than a slip of a digit. */
const SUPPORT_YEARS = 10;

/**
 * What is wrong with the last day on which a withdrawn solution is supported, as an error beside its field; null when nothing is. It
 * is not in the past, and within ten years.
 */
export function supportEndFault(last: Day, today: Day): string | null {
  if (last < today) {
    return `The last day of support must be today, ${formatDay(today)}, or later`;
  }
  const latest = addMonths(today, SUPPORT_YEARS * 12);
  return last > latest ? `The last day of support must be on or before ${formatDay(latest)}` : null;
}

/** The contracts that run longer than the solution is supported: their buyers have to know before anybody else. */
export const outlasting = <T extends { endsOn: Day | null }>(
  orders: readonly T[],
  supportEndsOn: Day | null,
): T[] =>
  supportEndsOn === null ? [] : orders.filter(({ endsOn }) => endsOn !== null && endsOn > supportEndsOn);

/** What is or was on sale. What is being written, or waits for its first publication, stands in the review of listings. */
export const LISTED_STATES = [
  "published",
  "suspended",
  "withdrawn",
] as const satisfies readonly ListingState[];
export type ListedState = (typeof LISTED_STATES)[number];

/** By what the list of them is sorted. */
export type ListedSort = "name" | "supplier" | "since";
