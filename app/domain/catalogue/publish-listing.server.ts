import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import type { Actor } from "~/domain/events/event";
import { recordEvent } from "~/domain/events/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { freezeListing } from "./freeze-listing.server";
import { LISTING_STATES, type ListingDeed, type ListingState } from "./listing";

/** Loads and locks an item for a change of its state. Throws not-found. */
export async function lockItem(tx: Tx, id: string) {
  const [item] = await tx.select().from(catalogueItem).where(eq(catalogueItem.id, id)).for("update");
  if (!item) throw new Problem("not-found", "no-such-item", "There is no such item in the catalogue.");
  return item;
}

export async function changeItemState(
  tx: Tx,
  input: { id: string; deed: ListingDeed; reason?: string; actor: Actor; at: Date },
) {
  const item = await lockItem(tx, input.id);
  const next = requireNextState(LISTING_STATES, "listing", item.state as ListingState, input.deed);
  await tx
    .update(catalogueItem)
    .set({ state: next, stateReason: input.reason ?? null, stateChangedAt: input.at })
    .where(eq(catalogueItem.id, input.id));
  await recordEvent(tx, {
    stream: `solution:${input.id}`,
    action: `listing.${next}`,
    summary: `${item.name}: ${item.state} to ${next}`,
    actor: input.actor,
    at: input.at,
    before: { state: item.state },
    after: { state: next, reason: input.reason },
  });
  return item;
}

/**
 * Publishes a submitted listing as an immutable version. A solution must meet every standard that binds it on that
 * day (product.md, section 4: publishing is a gate); throws rule-broken naming what is missing when it does not.
 */
export async function publishListing(
  tx: Tx,
  input: { id: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const item = await changeItemState(tx, { ...input, deed: "publish" });
  if (item.kind !== "solution") return;
  await requireCompliant(tx, { solutionId: input.id, lotId: null, buyerKind: null, on: input.today });
  await freezeListing(tx, {
    solutionId: input.id,
    at: input.at,
    today: input.today,
    publishedBy: input.actor.userId,
  });
}
