import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { shortlistItem } from "~db/schema/shortlists";
import { whyNotOrderable, type ListingState } from "~/domain/catalogue/listing";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { lockShortlistFor } from "./load-shortlist.server";
import { MOST_SOLUTIONS } from "./shortlist";

/**
 * Adds a published solution to an open shortlist; adding it twice changes nothing. At most eight. Throws
 * Problem rule-broken `not-orderable` and `shortlist-full`, not-allowed `procurement-lead-only`, not-found
 * `no-such-shortlist`, conflict `wrong-state`.
 */
export async function addToShortlist(
  tx: Tx,
  input: { id: string; solutionId: string; actor: Actor; at: Date },
): Promise<void> {
  const { id, solutionId, actor, at } = input;
  await lockShortlistFor(tx, { id, action: "change", actor });
  const [item] = await tx
    .select()
    .from(catalogueItem)
    .where(and(eq(catalogueItem.id, solutionId), eq(catalogueItem.kind, "solution")));
  const reason = item
    ? whyNotOrderable({ ...item, state: item.state as ListingState })
    : "There is no such solution in the catalogue.";
  if (!item || reason) {
    throw new Problem("rule-broken", "not-orderable", {
      title: reason!,
      next: { label: "Search the catalogue", href: "/solutions" },
    });
  }
  const has = await tx
    .select({ solutionId: shortlistItem.solutionId })
    .from(shortlistItem)
    .where(eq(shortlistItem.shortlistId, id));
  if (has.some((each) => each.solutionId === solutionId)) return;
  if (has.length >= MOST_SOLUTIONS) {
    throw new Problem("rule-broken", "shortlist-full", {
      title: `A shortlist holds at most ${MOST_SOLUTIONS} solutions.`,
      detail: "Remove one before you add another, or start a second shortlist.",
      next: { label: "Open the shortlist", href: `/buying/shortlists/${id}` },
    });
  }
  await tx.insert(shortlistItem).values({ shortlistId: id, solutionId, addedBy: actor.userId!, addedAt: at });
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.solution-added",
    summary: `Added ${item.name}`,
    actor,
    at,
    after: { solutionId },
  });
}
