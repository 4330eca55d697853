import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderApproval } from "~db/schema/orders";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { acceptAgreements } from "./accept-agreements.server";
import type { Change } from "./change-order.server";
import { lockOrder, type LockedOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES, type OrderState } from "./order";
import { requireApprover } from "./parties";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { requireFresh } from "./stale-edit";

export interface Decided {
  state: OrderState;
  /** True when a colleague had already decided the same: nothing was changed. */
  already: boolean;
}

/**
 * Says yes for one payer to its share, and with its first one accepts the agreements by which it pays. When every payer has, the order goes to the supplier to sign. A second approver
 * of the same payer changes nothing and is told so. Throws when the order changed since the page was opened.
 */
export async function approveShare(tx: Tx, deed: Change): Promise<Decided> {
  const { actor, at } = deed;
  const locked = await lockOrder(tx, deed.orderId);
  requireApprover(actor, locked);
  const payerCode = actor.organisationCode!;
  const own = and(eq(orderApproval.orderId, locked.id), eq(orderApproval.payerCode, payerCode));
  const [approval] = await tx.select().from(orderApproval).where(own);
  if (approval!.state === "approved") return { state: locked.state, already: true };
  if (approval!.state === "declined") throw alreadyDeclined(await organisationName(tx, locked.buyerCode));
  requireNextState(ORDER_STATES, "order", locked.state, "approve");
  requireFresh(locked, deed.editCount);
  await tx
    .update(orderApproval)
    .set({ state: "approved", decidedBy: actor.userId, decidedAt: at })
    .where(own);
  const payerName = await organisationName(tx, payerCode);
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.share-approved",
    summary: `${payerName} approved its share: ${formatPence(approval!.net)} and ${formatPence(approval!.vat)} VAT`,
    actor,
    at,
    before: { state: "requested" },
    after: { payerCode, state: "approved", net: approval!.net, vat: approval!.vat },
  });
  await acceptAgreements(tx, { orderId: locked.id, payerCode, payerName, actor, at });
  const state = await finishWhenAllHave(tx, locked, deed);
  return { state, already: false };
}

function alreadyDeclined(buyerName: string): Problem {
  return new Problem("conflict", "share-declined", {
    title: "Your organisation has already declined its share of this order.",
    detail: `The order went back to ${buyerName}, which can change it and send it for approval again.`,
  });
}

async function finishWhenAllHave(tx: Tx, locked: LockedOrder, { actor, at }: Change): Promise<OrderState> {
  const open = await tx
    .select({ payerCode: orderApproval.payerCode })
    .from(orderApproval)
    .where(and(eq(orderApproval.orderId, locked.id), eq(orderApproval.state, "requested")));
  if (open.length > 0) return locked.state;
  const state = requireNextState(ORDER_STATES, "order", locked.state, "finish_approval_of");
  await tx.update(order).set({ state }).where(eq(order.id, locked.id));
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.approved",
    summary: `Every payer has approved; sent to ${locked.supplierName} to sign`,
    actor,
    at,
    before: { state: locked.state },
    after: { state },
  });
  await notifyPeople(
    tx,
    { organisationCode: locked.supplierOrganisationCode, roles: ["supplier_signatory"] },
    {
      kind: "order-to-sign",
      subject: `Order ${locked.id} is ready for you to sign`,
      body: [
        `${locked.title} (${locked.id}) has been approved by every payer.`,
        { label: "Read it and accept or decline it", path: `/supplying/orders/${locked.id}` },
      ],
    },
  );
  return state;
}
