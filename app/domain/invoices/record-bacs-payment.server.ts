import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice, payment } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { proofKey } from "~/domain/shared/proof";
import { enqueue } from "~/platform/queue.server";
import { mayPay } from "./invoice";
import { settleInvoice } from "./settle-invoice.server";

/**
 * Records that a payer has paid an invoice by Bacs from its own ledger. The amount must be the invoice's, the day not
 * in the future nor before the invoice, and a bank reference names one payment only. Stripe is told afterwards.
 */
export async function recordBacsPayment(
  tx: Tx,
  input: {
    number: string;
    amount: Pence;
    reference: string;
    paidOn: Day;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ already: boolean }> {
  const { number, actor, paidOn, today } = input;
  const reference = input.reference.trim();
  const [row] = await tx
    .select()
    .from(invoice)
    .where(and(eq(invoice.number, number), eq(invoice.payerCode, actor.organisationCode ?? "")));
  if (!row)
    throw new Problem("not-found", "no-such-invoice", "There is no such invoice for your organisation.");
  if (!mayPay(actor, row)) {
    throw new Problem("not-allowed", "not-payer", {
      title: "Only an approver or a procurement lead of the paying organisation can record its payments.",
    });
  }
  if (paidOn > today)
    throw new Problem("rule-broken", "paid-in-future", "The date of payment cannot be in the future.");
  if (paidOn < row.issuedOn) {
    throw new Problem(
      "rule-broken",
      "paid-before-issue",
      "The date of payment cannot be before the invoice was issued.",
    );
  }
  const [other] = await tx
    .select({ invoiceNumber: payment.invoiceNumber })
    .from(payment)
    .where(and(eq(payment.method, "bacs"), eq(payment.referenceKey, proofKey(reference))));
  if (other && other.invoiceNumber !== number) {
    throw new Problem("rule-broken", "reference-used", {
      title: `This bank reference is already recorded for invoice ${other.invoiceNumber}.`,
      detail: "Check the reference on your bank statement.",
    });
  }
  const settled = await settleInvoice(tx, { ...input, reference, method: "bacs", orderId: row.orderId });
  if (!settled.already) await enqueue(tx, "settle-stripe-invoice", { invoiceNumber: number });
  return settled;
}
