import type { Tx } from "~db";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNextState } from "~/domain/shared/state-table";
import type { Change } from "./change-order.server";
import { lockOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES } from "./order";
import { requireSignatory } from "./parties";
import { requireReason } from "~/domain/shared/reason";
import { returnOrder } from "./return-order.server";
import { requireFresh } from "./stale-edit";

/** The supplier does not sign, and says why. The order goes back to the buyer, who can change or cancel it. */
export async function declineOrder(tx: Tx, deed: Change & { reason: string }): Promise<void> {
  const { actor, at } = deed;
  const locked = await lockOrder(tx, deed.orderId);
  requireSignatory(actor, locked);
  const state = requireNextState(ORDER_STATES, "order", locked.state, "decline");
  const reason = requireReason(deed.reason);
  requireFresh(locked, deed.editCount);
  await returnOrder(tx, locked, state, null);
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.declined",
    summary: `${locked.supplierName} declined the order: ${reason}`,
    actor,
    at,
    before: { state: locked.state },
    after: { state, reason },
  });
  await notifyPeople(
    tx,
    { organisationCode: locked.buyerCode, roles: ["procurement_lead"] },
    {
      kind: "order-declined",
      subject: `${locked.supplierName} declined order ${locked.id}`,
      body: [
        `${locked.supplierName} declined ${locked.title} (${locked.id}).`,
        `Reason: ${reason}`,
        { label: "Change the order and send it again, or cancel it", path: `/buying/orders/${locked.id}` },
      ],
    },
  );
}
