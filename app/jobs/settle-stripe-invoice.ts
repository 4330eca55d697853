import type { Task } from "graphile-worker";
import { invoiceToSend } from "~/domain/invoices/stripe/sending-views.server";
import { stripe } from "~/gateways/stripe.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/** Tells Stripe that an invoice was paid by Bacs, so that nobody pays it there again. */
export const settleStripeInvoice: Task = async (payload) => {
  const { invoiceNumber } = readPayload("settle-stripe-invoice", payload);
  const found = await invoiceToSend(database().db, invoiceNumber);
  // Not at Stripe yet: sending it notes that it is paid and asks for this job again.
  if (!found?.invoice.stripeInvoiceId) return;
  await stripe().payOutOfBand(found.invoice.stripeInvoiceId);
};
