import { dayOf, formatDay } from "~/domain/shared/day";
import type { Message } from "~/domain/shared/mail";
import { Problem } from "~/domain/shared/problem";
import type { ChangeState } from "../change";

/** How a review ends without a decision: the supplier takes the change back or discards it, or its whole listing is withdrawn. */
export type ReviewEnd = "taken_back" | "discarded" | "listing_withdrawn";

/** What a supplier does with its change, and how that ends a review of it. */
export const END_OF = { take_back: "taken_back", discard: "discarded" } as const satisfies Record<
  string,
  ReviewEnd
>;

/** A change that is sent in again, or published, is not ended. */
export const NOT_ENDED = { endedHow: null, endedBy: null, endedAt: null } as const;

/** Whether officers have something to review in a change of this state, or wait for its supplier's answer. */
export const hasReview = (state: ChangeState): boolean => state === "submitted" || state === "returned";

const HOW: Record<ReviewEnd, string> = {
  taken_back: "was taken back",
  discarded: "was discarded",
  listing_withdrawn: "was closed, because its solution was withdrawn from the catalogue",
};

const NEXT: Record<ReviewEnd, string> = {
  taken_back: "You are e-mailed when it is sent in again.",
  discarded: "It does not come back.",
  listing_withdrawn: "It does not come back.",
};

/** "LC-0001 was taken back by Ruth Alder on 1 December 2026." Who and when are left out where they are not on record. */
export function endedSentence({
  id,
  how,
  byName,
  at,
}: {
  id: string;
  how: ReviewEnd;
  byName: string | null;
  at: Date | null;
}): string {
  const who = byName ? ` by ${byName}` : "";
  return `${id} ${HOW[how]}${who}${at ? ` on ${formatDay(dayOf(at))}` : ""}.`;
}

/** What follows from the end of a review, for officers. */
export const afterEnd = (how: ReviewEnd): string => `There is nothing left to decide. ${NEXT[how]}`;

/** "/commercial/listings/LC-0001/ended" */
export const endedPath = (id: string): `/${string}` => `/commercial/listings/${id}/ended`;

/** What officers are told when a review of theirs falls away. */
export function endedReviewEmail(end: { id: string; name: string; how: ReviewEnd; byName: string }): Message {
  const { id, name, how, byName } = end;
  return {
    kind: "listing-review-ended",
    subject: `Nothing to review any more in ${id}: ${name}`,
    body: [
      `${id}, ${name}, ${HOW[how]} by ${byName}. The review falls away.`,
      afterEnd(how),
      { label: "See what happened", path: endedPath(id) },
    ],
  };
}

/** The answer to a decision about what is not to be decided any more. Answers Problem conflict `review-ended`. */
export function reviewEnded(end: {
  id: string;
  how: ReviewEnd;
  byName: string | null;
  at: Date | null;
}): Problem {
  return new Problem("conflict", "review-ended", {
    title: endedSentence(end),
    detail: afterEnd(end.how),
    next: { label: "See what happened", href: endedPath(end.id) },
  });
}
