import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { invoice, payment } from "~db/schema/invoices";
import { user } from "~db/schema/people";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { proofKey } from "~/domain/shared/proof";
import { enqueue } from "~/platform/queue.server";
import { mayPay } from "./invoice";
import { settleInvoice } from "./settle-invoice.server";
import { invoicePaidBy, referenceUsed } from "./wrong-with-payment.server";

/**
 * Records that a payer has paid an invoice by Bacs from its own ledger. The amount must be the invoice's, the
 * day not in the future nor before the invoice, and a bank reference names one payment only. Stripe is told
 * afterwards. Whoever comes second with another payment is told of the first. The amount is pence, VAT included. Throws Problem not-found `no-such-invoice`, not-allowed
 * `not-payer`, rule-broken `paid-in-future`, `paid-before-issue` and `reference-used`, conflict
 * `paid-meanwhile`, and what its guards throw.
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
  const other = await invoicePaidBy(tx, { number, reference });
  if (other !== null) {
    throw new Problem("rule-broken", "reference-used", {
      title: referenceUsed(other),
      detail: "Check the reference on your bank statement.",
    });
  }
  const settled = await settleInvoice(tx, { ...input, reference, method: "bacs", orderId: row.orderId });
  if (settled.already) await requireSamePayment(tx, { ...input, reference });
  else await enqueue(tx, "settle-stripe-invoice", { invoiceNumber: number });
  return settled;
}

/**
 * The same payment sent twice is one; another one is not dropped without a word: whoever is second reads what the first
 * recorded. Throws Problem conflict `paid-meanwhile`.
 */
async function requireSamePayment(
  tx: Tx,
  typed: { number: string; reference: string; paidOn: Day },
): Promise<void> {
  const [standing] = await tx
    .select({ payment, name: user.name })
    .from(payment)
    .leftJoin(user, eq(user.id, payment.recordedBy))
    .where(and(eq(payment.invoiceNumber, typed.number), isNull(payment.reversalId)));
  const { method, referenceKey, reference, amount, paidOn } = standing!.payment;
  if (method === "bacs" && referenceKey === proofKey(typed.reference) && paidOn === typed.paidOn) return;
  const who = method === "bacs" ? `${standing!.name ?? "Somebody"} recorded` : "Stripe told us of";
  throw new Problem("conflict", "paid-meanwhile", {
    title: "This invoice was paid meanwhile, so your payment was not recorded.",
    detail: `${who} ${formatPence(amount)} with the reference ${reference}, paid on ${formatDay(paidOn)}. If your organisation paid it twice, ask the supplier to pay one back; if that payment is wrong, ask an officer of the centre to reverse it.`,
    next: { label: `See invoice ${typed.number}`, href: `/invoices/${typed.number}` },
  });
}
