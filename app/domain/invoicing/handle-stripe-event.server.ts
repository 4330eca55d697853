import { eq, or } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice, stripeEvent } from "~db/schema/invoicing";
import { SYSTEM } from "~/domain/events/event";
import { pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { settleInvoice } from "./settle-invoice.server";
import { INVOICE_NUMBER_KEY, PaidInvoice, StripeEvent } from "./stripe-event";

/**
 * Does what a stored event asks for, once: the row is locked and marked in the same transaction. Events that say
 * nothing new for us are marked as seen. Returns what came of it, in words.
 */
export async function handleStripeEvent(
  tx: Tx,
  input: { eventId: string; at: Date; today: Day },
): Promise<string> {
  const { eventId, at, today } = input;
  const [row] = await tx.select().from(stripeEvent).where(eq(stripeEvent.id, eventId)).for("update");
  if (!row) return "There is no such event.";
  if (row.handledAt) return row.outcome ?? "Handled before.";
  const event = StripeEvent.parse(row.payload);
  const outcome = event.type === "invoice.paid" ? await invoicePaid(tx, event, at, today) : "Nothing to do.";
  await tx.update(stripeEvent).set({ handledAt: at, outcome }).where(eq(stripeEvent.id, eventId));
  return outcome;
}

async function invoicePaid(tx: Tx, event: StripeEvent, at: Date, today: Day): Promise<string> {
  const paid = PaidInvoice.parse(event.data.object);
  const number = paid.metadata?.[INVOICE_NUMBER_KEY] ?? "";
  const [known] = await tx
    .select({ number: invoice.number, state: invoice.state })
    .from(invoice)
    .where(or(eq(invoice.stripeInvoiceId, paid.id), eq(invoice.number, number)));
  if (!known) return `Stripe invoice ${paid.id} is not one of ours.`;
  if (known.state === "paid") return `Invoice ${known.number} was paid already.`;
  const paidAt = paid.status_transitions?.paid_at ?? event.created;
  await settleInvoice(tx, {
    number: known.number,
    method: "stripe",
    amount: pence(paid.amount_paid),
    reference: paid.id,
    paidOn: dayOf(new Date(paidAt * 1000)),
    actor: SYSTEM,
    at,
    today,
  });
  return `Invoice ${known.number} settled.`;
}
