import type { Tx } from "~db";
import { officerProposal } from "~db/schema/proposals";
import { requireWithdrawable } from "~/domain/applications/awards/require-withdrawable.server";
import { requireEndable } from "~/domain/agreements/require-endable.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireWaivable } from "~/domain/certification/require-waivable.server";
import { whyNotBegin } from "~/domain/certification/waivers/waiver";
import { requireBindable } from "~/domain/funding/allocations/require-bindable.server";
import { requireNewDates } from "~/domain/funding/require-new-dates.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { dayOf, formatDay } from "../shared/day";
import { drawNumber } from "../shared/draw-number.server";
import { Problem } from "../shared/problem";
import { requireReason } from "../shared/reason";
import { aboutOf, type Wish } from "./proposal";

/**
 * Proposes to end a signed agreement, to waive a standard, to withdraw an award, to close a fund sooner or that its allocations bind. Nothing happens until another officer
 * approves; they are told. Answers the proposal's id. Throws Problem not-allowed `a-person-proposes`, bad-request
 * `reason-missing` and `reason-too-long`, conflict `proposal-waits` when it is proposed already, rule-broken `waiver-begins-past`, and as `requireEndable`,
 * `requireWaivable`, `requireWithdrawable`, `requireNewDates` and `requireBindable` what could not be done anyway.
 */
export async function makeProposal(
  tx: Tx,
  input: { wish: Wish; reason: string; actor: Actor; at: Date },
): Promise<string> {
  const { wish, actor, at } = input;
  if (actor.userId === null) {
    throw new Problem("not-allowed", "a-person-proposes", "Another officer is asked by a person.");
  }
  const reason = requireReason(input.reason, "Say why, for the officer who decides.");
  const what = await checked(tx, wish, { actor, at });
  const { kind, ...terms } = wish;
  const reference = await drawNumber(tx, "proposal");
  const [row] = await tx
    .insert(officerProposal)
    .values({
      reference,
      kind,
      about: aboutOf(wish),
      terms,
      reason,
      state: "proposed",
      proposedBy: actor.userId,
      proposedAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: officerProposal.id });
  if (!row) {
    throw new Problem("conflict", "proposal-waits", {
      title: "This is proposed already, and waits for another officer.",
      detail: "It is decided once. Withdraw it first to propose it in another way.",
    });
  }
  await recordEvent(tx, {
    stream: aboutOf(wish),
    action: `${kind}.proposed`,
    summary: `Proposed to ${what} (${reference}): ${reason}`,
    actor,
    at,
    after: { proposalId: row.id, reference, ...terms, reason },
  });
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: "officer-proposal",
    subject: `${actor.name} asks you to decide ${reference}`,
    body: [
      `${actor.name} proposes to ${what}.`,
      `Reason: ${reason}`,
      "Nothing happens until you approve it.",
      { label: "Approve or decline it", path: `/commercial/proposals/${row.id}` },
    ],
  });
  return row.id;
}

/** That it could be done now, and how a mail says it. */
async function checked(tx: Tx, wish: Wish, by: { actor: Actor; at: Date }): Promise<string> {
  if (wish.kind === "end-agreement") {
    const { version } = await requireEndable(tx, { ...wish, actor: by.actor });
    return `end ${version.title}, version ${wish.version}, after ${formatDay(wish.lastDay)}`;
  }
  if (wish.kind === "withdraw-award") {
    const { id, fundName } = await requireWithdrawable(tx, { ...wish, actor: by.actor });
    return `withdraw award ${id} of ${wish.organisationName} from ${fundName}`;
  }
  if (wish.kind === "close-fund") {
    await requireNewDates(tx, { ...wish, actor: by.actor, today: dayOf(by.at) });
    return `close ${wish.fundName} on ${formatDay(wish.closesOn)}`;
  }
  if (wish.kind === "bind-allocations") {
    await requireBindable(tx, { ...wish, actor: by.actor });
    return wish.bind
      ? `let orders take no more of ${wish.fundName} than their allocation`
      : `let orders take whatever is free in ${wish.fundName}`;
  }
  const { standardTitle, solutionName } = await requireWaivable(tx, { ...wish, ...by });
  const early = whyNotBegin(wish.validFrom, dayOf(by.at));
  if (early) {
    throw new Problem("rule-broken", "waiver-begins-past", {
      title: `${early}.`,
      detail: "Choose another first day.",
    });
  }
  return `waive ${standardTitle} for ${solutionName} until ${formatDay(wish.validTo)}`;
}
