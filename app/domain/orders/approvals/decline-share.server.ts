import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { orderApproval } from "~db/schema/orders";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { decidedText } from "./decided-views.server";
import type { Decided } from "./approve-share.server";
import type { Change } from "../draft/change-order.server";
import { lockOrder } from "../lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES, ORDER_WORDS } from "../order";
import { requireApprover } from "../parties";
import { requireReason } from "~/domain/shared/reason";
import { returnOrder } from "../return-order.server";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { requireFresh } from "../draft/stale-edit";

/**
 * Says no for one payer, with a reason. The order goes back to the buyer, keeping everything but its shares.
 * Throws Problem bad-request `reason-missing` and `reason-too-long`, conflict `share-approved` and
 * `share-declined`, which say what a colleague did first, and what its guards throw.
 */
export async function declineShare(tx: Tx, command: Change & { reason: string }): Promise<Decided> {
  const { actor, at } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireApprover(actor, locked);
  const payerCode = actor.organisationCode!;
  const own = and(eq(orderApproval.orderId, locked.id), eq(orderApproval.payerCode, payerCode));
  const [approval] = await tx.select().from(orderApproval).where(own);
  if (approval!.state === "declined" && approval!.decidedBy === actor.userId)
    return { state: locked.state, already: true };
  if (approval!.state === "declined") {
    throw new Problem("conflict", "share-declined", {
      title: "A colleague declined this share before you, so your reason was not sent.",
      detail: `${await decidedText(tx, approval!)} The buyer reads that reason.`,
    });
  }
  if (approval!.state === "approved") {
    throw new Problem("conflict", "share-approved", {
      title: "Your organisation has already approved its share of this order, so nothing was declined.",
      detail: `${await decidedText(tx, approval!)} Ask the buyer to cancel the order if it should not go ahead.`,
    });
  }
  const reason = requireReason(command.reason);
  const state = requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "decline_the_share_of");
  requireFresh(locked, command.editCount);
  await tx
    .update(orderApproval)
    .set({ state: "declined", decidedBy: actor.userId, decidedAt: at, reason })
    .where(own);
  await returnOrder(tx, locked, state, payerCode);
  const payerName = await organisationName(tx, payerCode);
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.share-declined",
    summary: `${payerName} declined its share: ${reason}`,
    actor,
    at,
    before: { state: locked.state },
    after: { payerCode, state, reason },
  });
  await notifyPeople(
    tx,
    { organisationCode: locked.buyerCode, roles: ["procurement_lead"] },
    {
      kind: "share-declined",
      subject: `A payer declined its share of order ${locked.id}`,
      body: [
        `${payerName} declined its share of ${locked.title} (${locked.id}).`,
        `Reason: ${reason}`,
        { label: "Change the order and send it again", path: `/buying/orders/${locked.id}` },
      ],
    },
  );
  return { state, already: false };
}
