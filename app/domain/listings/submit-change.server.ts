import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import { changeItemState } from "~/domain/catalogue/change-item-state.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { Problem } from "~/domain/shared/problem";
import type { Day } from "~/domain/shared/day";
import { requireNextState } from "~/domain/shared/state-table";
import { CHANGE_STATES, CHANGE_WORDS } from "./change";
import { requireComplete, requireFresh } from "./change-guards";
import { listingGaps } from "./completeness";
import type { ListingContent } from "./content";
import { capabilitiesIn, storedContent } from "./content-views.server";
import { listingDifferences } from "./differences";
import { NOT_ENDED } from "./review/ended-review";
import { lockOwnChange, type LockedChange } from "./lock-own-change.server";
import { materialChanges } from "./material";
import { noticeOf } from "./notice-views.server";
import { noticeGaps } from "./price-notice";
import { publishContent } from "./publish-content.server";

/**
 * Sends a change in. A new solution, and an edit of what matters, wait for the centre, whose officers are e-mailed; any other edit is
 * published at once. Answers which. Throws Problem not-found `no-such-change`, conflict `wrong-state` and `stale-edit`, rule-broken
 * `listing-incomplete` and `nothing-changed`, and what `lockOwnChange` and `publishContent` throw.
 */
export async function submitChange(
  tx: Tx,
  input: { changeId: string; supplierId: string; seen: number; actor: Actor; at: Date; today: Day },
): Promise<"submitted" | "published"> {
  const { actor, at, today } = input;
  const { change, personId } = await lockOwnChange(tx, input);
  requireNextState(CHANGE_STATES, CHANGE_WORDS, change.state, "submit");
  requireFresh(change, input.seen);
  const before = change.kind === "edit" ? await storedContent(tx, change.solutionId) : undefined;
  const terms = await noticeOf(tx, change.solutionId, today);
  requireComplete(change, [
    ...listingGaps(change.content),
    ...(before ? noticeGaps({ before, after: change.content, terms, today }) : []),
  ]);
  if (before && !(await waitsForReview(tx, change, before))) {
    await publishContent(tx, { change, decidedBy: personId, actor, at, today, gate: false });
    return "published";
  }
  await tx
    .update(listingChange)
    .set({ state: "submitted", submittedBy: personId, submittedAt: at, changedAt: at, ...NOT_ENDED })
    .where(eq(listingChange.id, change.id));
  if (change.kind === "new")
    await changeItemState(tx, { id: change.solutionId, action: "submit", actor, at });
  await recordEvent(tx, {
    stream: `solution:${change.solutionId}`,
    action: "listing.change-submitted",
    summary: `Sent in ${change.id}, ${change.kind === "new" ? "the listing" : "an edit"} of ${change.name}`,
    actor,
    at,
    before: { state: change.state },
    after: { state: "submitted", content: change.content },
  });
  await notifyOfficers(tx, {
    exceptUserId: null,
    kind: "listing-submitted",
    subject: `Review ${change.id}: ${change.name}`,
    body: [
      `${actor.name} sent in ${change.id}, ${change.kind === "new" ? "a new solution" : "an edit of what matters to buyers"}: ${change.name}.`,
      change.kind === "new"
        ? "It is in the catalogue once you publish it."
        : "What is published stays on sale until you decide.",
      { label: "Review it", path: `/commercial/listings/${change.id}` },
    ],
  });
  return "submitted";
}

/** Whether an edit holds what buyers rely on. Throws Problem rule-broken `nothing-changed`. */
async function waitsForReview(tx: Tx, change: LockedChange, before: ListingContent): Promise<boolean> {
  const names = await capabilitiesIn(tx, [before, change.content]);
  if (listingDifferences(before, { ...change.content, pricesFrom: before.pricesFrom }, names).length === 0) {
    throw new Problem("rule-broken", "nothing-changed", {
      title: "This edit changes nothing yet.",
      detail: "Change a part of the listing first, or discard the edit.",
      next: { label: "Go on with the edit", href: `/supplying/listings/changes/${change.id}` },
    });
  }
  return materialChanges(before, change.content, names).length > 0;
}
