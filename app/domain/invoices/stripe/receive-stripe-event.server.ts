import type { Tx } from "~db";
import { stripeEvent } from "~db/schema/invoices";
import { enqueue } from "~/platform/queue.server";
import type { StripeEvent } from "./stripe-event";

/** Stores a verified event once and has it handled after the commit; the same event again changes nothing. */
export async function receiveStripeEvent(
  tx: Tx,
  input: { event: StripeEvent; at: Date },
): Promise<{ already: boolean }> {
  const { event, at } = input;
  const stored = await tx
    .insert(stripeEvent)
    .values({ id: event.id, type: event.type, payload: event, receivedAt: at })
    .onConflictDoNothing()
    .returning({ id: stripeEvent.id });
  if (stored.length === 0) return { already: true };
  await enqueue(tx, "receive-stripe-event", { eventId: event.id });
  return { already: false };
}
