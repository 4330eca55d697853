import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { takenBack } from "~db/movements";
import { insertRows } from "~db/lists";
import { order } from "~db/schema/orders";
import { clawback, clawbackLine } from "~db/schema/year-end";
import { CLAWBACK_EVENTS } from "~/domain/agreements/rules/rule";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import type { MailLink } from "~/domain/shared/mail";
import { requireReason } from "~/domain/shared/reason";
import { Problem } from "~/domain/shared/problem";
import { requireCause, type ClawbackCause } from "./clawback-cause.server";
import { happeningWords } from "./clawback-request";
import { clawbackDue, type DueClawback, type DueView } from "./clawback-views.server";

/**
 * Asks for what an agreement's rules take back of an order: one clawback for each fund or payer, of the payments that
 * nobody has asked back yet. It rests on what has happened: on a lapse by the certificate that it names. Nothing moves
 * until another officer approves. Throws nothing-due when the rules take nothing, or all of it was asked for. Throws Problem not-allowed `a-person-asks`, bad-request `reason-missing` and
 * `reason-too-long`, rule-broken `day-ahead`, `clawback-unfounded` and `nothing-due`, and what its guards throw.
 */
export async function requestClawback(
  tx: Tx,
  input: ClawbackCause & { reason: string; actor: Actor; at: Date; today: Day },
): Promise<{ clawbackIds: string[] }> {
  const { actor, at, orderId, trigger, on } = input;
  const cause: ClawbackCause = { orderId, trigger, on, certificateNumber: input.certificateNumber };
  requireFundingOfficer(actor);
  if (actor.userId === null)
    throw new Problem("not-allowed", "a-person-asks", "A clawback is asked for by a person.");
  const reason = requireReason(input.reason, "Say what happened, in a sentence.");
  if (on > input.today)
    throw new Problem(
      "rule-broken",
      "day-ahead",
      "Money comes back for what has happened, not for what will.",
    );
  // Requests on one order follow one another, so that no payment is asked back twice.
  await tx.select({ id: order.id }).from(order).where(eq(order.id, orderId)).for("no key update");
  await freeReversed(tx, orderId);
  await requireCause(tx, cause);
  const view = await clawbackDue(tx, cause);
  if (view.due.length === 0) {
    throw new Problem("rule-broken", "nothing-due", {
      title: `Nothing comes back of order ${orderId} because ${CLAWBACK_EVENTS[trigger]}.`,
      detail:
        "Its agreement has no rule for that, the payments lie outside the rule’s months, or they were asked back already.",
    });
  }
  const ids: string[] = [];
  for (const due of view.due)
    ids.push(await writeRequest(tx, view, due, { reason, requestedBy: actor.userId, at }));
  const total = formatPence(sum(view.due.map((due) => due.amount)));
  const summary = `Asked for ${total} back of ${view.buyerName}: on ${formatDay(on)} ${happeningWords(view)}`;
  await recordEvent(tx, {
    stream: `order:${orderId}`,
    action: "clawback.requested",
    summary,
    actor,
    at,
    after: { trigger, on, certificateNumber: cause.certificateNumber, reason, clawbacks: ids },
  });
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: "clawback-requested",
    subject: `${actor.name} asks for ${total} back`,
    body: [
      `${summary}.`,
      `Order ${orderId}. Reason: ${reason}`,
      ...ids.map((id): MailLink => ({
        label: "Approve or decline it",
        path: `/commercial/year-end/clawbacks/${id}`,
      })),
    ],
  });
  return { clawbackIds: ids };
}

/** The lines of clawbacks that were reversed let their payments be asked back again. */
async function freeReversed(tx: Tx, orderId: string): Promise<void> {
  await tx
    .update(clawbackLine)
    .set({ declined: true })
    .where(
      and(
        eq(clawbackLine.declined, false),
        sql`${clawbackLine.clawbackId} in (select c.id from clawback c where c.order_id = ${orderId} and ${takenBack(sql`'clawback:' || c.id`)})`,
      ),
    );
}

async function writeRequest(
  tx: Tx,
  { orderId, buyerCode, trigger, on, certificateNumber }: DueView,
  due: DueClawback,
  by: { reason: string; requestedBy: string; at: Date },
): Promise<string> {
  const [row] = await tx
    .insert(clawback)
    .values({
      orderId,
      organisationCode: buyerCode,
      payerCode: due.payerCode,
      fundId: due.fundId,
      trigger,
      happenedOn: on,
      certificateNumber,
      amount: due.amount,
      reason: by.reason,
      state: "requested",
      requestedBy: by.requestedBy,
      requestedAt: by.at,
    })
    .returning({ id: clawback.id });
  const lines = due.lines.map(({ paidShareId, ruleNumber, amount, text }) => ({
    clawbackId: row!.id,
    payment: paidShareId,
    ruleNumber,
    amount,
    text,
  }));
  await insertRows(tx, clawbackLine, lines);
  return row!.id;
}
