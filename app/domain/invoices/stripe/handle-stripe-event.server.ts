import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice, payment, stripeEvent, supplierPaymentAccount } from "~db/schema/invoices";
import { SYSTEM } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { settleInvoice } from "../settle-invoice.server";
import { INVOICE_NUMBER_KEY, PaidInvoice, StripeEvent, UpdatedAccount } from "./stripe-event";

/**
 * Does what a stored event asks for, once: the row is locked and marked in the same transaction. Events that say
 * nothing new for us are marked as seen; a payment that does not fit is noted for the reconciliation, not tried again.
 * Returns what came of it, in words.
 */
export async function handleStripeEvent(
  tx: Tx,
  input: { eventId: string; at: Date; today: Day },
): Promise<string> {
  const { eventId, at, today } = input;
  const [row] = await tx.select().from(stripeEvent).where(eq(stripeEvent.id, eventId)).for("update");
  if (!row) return "There is no such event.";
  if (row.handledAt) return row.outcome ?? "Handled before.";
  const outcome = await outcomeOf(tx, StripeEvent.parse(row.payload), at, today);
  await tx.update(stripeEvent).set({ handledAt: at, outcome }).where(eq(stripeEvent.id, eventId));
  return outcome;
}

async function outcomeOf(tx: Tx, event: StripeEvent, at: Date, today: Day): Promise<string> {
  if (event.type === "invoice.paid") return invoicePaid(tx, event, at, today);
  if (event.type === "account.updated") return accountUpdated(tx, event);
  return "Nothing to do.";
}

async function invoicePaid(tx: Tx, event: StripeEvent, at: Date, today: Day): Promise<string> {
  const paid = PaidInvoice.parse(event.data.object);
  const outside = paid.amount_paid_off_stripe ?? 0;
  const number = paid.metadata?.[INVOICE_NUMBER_KEY] ?? "";
  const [known] = await tx
    .select({
      number: invoice.number,
      state: invoice.state,
      gross: invoice.gross,
      method: payment.method,
      reversed: sql<boolean>`exists (select from payment gone where gone.invoice_number = ${invoice.number} and gone.reversal_id is not null)`,
    })
    .from(invoice)
    .leftJoin(payment, and(eq(payment.invoiceNumber, invoice.number), isNull(payment.reversalId)))
    .where(or(eq(invoice.stripeInvoiceId, paid.id), eq(invoice.number, number)));
  if (!known) return `Stripe invoice ${paid.id} is not one of ours.`;
  const twice = known.method === "bacs" && outside === 0;
  if (known.state === "paid" && twice)
    return `Invoice ${known.number} was paid by Bacs and again at Stripe: pay one of them back.`;
  if (known.state === "paid") return `Invoice ${known.number} was paid already.`;
  if (known.state === "void") return `Invoice ${known.number} is void and was paid at Stripe: pay it back.`;
  if (known.reversed && outside > 0)
    return `Stripe was told of a payment of invoice ${known.number} that was reversed since: nothing to do.`;
  if (known.reversed)
    return `A payment of invoice ${known.number} was reversed, and this one is not settled: pay it back, or record it.`;
  const amount = pence(paid.amount_paid || outside);
  if (amount !== known.gross)
    return `Invoice ${known.number} is for ${formatPence(known.gross)} and ${formatPence(amount)} was paid at Stripe: not settled.`;
  const paidAt = paid.status_transitions?.paid_at ?? event.created;
  const settled = await settleInvoice(tx, {
    number: known.number,
    method: "stripe",
    amount,
    reference: paid.id,
    paidOn: dayOf(new Date(paidAt * 1000)),
    actor: SYSTEM,
    at,
    today,
  });
  // Somebody recorded a payment just before: look again at what is there now.
  return settled.already ? invoicePaid(tx, event, at, today) : `Invoice ${known.number} settled.`;
}

/** Stripe has checked a supplier, or wants to know more: from now on its share is passed on, or is not. */
async function accountUpdated(tx: Tx, event: StripeEvent): Promise<string> {
  const { id, payouts_enabled: payoutsEnabled } = UpdatedAccount.parse(event.data.object);
  const changed = await tx
    .update(supplierPaymentAccount)
    .set({ payoutsEnabled })
    .where(eq(supplierPaymentAccount.stripeAccountId, id))
    .returning({ supplierId: supplierPaymentAccount.supplierId });
  if (changed.length === 0) return `Account ${id} is not one of ours.`;
  return `Supplier ${changed[0]!.supplierId} ${payoutsEnabled ? "can be paid" : "cannot be paid yet"}.`;
}
