import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import { drawNumber } from "~/domain/shared/draw-number.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { Problem } from "../../shared/problem";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { movesBack } from "~/domain/ledger/ledger";
import { loadReversal } from "~/domain/ledger/load-reversal.server";
import { MONEY_REQUESTS, requestSum, type MoneyWish } from "./money-request";
import { oneOfficerLimit } from "./money-request-views.server";
import { requireOpenable } from "../openable";
import { requireNewFund } from "../require-new-fund.server";
import { requireAddable } from "./require-addable.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";

/**
 * Asks another officer to open a fund, add money to one, reverse a movement or change the limit. Nothing
 * happens until one approves. Throws a Problem for what could not be done anyway, and request-waits when the
 * same is asked already. Throws Problem not-allowed `a-person-asks`, bad-request `no-reason`, conflict
 * `request-waits`, rule-broken `limit-is-that`, and what its guards throw.
 */
export async function requestMoney(
  tx: Tx,
  input: { wish: MoneyWish; reason: string; actor: Actor; at: Date; today: Day },
): Promise<{ requestId: string }> {
  const { actor, at, wish, today } = input;
  requireFundingOfficer(actor);
  if (actor.userId === null) {
    throw new Problem("not-allowed", "a-person-asks", "Another officer is asked by a person.");
  }
  const reason = input.reason.trim();
  if (!reason) throw new Problem("bad-request", "no-reason", "Say why, for the officer who decides.");
  const { amount, what } = await checked(tx, wish, today);
  const id = await drawNumber(tx, "fundRequest");
  const fundId = wish.kind === "open" ? wish.fund.id : wish.kind === "add" ? wish.fundId : null;
  const [row] = await tx
    .insert(moneyRequest)
    .values({
      id,
      kind: wish.kind,
      fundId,
      transactionId: wish.kind === "reverse" ? wish.transactionId : null,
      terms: wish.kind === "open" ? wish.fund : null,
      amount,
      reason,
      state: "requested",
      requestedBy: actor.userId,
      requestedAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: moneyRequest.id });
  if (!row) {
    throw new Problem("conflict", "request-waits", {
      title: "This was asked for already, and waits for another officer.",
      detail: "It is decided once. Withdraw it first to ask for it in another way.",
      next: { label: "See what waits", href: "/commercial/funding/requests?state=requested" },
    });
  }
  await recordEvent(tx, {
    stream: `money-request:${id}`,
    action: "money-request.requested",
    summary: `Asked to ${what}: ${reason}`,
    actor,
    at,
    after: { ...wish, amount, reason },
  });
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: "money-request-requested",
    subject: `${actor.name} asks you to decide: ${MONEY_REQUESTS[wish.kind].toLowerCase()}, ${requestSum(wish.kind, amount)}`,
    body: [
      `${actor.name} asks to ${what}.`,
      `Reason: ${reason}`,
      { label: "Approve or decline it", path: `/commercial/funding/requests/${id}` },
    ],
  });
  return { requestId: id };
}

/** Throws limit-is-that where the limit would stay what it is: there is nothing to decide. */
function requireOtherLimit(asked: Pence, limit: Pence): void {
  if (asked !== limit) return;
  throw new Problem("rule-broken", "limit-is-that", {
    title: `The limit is ${formatPence(limit)} already.`,
    detail: "Enter another sum, or leave the limit as it is.",
  });
}

/** That the wish could be done now, with its sum and how a email says it. */
async function checked(tx: Tx, wish: MoneyWish, today: Day): Promise<{ amount: Pence; what: string }> {
  if (wish.kind === "open") {
    requireOpenable(wish.fund, wish.amount, await closedThrough(tx));
    await requireNewFund(tx, wish.fund);
    return { amount: wish.amount, what: `open ${wish.fund.name} with ${formatPence(wish.amount)}` };
  }
  if (wish.kind === "add") {
    const held = await requireAddable(tx, wish.fundId, wish.amount, today);
    return { amount: wish.amount, what: `add ${formatPence(wish.amount)} to ${held.name}` };
  }
  if (wish.kind === "limit") {
    requireOtherLimit(wish.amount, await oneOfficerLimit(tx));
    return {
      amount: wish.amount,
      what: `let one officer put up to ${formatPence(wish.amount)} into a fund`,
    };
  }
  const { entry, wanted } = await loadReversal(tx, wish.transactionId);
  const amount = movesBack(wanted);
  return { amount, what: `reverse “${entry.text}” (${formatPence(amount)})` };
}
