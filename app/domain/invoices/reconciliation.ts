import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";

/** What the three books say of one invoice; null where a book says nothing. */
export interface Entry {
  number: string;
  state: string;
  gross: Pence;
  /** Stripe's own invoice; null where it never got one, because payments were not set up. */
  stripeInvoiceId: string | null;
  /** Stripe's total by its latest webhook. */
  stripeTotal: Pence | null;
  /** Paid through Stripe itself, not only noted there. */
  stripePaid: Pence | null;
  payment: { method: string; amount: Pence } | null;
  /** What the ledger credited the supplier with for it, less what a reversal took back. */
  ledger: Pence | null;
  /** Whether a payment of it was reversed. */
  reversed: boolean;
}

export type Outcome = "agrees" | "waiting" | "differs";

/**
 * Whether the books agree on an invoice to the penny, and if not, where: every difference as a sentence. "waiting" is an
 * invoice that Stripe has not told us about yet, which the next webhook mends.
 */
export function reconcile(entry: Entry): { outcome: Outcome; differences: string[] } {
  const { gross, stripeTotal, stripePaid, payment, ledger, state } = entry;
  const found: string[] = [];
  if (stripeTotal !== null && stripeTotal !== gross)
    found.push(`Stripe's invoice is for ${formatPence(stripeTotal)}, ours for ${formatPence(gross)}.`);
  if (state === "paid" && !payment) found.push("It is marked as paid, and there is no payment.");
  if (state !== "paid" && payment) found.push("There is a payment, and it is not marked as paid.");
  if (payment && payment.amount !== gross)
    found.push(`The payment is ${formatPence(payment.amount)}, the invoice ${formatPence(gross)}.`);
  const credited = ledger ?? 0n;
  const due = state === "paid" ? gross : 0n;
  if (credited !== due)
    found.push(
      `The ledger credited ${formatPence(credited as Pence)} instead of ${formatPence(due as Pence)}.`,
    );
  if (stripePaid !== null && payment?.method !== "stripe")
    found.push(
      payment
        ? `Paid by Bacs, and ${formatPence(stripePaid)} again at Stripe: pay one of them back.`
        : `${formatPence(stripePaid)} was paid at Stripe and ${entry.reversed ? "that payment was reversed here: pay it back there." : "is not settled here."}`,
    );
  if (payment?.method === "stripe" && stripePaid !== null && stripePaid !== payment.amount)
    found.push(`Stripe took ${formatPence(stripePaid)}, the payment says ${formatPence(payment.amount)}.`);
  if (found.length > 0) return { outcome: "differs", differences: found };
  const atStripe = entry.stripeInvoiceId !== null;
  const unheard = (state === "sent" && atStripe && stripeTotal === null) || state === "raised";
  return { outcome: unheard ? "waiting" : "agrees", differences: [] };
}

/** The sums of the books: they agree when the last three are one figure. In pence. */
export function bookTotals(
  entries: readonly Entry[],
): Record<"invoiced" | "paid" | "payments" | "ledger", Pence> {
  const paid = entries.filter((entry) => entry.state === "paid");
  return {
    invoiced: sum(entries.filter((entry) => entry.state !== "void").map((entry) => entry.gross)),
    paid: sum(paid.map((entry) => entry.gross)),
    payments: sum(entries.flatMap((entry) => (entry.payment ? [entry.payment.amount] : []))),
    ledger: sum(entries.flatMap((entry) => (entry.ledger === null ? [] : [entry.ledger]))),
  };
}
