import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { officerProposal } from "~db/schema/proposals";
import { withdrawGrant } from "~/domain/applications/awards/withdraw-grant.server";
import { endAgreement } from "~/domain/agreements/end-agreement.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { grantWaiver } from "~/domain/certification/waivers/grant-waiver.server";
import { bindAllocations } from "~/domain/funding/allocations/bind-allocations.server";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { queueEmail } from "../people/queue-email.server";
import type { Day } from "../shared/day";
import { requireReason } from "../shared/reason";
import { draftsOnFund } from "../who-pays/drafts-on-fund-views.server";
import { lockProposal } from "./lock-proposal.server";
import { PROPOSALS, whyNot, type Wish } from "./proposal";

/**
 * Approves what another officer proposed, and does it in the same transaction, or declines it, which takes a reason;
 * a note may go with an approval. Whoever proposed it is told. Throws Problem not-found `no-such-proposal`, conflict `proposal-decided`,
 * not-allowed `own-proposal` and `officer-only`, bad-request `reason-missing` and `reason-too-long`, and as
 * `endAgreement`, `grantWaiver`, `withdrawGrant`, `changeFundDates` and `bindAllocations` do.
 */
export async function decideProposal(
  tx: Tx,
  input: {
    proposalId: string;
    decision: "approve" | "decline";
    reason: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<void> {
  const { actor, at } = input;
  const { row, wish, proposer } = await lockProposal(tx, input.proposalId);
  const refusal = whyNot(row, actor, "decide");
  if (refusal) throw refusal;
  const note = input.reason.trim();
  const declines = input.decision === "decline";
  const reason = declines || note ? requireReason(note, "Say why, for the officer who proposed it.") : "";
  const why = reason ? `: ${reason}` : "";
  const state = input.decision === "approve" ? "approved" : "declined";
  await tx
    .update(officerProposal)
    .set({ state, decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(officerProposal.id, row.id));
  await recordEvent(tx, {
    stream: row.about,
    action: `${row.kind}.${state}`,
    summary: `${state === "approved" ? "Approved" : "Declined"} what ${proposer.name} proposed (${PROPOSALS[row.kind].toLowerCase()})${why}`,
    actor,
    at,
    before: { proposalId: row.id, state: row.state },
    after: { proposalId: row.id, state, reason },
  });
  // After the approval stands, which the database asks for before it lets either be done.
  if (state === "approved") await carryOut(tx, wish, { reason: row.reason, actor, at, today: input.today });
  await queueEmail(tx, {
    to: proposer.email,
    kind: "officer-proposal-decided",
    subject: `${row.reference}, which you proposed, was ${state}`,
    body: [
      `${actor.name} ${state} it (${PROPOSALS[row.kind].toLowerCase()})${why || "."}`,
      state === "approved" ? "It is done." : "Nothing has changed.",
      { label: "See the proposal", path: `/commercial/proposals/${row.id}` },
    ],
  });
}

async function carryOut(
  tx: Tx,
  wish: Wish,
  by: { reason: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  if (wish.kind === "end-agreement") await endAgreement(tx, { ...wish, ...by });
  else if (wish.kind === "close-fund") {
    const { buyerCodes: draftBuyers } = await draftsOnFund(tx, { fundId: wish.fundId, on: by.today });
    await changeFundDates(tx, { ...wish, ...by, draftBuyers, byTwo: true });
  } else if (wish.kind === "bind-allocations") await bindAllocations(tx, { ...wish, ...by, byTwo: true });
  else if (wish.kind === "withdraw-award") await withdrawGrant(tx, { ...wish, ...by, side: "centre" });
  else await grantWaiver(tx, { ...wish, ...by });
}
