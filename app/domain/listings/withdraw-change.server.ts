import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import { changeItemState } from "~/domain/catalogue/change-item-state.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { requireNextState } from "~/domain/shared/state-table";
import { CHANGE_STATES, CHANGE_WORDS } from "./change";
import { requireFresh } from "./change-guards";
import { hasReview, END_OF, endedReviewEmail } from "./review/ended-review";
import { lockOwnChange } from "./lock-own-change.server";

/**
 * Takes back what waits for the centre, so that it can be written on, or discards what is being written; officers who had it to review
 * are e-mailed that they have not any more. A discarded new solution stays a draft that can be begun again. Throws Problem conflict `wrong-state` and `stale-edit`, and what `lockOwnChange` throws.
 */
export async function withdrawChange(
  tx: Tx,
  input: {
    changeId: string;
    supplierId: string;
    action: "take_back" | "discard";
    seen: number;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  const { action, actor, at } = input;
  const { change, personId } = await lockOwnChange(tx, input);
  const state = requireNextState(CHANGE_STATES, CHANGE_WORDS, change.state, action);
  requireFresh(change, input.seen);
  await tx
    .update(listingChange)
    .set({
      state,
      changedAt: at,
      revision: change.revision + 1,
      endedHow: END_OF[action],
      endedBy: personId,
      endedAt: at,
    })
    .where(eq(listingChange.id, change.id));
  if (action === "take_back" && change.kind === "new")
    await changeItemState(tx, { id: change.solutionId, action: "return", actor, at });
  await recordEvent(tx, {
    stream: `solution:${change.solutionId}`,
    action: action === "take_back" ? "listing.change-taken-back" : "listing.change-discarded",
    summary: `${action === "take_back" ? "Took back" : "Discarded"} ${change.id}, ${change.name}`,
    actor,
    at,
    before: { state: change.state },
    after: { state },
  });
  if (!hasReview(change.state)) return;
  const { id, name } = change;
  const email = endedReviewEmail({ id, name, how: END_OF[action], byName: actor.name });
  await notifyOfficers(tx, { ...email, exceptUserId: null });
}
