import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { LISTING_STATES, LISTING_WORDS, type ListingAction, type ListingState } from "./listing";

/** Loads and locks an item for a change of its state. Throws not-found. */
async function lockItem(tx: Tx, id: string) {
  const [item] = await tx.select().from(catalogueItem).where(eq(catalogueItem.id, id)).for("update");
  if (!item) throw new Problem("not-found", "no-such-item", "There is no such item in the catalogue.");
  return item;
}

/**
 * Does one action with a listing, where its state allows it, and records it. Throws not-found, or conflict.
 * Codes: not-found `no-such-item`, conflict `wrong-state`.
 */
export async function changeItemState(
  tx: Tx,
  input: {
    id: string;
    action: ListingAction;
    reason?: string;
    /** Of a withdrawal: the last day on which the supplier supports it. */
    supportEndsOn?: Day | null;
    actor: Actor;
    at: Date;
  },
) {
  const item = await lockItem(tx, input.id);
  const next = requireNextState(LISTING_STATES, LISTING_WORDS, item.state as ListingState, input.action);
  await tx
    .update(catalogueItem)
    .set({
      state: next,
      stateReason: input.reason ?? null,
      stateChangedAt: input.at,
      supportEndsOn: input.supportEndsOn ?? null,
    })
    .where(eq(catalogueItem.id, input.id));
  await recordEvent(tx, {
    stream: `solution:${input.id}`,
    action: `listing.${next}`,
    summary: `${item.name}: ${item.state} to ${next}`,
    actor: input.actor,
    at: input.at,
    before: { state: item.state },
    after: { state: next, reason: input.reason, supportEndsOn: input.supportEndsOn ?? undefined },
  });
  return item;
}
