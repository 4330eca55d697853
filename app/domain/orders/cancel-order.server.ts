import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderApproval } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNextState } from "~/domain/shared/state-table";
import type { Change } from "./draft/change-order.server";
import { lockOrder, type LockedOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES, ORDER_WORDS } from "./order";
import { requireBuyer } from "./parties";
import { requireReason } from "~/domain/shared/reason";
import { requireFresh } from "./draft/stale-edit";
import { useLocalSpend } from "~/domain/local-spend/use-local-spend.server";

/**
 * The buyer gives the order up before the supplier has signed. Money is not touched: nothing was committed
 * yet. Those who were asked for something are told: payers for their approval, the supplier for its
 * signature. Throws Problem not-found `no-such-order`, not-allowed `not-procurement-lead`, conflict
 * `wrong-state` and `stale-edit`, bad-request `reason-missing` and `reason-too-long`.
 */
export async function cancelOrder(tx: Tx, command: Change & { reason: string }): Promise<void> {
  const { actor, at } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireBuyer(actor, locked);
  if (locked.state === "cancelled") return;
  const state = requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "cancel");
  const reason = requireReason(command.reason);
  requireFresh(locked, command.editCount);
  await tx
    .update(order)
    .set({ state, editCount: sql`${order.editCount} + 1` })
    .where(eq(order.id, locked.id));
  await useLocalSpend(tx, { orderId: locked.id, matched: [] });
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.cancelled",
    summary: `Cancelled the order: ${reason}`,
    actor,
    at,
    before: { state: locked.state },
    after: { state, reason },
  });
  if (locked.state !== "in_progress") await notifyPayers(tx, locked, reason);
  if (locked.state !== "awaiting_signature") return;
  await notifyPeople(
    tx,
    { organisationCode: locked.supplierOrganisationCode, roles: ["supplier_signatory"] },
    {
      kind: "order-cancelled",
      subject: `Order ${locked.id} was cancelled`,
      body: [
        `${locked.title} (${locked.id}) was cancelled by the buyer before you signed it.`,
        `Reason: ${reason}`,
      ],
    },
  );
}

/** Payers that were asked and had not declined, each with its approval's page. */
async function notifyPayers(tx: Tx, locked: LockedOrder, reason: string): Promise<void> {
  const asked = await tx
    .select({ payerCode: orderApproval.payerCode, kind: organisation.kind })
    .from(orderApproval)
    .innerJoin(organisation, eq(organisation.code, orderApproval.payerCode))
    .where(and(eq(orderApproval.orderId, locked.id), ne(orderApproval.state, "declined")))
    .orderBy(asc(orderApproval.payerCode));
  for (const { payerCode, kind } of asked) {
    const side = kind === "national" ? "commercial" : "buying";
    await notifyPeople(
      tx,
      { organisationCode: payerCode, roles: ["approver", "commercial_officer"] },
      {
        kind: "share-cancelled",
        subject: `Order ${locked.id} was cancelled: nothing to approve`,
        body: [
          `${locked.title} (${locked.id}) was cancelled by the buyer. Your organisation is not asked to pay for it any more.`,
          `Reason: ${reason}`,
          { label: "Read the order", path: `/${side}/approvals/${locked.id}` },
        ],
      },
    );
  }
}
