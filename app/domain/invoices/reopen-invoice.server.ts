import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { ledgerTransaction } from "~db/schema/funding";
import { invoice, payment } from "~db/schema/invoices";
import { order } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import { lockOrder, type LockedOrder } from "~/domain/orders/lock-order.server";
import { ORDER_STATES } from "~/domain/orders/order";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { formatDay } from "~/domain/shared/day";
import type { Message } from "~/domain/shared/mail";
import { nextState, requireNextState } from "~/domain/shared/state-table";
import { enqueue } from "~/platform/queue.server";
import { INVOICE_STATES, INVOICE_WORDS, PAYING_ROLES, type InvoiceState } from "./invoice";

/**
 * Opens an invoice again whose payment a reversal took back: it is owed again, payable again by Bacs, and due on the day on
 * which it was. Its payment stays on record as reversed; what was completed by it is live again. Payer and supplier are
 * told. Does nothing for a reversal of anything else. Throws Problem conflict `wrong-state`, not-found `no-such-order`.
 */
export async function reopenInvoice(
  tx: Tx,
  input: { reversal: string; actor: Actor; at: Date },
): Promise<void> {
  const { reversal, actor, at } = input;
  const [entry] = await tx.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, reversal));
  const number = entry?.invoiceNumber;
  const orderId = entry?.orderId;
  if (!number || !orderId) return;
  const standing = and(eq(payment.invoiceNumber, number), isNull(payment.reversalId));
  const [made] = await tx.select().from(payment).where(standing);
  if (!made) return;
  const locked = await lockOrder(tx, orderId);
  const [row] = await tx.select().from(invoice).where(eq(invoice.number, number)).for("update");
  const state = requireNextState(INVOICE_STATES, INVOICE_WORDS, row!.state as InvoiceState, "reverse");
  await tx.update(payment).set({ reversalId: reversal }).where(eq(payment.id, made.id));
  // Stripe knows its copy as paid, so nobody can pay it there again.
  await tx.update(invoice).set({ state, paidAt: null, hostedUrl: null }).where(eq(invoice.number, number));
  await recordEvent(tx, {
    stream: `order:${orderId}`,
    action: "invoice.payment-reversed",
    summary: `The payment of invoice ${number} was reversed: ${formatPence(made.amount)}, ${made.reference}. It is owed again, due on ${formatDay(row!.dueOn)}`,
    actor,
    at,
    before: { state: row!.state, reference: made.reference },
    after: { state, reversal },
  });
  await reopenOrder(tx, locked, { number, actor, at });
  await notifyBoth(tx, { row: row!, locked, reference: made.reference });
  await enqueue(tx, "publish-release", { orderId });
}

/** An order is completed when every invoice is paid, and this one is not any more. */
async function reopenOrder(
  tx: Tx,
  locked: LockedOrder,
  by: { number: string; actor: Actor; at: Date },
): Promise<void> {
  const state = nextState(ORDER_STATES, locked.state, "reopen");
  if (state === null) return;
  await tx.update(order).set({ state, completedAt: null }).where(eq(order.id, locked.id));
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.reopened",
    summary: `The order is live again: invoice ${by.number} is owed again`,
    actor: by.actor,
    at: by.at,
    before: { state: locked.state },
    after: { state },
  });
}

async function notifyBoth(
  tx: Tx,
  { row, locked, reference }: { row: typeof invoice.$inferSelect; locked: LockedOrder; reference: string },
): Promise<void> {
  const { number, gross, dueOn } = row;
  const message: Message = {
    kind: "invoice-owed-again",
    subject: `Invoice ${number} is owed again`,
    body: [
      `The payment of invoice ${number} (${formatPence(gross)}, ${reference}) was reversed by two officers of the centre. The invoice is owed again and is due on ${formatDay(dueOn)}.`,
      { label: "See the invoice", path: `/invoices/${number}` },
    ],
  };
  await notifyPeople(tx, { organisationCode: row.payerCode, roles: PAYING_ROLES }, message);
  await notifyPeople(
    tx,
    { organisationCode: locked.supplierOrganisationCode, roles: ["supplier_editor", "supplier_signatory"] },
    message,
  );
}
