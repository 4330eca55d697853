import type { Tx } from "~db";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNextState } from "~/domain/shared/state-table";
import type { Change } from "./draft/change-order.server";
import { lockOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES, ORDER_WORDS } from "./order";
import { requireSignatory } from "./parties";
import { requireReason } from "~/domain/shared/reason";
import { returnOrder } from "./return-order.server";
import { requireFresh } from "./draft/stale-edit";

/**
 * The supplier does not sign, and says why. The order goes back to the buyer, who can change or cancel it.
 * Throws Problem not-found `no-such-order`, not-allowed `not-signatory`, conflict `wrong-state` and
 * `stale-edit`, bad-request `reason-missing` and `reason-too-long`.
 */
export async function declineOrder(tx: Tx, command: Change & { reason: string }): Promise<void> {
  const { actor, at } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireSignatory(actor, locked);
  const state = requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "decline");
  const reason = requireReason(command.reason);
  requireFresh(locked, command.editCount);
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
