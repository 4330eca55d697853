import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice, invoiceLine, payment } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { drawForInvoice } from "~/domain/ledger/draw-for-invoice.server";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { completeIfDone } from "~/domain/orders/complete-if-done.server";
import { lockOrder } from "~/domain/orders/lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { amountDiffers } from "./wrong-with-payment.server";
import { proofKey } from "~/domain/shared/proof";
import { requireNextState } from "~/domain/shared/state-table";
import { enqueue } from "~/platform/queue.server";
import { INVOICE_STATES, INVOICE_WORDS, lineCost, type InvoiceState } from "./invoice";

export interface Settlement {
  number: string;
  /** Where the caller has read it; an invoice never moves to another order. */
  orderId?: string;
  method: "stripe" | "bacs";
  amount: Pence;
  reference: string;
  paidOn: Day;
  actor: Actor;
  at: Date;
  today: Day;
}

/**
 * Takes an invoice as paid in full: the payment, the state, the ledger from committed to drawn, the event,
 * the new release, all in the caller's transaction. An invoice that is paid already is left as it is. Throws
 * rule-broken when the amount is not the invoice's to the penny. The amount is pence, VAT included. Codes:
 * not-found `no-such-invoice`, rule-broken `amount-differs`, and what its guards throw.
 */
export async function settleInvoice(tx: Tx, input: Settlement): Promise<{ already: boolean }> {
  const { number, actor, at, today } = input;
  const orderId = input.orderId ?? (await orderOf(tx, number));
  if (orderId === null) throw new Problem("not-found", "no-such-invoice", "There is no such invoice.");
  // The order's row first, as every other action on an order does, so that two actions never wait for each other.
  const order = await lockOrder(tx, orderId);
  const [row] = await tx.select().from(invoice).where(eq(invoice.number, number)).for("update");
  if (row!.state === "paid") return { already: true };
  const state = requireNextState(INVOICE_STATES, INVOICE_WORDS, row!.state as InvoiceState, "pay");
  if (input.amount !== row!.gross) {
    throw new Problem("rule-broken", "amount-differs", {
      title: amountDiffers(row!.gross, input.amount),
      detail:
        "Record the payment that matches the invoice to the penny. Ask the supplier for a credit note if the invoice is wrong.",
    });
  }
  const reversedBefore = await tx.$count(payment, eq(payment.invoiceNumber, number));
  await tx.insert(payment).values({
    invoiceNumber: number,
    method: input.method,
    amount: input.amount,
    paidOn: input.paidOn,
    reference: input.reference,
    // What Stripe calls a payment tells capitals apart; what people type at a bank does not.
    referenceKey: input.method === "bacs" ? proofKey(input.reference) : input.reference,
    recordedBy: actor.userId,
    recordedAt: at,
  });
  await tx.update(invoice).set({ state, paidAt: at }).where(eq(invoice.number, number));
  await recordEvent(tx, {
    stream: `order:${row!.orderId}`,
    action: "invoice.paid",
    summary: `Invoice ${number} paid: ${formatPence(input.amount)} by ${input.method === "bacs" ? "Bacs" : "Stripe"}, ${input.reference}`,
    actor,
    at,
    before: { state: row!.state },
    after: { state, amount: input.amount, reference: input.reference, paidOn: input.paidOn },
  });
  await notifyPeople(
    tx,
    { organisationCode: order.supplierOrganisationCode, roles: ["supplier_editor", "supplier_signatory"] },
    {
      kind: "invoice-paid",
      subject: `Invoice ${number} is paid`,
      body: [
        `Invoice ${number} of order ${row!.orderId} is paid: ${formatPence(input.amount)}.`,
        { label: "See the invoice", path: `/invoices/${number}` },
      ],
    },
  );
  await drawLines(tx, {
    ...input,
    orderId: row!.orderId,
    supplierId: row!.supplierId,
    payerCode: row!.payerCode,
    reversedBefore,
    today,
  });
  await completeIfDone(tx, { orderId: order.id, locked: order, actor, at });
  await enqueue(tx, "publish-release", { orderId: row!.orderId });
  return { already: false };
}

async function orderOf(tx: Tx, number: string): Promise<string | null> {
  const [found] = await tx
    .select({ orderId: invoice.orderId })
    .from(invoice)
    .where(eq(invoice.number, number));
  return found?.orderId ?? null;
}

async function drawLines(
  tx: Tx,
  input: Settlement & { orderId: string; supplierId: string; payerCode: string; reversedBefore: number },
): Promise<void> {
  const { number, orderId, supplierId, payerCode, actor, at, today } = input;
  const lines = await tx
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceNumber, number))
    .orderBy(asc(invoiceLine.position));
  await drawForInvoice(tx, {
    invoiceNumber: number,
    reversedBefore: input.reversedBefore,
    orderId,
    supplierId,
    parts: lines.map((line) => ({
      shareId: line.shareId,
      payerCode,
      cost: lineCost(line),
      recoverableVat: line.recoverableVat,
    })),
    actor,
    at,
    today,
  });
}
