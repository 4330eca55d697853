import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice } from "~db/schema/invoices";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { nextState } from "~/domain/shared/state-table";
import { enqueue } from "~/platform/queue.server";
import { INVOICE_STATES, type InvoiceState } from "../invoice";

/**
 * Notes that the payer has the invoice: that Stripe has it and where it can be paid, or null for both where payments are
 * not set up and the e-mail of its raising is all there is. A second note of the same changes nothing. One that was paid
 * by Bacs while it was being sent is told to Stripe as paid, so that nobody pays it twice.
 */
export async function markInvoiceSent(
  tx: Tx,
  input: { number: string; stripeInvoiceId: string | null; hostedUrl: string | null; at: Date },
): Promise<void> {
  const { number, stripeInvoiceId, hostedUrl, at } = input;
  const [row] = await tx.select().from(invoice).where(eq(invoice.number, number)).for("update");
  if (!row) return;
  if (stripeInvoiceId === null ? row.state !== "raised" : row.stripeInvoiceId === stripeInvoiceId) return;
  // The payment's webhook may have come first; a paid invoice keeps its state and still learns its Stripe id.
  const state = nextState(INVOICE_STATES, row.state as InvoiceState, "send") ?? row.state;
  await tx
    .update(invoice)
    .set({ state, stripeInvoiceId, hostedUrl, sentAt: at })
    .where(eq(invoice.number, number));
  if (row.state === "paid") await enqueue(tx, "settle-stripe-invoice", { invoiceNumber: number });
  await recordEvent(tx, {
    stream: `order:${row.orderId}`,
    action: "invoice.sent",
    summary: stripeInvoiceId
      ? `Sent invoice ${number}`
      : `Invoice ${number} is due: payments are not set up, so it is paid by Bacs`,
    actor: SYSTEM,
    at,
    after: { number, stripeInvoiceId },
  });
}
