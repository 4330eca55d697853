import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { orderMilestone } from "~db/schema/orders";
import { recordEvent } from "~/domain/audit/record-event.server";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import type { Change } from "./draft/change-order.server";
import { completeIfDone } from "./complete-if-done.server";
import { lockOrder } from "./lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES, ORDER_WORDS } from "./order";
import { requireBuyer } from "./parties";

export interface Confirmation extends Omit<Change, "editCount"> {
  milestoneId: string;
  note?: string | null;
}

/** Nothing was delivered under a contract that has not begun, so nothing of it can be paid for. */
function requireBegun(startsOn: Day, today: Day): void {
  if (today >= startsOn) return;
  throw new Problem("rule-broken", "contract-not-begun", {
    title: `This contract begins on ${formatDay(startsOn)}: no milestone of it can be confirmed before that day.`,
    detail: "Confirm it when the result is there. Nothing was changed.",
    rule: "A milestone is a result under the contract, and the supplier is paid in arrears",
  });
}

/**
 * The buyer says that a result is there, which lets the supplier invoice the part of every share that hangs
 * on it. Confirming twice is one action. It raises no edit count: two milestones can be confirmed from two
 * open pages. Throws Problem not-found `no-such-milestone` and `no-such-order`, not-allowed
 * `not-procurement-lead`, conflict `wrong-state`, rule-broken `contract-not-begun`.
 */
export async function confirmMilestone(tx: Tx, command: Confirmation): Promise<{ already: boolean }> {
  const { actor, at } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireBuyer(actor, locked);
  const [milestone] = await tx
    .select()
    .from(orderMilestone)
    .where(and(eq(orderMilestone.id, command.milestoneId), eq(orderMilestone.orderId, locked.id)));
  if (!milestone)
    throw new Problem("not-found", "no-such-milestone", "There is no such milestone in this order.");
  if (milestone.confirmedAt) return { already: true };
  requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "confirm_a_milestone_of");
  requireBegun(locked.startsOn!, dayOf(at));
  const confirmationNote = command.note?.trim() || null;
  await tx
    .update(orderMilestone)
    .set({ confirmedAt: at, confirmedBy: actor.userId, confirmationNote })
    .where(eq(orderMilestone.id, milestone.id));
  const part = `${milestone.paymentBasisPoints / 100}%`;
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.milestone-confirmed",
    summary: `Confirmed milestone ${milestone.position}, ${milestone.title}: ${part} of every share can be invoiced, of later years from their 1 April`,
    actor,
    at,
    after: { milestoneId: milestone.id, position: milestone.position, confirmationNote },
  });
  await notifyPeople(
    tx,
    { organisationCode: locked.supplierOrganisationCode, roles: ["supplier_editor", "supplier_signatory"] },
    {
      kind: "milestone-confirmed",
      subject: `Milestone confirmed for order ${locked.id}: you can invoice`,
      body: [
        `The buyer confirmed '${milestone.title}' of ${locked.title} (${locked.id}).`,
        {
          label: `Raise the invoices, one for each payer, ${part} of each share of the financial years that have begun`,
          path: `/supplying/orders/${locked.id}`,
        },
      ],
    },
  );
  await completeIfDone(tx, { orderId: locked.id, locked, actor, at });
  return { already: false };
}
