import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { orderApproval } from "~db/schema/orders";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import type { Decided } from "./approve-share.server";
import type { Change } from "./change-order.server";
import { lockOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES } from "./order";
import { requireApprover } from "./parties";
import { requireReason } from "~/domain/shared/reason";
import { returnOrder } from "./return-order.server";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { requireFresh } from "./stale-edit";

/** Says no for one payer, with a reason. The order goes back to the buyer, keeping everything but its shares. */
export async function declineShare(tx: Tx, deed: Change & { reason: string }): Promise<Decided> {
  const { actor, at } = deed;
  const locked = await lockOrder(tx, deed.orderId);
  requireApprover(actor, locked);
  const payerCode = actor.organisationCode!;
  const own = and(eq(orderApproval.orderId, locked.id), eq(orderApproval.payerCode, payerCode));
  const [approval] = await tx.select().from(orderApproval).where(own);
  if (approval!.state === "declined") return { state: locked.state, already: true };
  if (approval!.state === "approved") {
    throw new Problem("conflict", "share-approved", {
      title: "Your organisation has already approved its share of this order.",
      detail: "Ask the buyer to cancel the order if it should not go ahead.",
    });
  }
  const reason = requireReason(deed.reason);
  const state = requireNextState(ORDER_STATES, "order", locked.state, "decline_the_share_of");
  requireFresh(locked, deed.editCount);
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
