import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import { changeItemState } from "~/domain/catalogue/change-item-state.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifySupplier } from "~/domain/certification/notify-supplier.server";
import { Problem } from "~/domain/shared/problem";
import { requireReason } from "~/domain/shared/reason";
import { asSentence } from "~/domain/shared/sentence";
import { requireNextState } from "~/domain/shared/state-table";
import { addMessage } from "./add-message.server";
import { CHANGE_STATES, CHANGE_WORDS } from "../change";
import { requireFresh, reviewPath } from "../change-guards";
import { lockReviewedChange } from "./lock-reviewed-change.server";

/**
 * Asks for changes, or rejects an edit for good, with a message that stands in the thread and is e-mailed to the supplier. A new
 * solution is not rejected: it waits for its changes. Throws Problem bad-request `reason-missing` and `reason-too-long`, rule-broken
 * `new-not-rejected`, conflict `wrong-state` and `stale-edit`, and what `lockReviewedChange` throws.
 */
export async function returnChange(
  tx: Tx,
  input: {
    changeId: string;
    seen: number;
    action: "return" | "reject";
    message: string;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  const { action, actor, at } = input;
  const { change, officerId } = await lockReviewedChange(tx, input);
  const state = requireNextState(CHANGE_STATES, CHANGE_WORDS, change.state, action);
  requireFresh(change, input.seen, reviewPath(change.id));
  const message = requireReason(input.message, "Write to the supplier what has to change.");
  if (action === "reject" && change.kind === "new") {
    throw new Problem("rule-broken", "new-not-rejected", {
      title: "A new solution is not rejected.",
      detail: "Ask for changes: it is in the catalogue only when it is published.",
    });
  }
  const decided = action === "reject" ? { decidedBy: officerId, decidedAt: at } : {};
  await tx
    .update(listingChange)
    .set({ state, changedAt: at, revision: change.revision + 1, ...decided })
    .where(eq(listingChange.id, change.id));
  if (change.kind === "new")
    await changeItemState(tx, { id: change.solutionId, action: "return", actor, at });
  await addMessage(tx, { changeId: change.id, side: "centre", text: message, actor, at });
  await recordEvent(tx, {
    stream: `solution:${change.solutionId}`,
    action: action === "reject" ? "listing.change-rejected" : "listing.change-returned",
    summary: asSentence(
      `${action === "reject" ? "Rejected" : "Asked for changes to"} ${change.id}: ${message}`,
    ),
    actor,
    at,
    before: { state: change.state },
    after: { state },
  });
  await notifySupplier(tx, {
    supplierId: change.supplierId,
    email: {
      kind: action === "reject" ? "listing-rejected" : "listing-returned",
      subject:
        action === "reject" ? `${change.id} was not accepted` : `Change ${change.id} and send it again`,
      body: [
        asSentence(
          `${actor.name} ${action === "reject" ? "did not accept the edit" : "asks for changes to the listing"} of ${change.name}: ${message}`,
        ),
        change.kind === "edit" ? "What is published stays as it is." : "It is not in the catalogue yet.",
        { label: "See the message and answer", path: `/supplying/listings/changes/${change.id}` },
      ],
    },
  });
}
