import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { handleStripeEvent } from "~/domain/invoices/stripe/handle-stripe-event.server";
import { dayOf } from "~/domain/shared/day";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { readPayload } from "~/platform/queue.server";

/** Does what a stored webhook asks for, once. */
export const receiveStripeEvent: Task = async (payload) => {
  const { eventId } = readPayload("receive-stripe-event", payload);
  const at = clock().now();
  const today = dayOf(clock().now());
  const outcome = await inTransaction(database().db, (tx) => handleStripeEvent(tx, { eventId, at, today }));
  log().info({ eventId, outcome }, "webhook handled");
};
