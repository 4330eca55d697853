import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { user } from "~db/schema/people";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { queueEmail } from "~/domain/people/queue-email.server";
import { requireReason } from "~/domain/shared/reason";
import { asSentence } from "~/domain/shared/sentence";
import { requireNextState } from "~/domain/shared/state-table";
import { DRAFT_STATES, DRAFT_WORDS } from "./draft";
import { lockDraft } from "./lock-draft.server";

/**
 * Makes a proposed draft a draft again: its proposer takes it back, or another officer sends it back with a reason and
 * the proposer is e-mailed. Throws conflict when it is not proposed, bad-request without a reason. Codes: bad-request
 * `reason-missing` and `reason-too-long`, not-found `no-such-draft`, not-allowed `person-needed` and `role-missing`,
 * conflict `wrong-state`.
 */
export async function sendBackDraft(
  tx: Tx,
  input: { draftId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { draft, officerId } = await lockDraft(tx, input);
  const state = requireNextState(DRAFT_STATES, DRAFT_WORDS, draft.state, "send_back");
  const own = draft.proposedBy === officerId;
  const reason = own
    ? ""
    : requireReason(input.reason, "Say why, so that the other officer knows what to change.");
  await tx
    .update(standardDraft)
    .set({
      state,
      proposedBy: null,
      proposedAt: null,
      changedAt: input.at,
      decisionReason: reason,
      revision: draft.revision + 1,
    })
    .where(eq(standardDraft.id, draft.id));
  await recordEvent(tx, {
    stream: `standard:${draft.standardId}`,
    action: own ? "standard.proposal-taken-back" : "standard.sent-back",
    summary: own ? `Took back the proposal ${draft.id}` : asSentence(`Sent back ${draft.id}: ${reason}`),
    actor: input.actor,
    at: input.at,
    before: { state: "proposed", proposedBy: draft.proposedBy },
    after: { state, reason: own ? null : reason },
  });
  if (own || draft.proposedBy === null) return;
  const [proposer] = await tx.select({ email: user.email }).from(user).where(eq(user.id, draft.proposedBy));
  if (!proposer) return;
  await queueEmail(tx, {
    to: proposer.email,
    kind: "standard-sent-back",
    subject: `${draft.id} came back to you`,
    body: [
      asSentence(`${input.actor.name} did not publish ${draft.title}: ${reason}`),
      { label: "Go on with the draft", path: `/commercial/standards/${draft.id}` },
    ],
  });
}
