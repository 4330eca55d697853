import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import type { Day } from "~/domain/shared/day";
import { requireNextState } from "~/domain/shared/state-table";
import { DRAFT_STATES, DRAFT_WORDS } from "./draft";
import { lockDraft } from "./lock-draft.server";
import { requireReady } from "./require-ready.server";
import { requireFresh } from "./standards-officer";

/**
 * Asks another officer to publish a draft; its words are fixed from now on, and the other officers of the
 * centre are e-mailed. Throws rule-broken while something is missing, conflict when it is no draft any more.
 * Codes: not-found `no-such-draft`, not-allowed `person-needed` and `role-missing`, conflict `wrong-state`
 * and `stale-edit`, rule-broken `draft-incomplete`.
 */
export async function proposeDraft(
  tx: Tx,
  input: { draftId: string; seen: number; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { draft, officerId } = await lockDraft(tx, input);
  const state = requireNextState(DRAFT_STATES, DRAFT_WORDS, draft.state, "propose");
  requireFresh(draft, input.seen);
  await requireReady(tx, draft, input.today);
  await tx
    .update(standardDraft)
    .set({ state, proposedBy: officerId, proposedAt: input.at, changedAt: input.at, decisionReason: "" })
    .where(eq(standardDraft.id, draft.id));
  await recordEvent(tx, {
    stream: `standard:${draft.standardId}`,
    action: "standard.proposed",
    summary: `Asked another officer to publish ${draft.id}, ${draft.title}`,
    actor: input.actor,
    at: input.at,
    after: { content: draft.content },
  });
  await notifyOfficers(tx, {
    exceptUserId: officerId,
    kind: "standard-proposed",
    subject: `Decide about ${draft.title}`,
    body: [
      `${input.actor.name} asks another officer to publish ${draft.id}, ${draft.title}.`,
      "Read what it changes and whom it reaches before you decide.",
      { label: "See the draft", path: `/commercial/standards/${draft.id}` },
    ],
  });
}
