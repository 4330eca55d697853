import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { SYSTEM } from "~/domain/audit/event";
import { reservationsToExpire } from "~/domain/ledger/expirable-views.server";
import { expireReservation } from "~/domain/ledger/expire-reservation.server";
import { dayOf } from "~/domain/shared/day";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Gives back what is still reserved for orders that have ended and whose term is over. Each order has a transaction of
 * its own, so a run that broke off goes on where it was; an order that is done is not found again.
 */
export const expireReservations: Task = async (payload) => {
  readPayload("expire-reservations", payload);
  const { db } = database();
  const today = dayOf(clock().now());
  // In batches until none is left, each read behind the last: however many orders ended, all are done today.
  for (let after: string | undefined; ;) {
    const batch = await reservationsToExpire(db, { on: today, after });
    for (const due of batch) {
      await inTransaction(db, (tx) =>
        expireReservation(tx, { ...due, actor: SYSTEM, at: clock().now(), today }),
      );
    }
    after = batch.at(-1)?.orderId;
    if (after === undefined) return;
  }
};
