import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlistItem } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { lockShortlistFor } from "./load-shortlist.server";

/**
 * Takes a solution off an open shortlist; one that is not on it changes nothing. Throws Problem not-allowed
 * `procurement-lead-only`, not-found `no-such-shortlist`, conflict `wrong-state`.
 */
export async function removeFromShortlist(
  tx: Tx,
  input: { id: string; solutionId: string; actor: Actor; at: Date },
): Promise<void> {
  const { id, solutionId, actor, at } = input;
  await lockShortlistFor(tx, { id, action: "change", actor });
  const removed = await tx
    .delete(shortlistItem)
    .where(and(eq(shortlistItem.shortlistId, id), eq(shortlistItem.solutionId, solutionId)))
    .returning({ solutionId: shortlistItem.solutionId });
  if (removed.length === 0) return;
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.solution-removed",
    summary: `Removed ${solutionId}`,
    actor,
    at,
    before: { solutionId },
  });
}
