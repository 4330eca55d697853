import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { order } from "~db/schema/orders";
import { canonicalJson, type Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { EventAction } from "~/domain/audit/stream-words";
import { requireNextState } from "~/domain/shared/state-table";
import { lockOrder, type LockedOrder } from "../lock-order.server";
import { ORDER_STATES, ORDER_WORDS } from "../order";
import { requireBuyer } from "../parties";
import { requireFresh } from "./stale-edit";

/** What every change of an order in progress is told. */
export interface Change {
  actor: Actor;
  at: Date;
  orderId: string;
  /** The edit count that the person's page showed. */
  editCount: number;
}

export interface Changed {
  orderId: string;
  editCount: number;
}

/**
 * Does one change to an order in progress: locks it, asks whether this person may and whether the page was
 * fresh, lets `work` write, raises the edit count and records the event that `work` describes, with what it
 * was and what it is now in the same shape. A form that changes nothing leaves no trace and raises nothing.
 * Throws Problem not-found `no-such-order`, not-allowed `not-procurement-lead`, conflict `wrong-state` and
 * `stale-edit`.
 */
export async function changeOrder(
  tx: Tx,
  change: Change,
  action: EventAction,
  work: (order: LockedOrder) => Promise<{ summary: string; before?: unknown; after?: unknown }>,
): Promise<Changed> {
  const locked = await lockOrder(tx, change.orderId);
  requireBuyer(change.actor, locked);
  requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "change");
  requireFresh(locked, change.editCount);
  const event = await work(locked);
  if (event.before !== undefined && canonicalJson(event.before) === canonicalJson(event.after))
    return { orderId: locked.id, editCount: locked.editCount };
  await tx
    .update(order)
    .set({ editCount: sql`${order.editCount} + 1` })
    .where(eq(order.id, locked.id));
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action,
    ...event,
    actor: change.actor,
    at: change.at,
  });
  return { orderId: locked.id, editCount: locked.editCount + 1 };
}
