import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { queueEmail } from "../../people/queue-email.server";
import type { Day } from "../../shared/day";
import { addToFund } from "../add-to-fund.server";
import { paymentOfRequest } from "../payments/payment-views.server";
import { lockMoneyRequest } from "./lock-money-request.server";
import { fundOf, MONEY_REQUESTS, type MoneyRequestKind } from "./money-request";
import { openFund } from "../open-fund.server";
import { reverseTransaction } from "~/domain/ledger/reverse-transaction.server";
import { requireSomebodyElse } from "./two-people";

/**
 * Approves what another officer asked for, and does it, or asks the body that pays: both or neither. Answers the movement of a reversal, whose invoice
 * the caller opens again (`approveAskedMoney`). Throws a Problem when it is decided already, one
 * asked for it oneself, or it cannot be done any more.
 */
export async function approveMoneyRequest(
  tx: Tx,
  input: { requestId: string; actor: Actor; at: Date; today: Day },
): Promise<{ reversal: string | null }> {
  const { actor, at } = input;
  const request = await lockMoneyRequest(tx, input);
  requireSomebodyElse(request, actor.userId);
  const { paymentId, ...done } = await carryOut(tx, request, input);
  await tx
    .update(moneyRequest)
    .set({ state: "approved", decidedBy: actor.userId, decidedAt: at })
    .where(eq(moneyRequest.id, request.id));
  const kind = MONEY_REQUESTS[request.kind as MoneyRequestKind].toLowerCase();
  await recordEvent(tx, {
    stream: `money-request:${request.id}`,
    action: "money-request.approved",
    summary: `Approved ${request.id} of ${formatPence(request.amount)} (${kind}), which ${request.requester.name} asked for`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "approved", amount: request.amount },
  });
  const payment = paymentId === null ? null : await paymentOfRequest(tx, request.id);
  const what = `${actor.name} approved it (${kind}, ${formatPence(request.amount)})`;
  await queueEmail(tx, {
    to: request.requester.email,
    kind: "money-request-decided",
    subject: payment
      ? `${request.id} was approved, and waits for ${payment.payerName}`
      : `${request.id} was approved`,
    body: [
      payment
        ? `${what}. It is not done yet: ${payment.payerName}, which pays, is asked to agree (${payment.id}). Nothing goes into ${payment.fundName} before it does, and you are told what it answers.`
        : `${what}, and it is done.`,
      { label: "See the request", path: `/commercial/funding/requests/${request.id}` },
    ],
  });
  return done;
}

async function carryOut(
  tx: Tx,
  request: typeof moneyRequest.$inferSelect,
  by: { actor: Actor; at: Date; today: Day },
): Promise<{ reversal: string | null; paymentId: string | null }> {
  const { amount, reason } = request;
  const command = { actor: by.actor, at: by.at, today: by.today };
  if (request.kind === "open") {
    const wish = { ...command, fund: fundOf(request.terms), amount, reason, requestId: request.id };
    return { reversal: null, paymentId: (await openFund(tx, wish)).paymentId };
  }
  if (request.kind === "add") {
    const wish = { ...command, fundId: request.fundId!, amount, reason, requestId: request.id };
    return { reversal: null, paymentId: (await addToFund(tx, wish)).paymentId };
  }
  if (request.kind === "reverse") {
    const wish = { ...command, transactionId: request.transactionId!, reason };
    return { reversal: (await reverseTransaction(tx, wish)).transactionId, paymentId: null };
  }
  return { reversal: null, paymentId: null };
}
