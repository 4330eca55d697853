import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { officerProposal } from "~db/schema/proposals";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { lockProposal } from "./lock-proposal.server";
import { PROPOSALS, whyNot } from "./proposal";

/**
 * Takes a proposal back before another officer has decided. Throws Problem not-found `no-such-proposal`, conflict
 * `proposal-decided`, not-allowed `not-yours`.
 */
export async function withdrawProposal(
  tx: Tx,
  input: { proposalId: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const { row } = await lockProposal(tx, input.proposalId);
  const refusal = whyNot(row, actor, "withdraw");
  if (refusal) throw refusal;
  await tx
    .update(officerProposal)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at })
    .where(eq(officerProposal.id, row.id));
  await recordEvent(tx, {
    stream: row.about,
    action: `${row.kind}.proposal-withdrawn`,
    summary: `Withdrew the proposal: ${PROPOSALS[row.kind].toLowerCase()}`,
    actor,
    at,
    before: { proposalId: row.id, state: row.state },
    after: { proposalId: row.id, state: "withdrawn" },
  });
}
