import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import type { Actor } from "~/domain/audit/event";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import { isReviewable } from "../change";
import { requirePersonOf } from "../change-guards";
import { reviewEnded } from "./ended-review";
import { endedReview } from "./ended-review-views.server";
import type { LockedChange } from "../lock-own-change.server";
import { readOpenChange } from "../read-open-change.server";
import { noSuchChange, REVIEW_LIST } from "../stored-change";

/**
 * A change for the centre's decision, locked until the transaction ends. What is being written is its supplier's alone. Throws Problem
 * not-found `no-such-change`, conflict `review-ended`, not-allowed `role-missing` and `person-needed`.
 */
export async function lockReviewedChange(
  tx: Tx,
  input: { changeId: string; actor: Actor },
): Promise<{ change: LockedChange; officerId: string }> {
  requireRole(input.actor, COMMERCIAL_ROLES, "decide about listings");
  const officerId = requirePersonOf(input.actor);
  const [row] = await tx
    .select()
    .from(listingChange)
    .where(eq(listingChange.id, input.changeId))
    .for("update");
  const change = row ? await readOpenChange(tx, row) : null;
  if (!change || !isReviewable(change.state)) {
    const ended = await endedReview(tx, input.changeId);
    throw ended ? reviewEnded(ended) : noSuchChange(input.changeId, REVIEW_LIST);
  }
  return { change, officerId };
}
