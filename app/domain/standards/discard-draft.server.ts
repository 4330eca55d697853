import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNextState } from "~/domain/shared/state-table";
import { DRAFT_STATES, DRAFT_WORDS } from "./draft";
import { lockDraft } from "./lock-draft.server";
import { requireFresh } from "./standards-officer";

/**
 * Discards a draft that nobody will publish. What it said stays on record. Throws conflict when it is no
 * draft any more. Codes: not-found `no-such-draft`, not-allowed `person-needed` and `role-missing`, conflict
 * `wrong-state` and `stale-edit`.
 */
export async function discardDraft(
  tx: Tx,
  input: { draftId: string; seen: number; actor: Actor; at: Date },
): Promise<void> {
  const { draft } = await lockDraft(tx, input);
  const state = requireNextState(DRAFT_STATES, DRAFT_WORDS, draft.state, "discard");
  requireFresh(draft, input.seen);
  await tx.update(standardDraft).set({ state, changedAt: input.at }).where(eq(standardDraft.id, draft.id));
  await recordEvent(tx, {
    stream: `standard:${draft.standardId}`,
    action: "standard.draft-discarded",
    summary: `Discarded ${draft.id}, a draft of ${draft.title}`,
    actor: input.actor,
    at: input.at,
    before: { content: draft.content },
  });
}
