import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlist } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { lockShortlistFor } from "./load-shortlist.server";

/**
 * Gives a shortlist up; it stays on record and nothing can be bought from it. Throws Problem not-allowed
 * `procurement-lead-only`, not-found `no-such-shortlist`, conflict `wrong-state`.
 */
export async function abandonShortlist(tx: Tx, input: { id: string; actor: Actor; at: Date }): Promise<void> {
  const { id, actor, at } = input;
  const row = await lockShortlistFor(tx, { id, action: "abandon", actor });
  await tx.update(shortlist).set({ state: row.nextState }).where(eq(shortlist.id, id));
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.abandoned",
    summary: `Gave up the shortlist ${row.name}`,
    actor,
    at,
    before: { state: row.state },
    after: { state: row.nextState },
  });
}
