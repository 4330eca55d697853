import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import { freezeListing } from "~/domain/catalogue/freeze-listing.server";
import { canonicalJson, type Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { compareShortlist } from "./comparison-views.server";
import { lockReasons } from "./comparison";
import { lockShortlistFor } from "./load-shortlist.server";

/**
 * Locks a shortlist: the listings freeze as they are today and, for each solution, the verdict, the price and
 * who pays what are kept as they were compared. Throws rule-broken with everything that stands in the way.
 * Codes: rule-broken `shortlist-not-lockable`, and what its guards throw.
 */
export async function lockShortlist(
  tx: Tx,
  input: { id: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { id, actor, at, today } = input;
  const row = await lockShortlistFor(tx, { id, action: "lock", actor });
  const comparison = await compareShortlist(tx, { id, actor, today });
  const reasons = lockReasons(comparison);
  if (reasons.length > 0) {
    throw new Problem(
      "rule-broken",
      "shortlist-not-lockable",
      { title: "You cannot lock this shortlist yet.", detail: reasons.join(" ") },
      { reasons },
    );
  }
  const kept: Record<string, { version: number; evidence: unknown }> = {};
  for (const each of comparison.solutions) {
    const lockedListingVersion = await freezeListing(tx, { solutionId: each.solutionId, at, today });
    const evidence = { on: today, compared: { ...each, lockedListingVersion } };
    kept[each.solutionId] = { version: lockedListingVersion, evidence };
  }
  const ofItem = sql`(${canonicalJson(kept)}::text::jsonb -> ${shortlistItem.solutionId})`;
  await tx
    .update(shortlistItem)
    .set({
      lockedListingVersion: sql`(${ofItem} ->> 'version')::int`,
      lockedEvidence: sql`${ofItem} -> 'evidence'`,
    })
    .where(eq(shortlistItem.shortlistId, id));
  await tx
    .update(shortlist)
    .set({ state: row.nextState, lockedBy: actor.userId, lockedAt: at })
    .where(eq(shortlist.id, id));
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.locked",
    summary: `Locked ${row.name} with ${comparison.solutions.length} solutions`,
    actor,
    at,
    before: { state: row.state },
    after: { state: row.nextState, solutions: comparison.solutions.map((each) => each.solutionId) },
  });
}
