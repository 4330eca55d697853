import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { byNumber } from "~db/number-order";
import { invoice } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import { lockOrder, type LockedOrder } from "~/domain/orders/lock-order.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { milestoneInvoices } from "./milestone-views.server";
import { requireInvoicer } from "./supplier";
import { writeInvoices } from "./write-invoices.server";

/** The confirmed milestone and its invoices. Throws not-found, or rule-broken while it is not confirmed. */
async function requireConfirmed(tx: Tx, order: LockedOrder, milestoneId: string, at: Date) {
  const found = await milestoneInvoices(tx, { orderId: order.id, lotId: order.lotId, milestoneId, at });
  if (found.milestone.confirmedAt) return found;
  throw new Problem("rule-broken", "milestone-not-confirmed", {
    title: `You cannot invoice '${found.milestone.title}' yet: the buyer has not confirmed it.`,
    detail: "Ask the buyer's procurement lead to confirm the milestone when the result is there.",
  });
}

/**
 * Raises the invoices of a confirmed milestone, one for each payer, and has them sent after the commit: its
 * part of the shares of financial years that had begun when it was confirmed, and of nothing that is held
 * back for another milestone. Raising them again answers with the same numbers. Returns the invoice numbers.
 * Throws Problem not-found `no-such-order` and `no-such-milestone`, not-allowed `not-supplier`, rule-broken
 * `milestone-not-confirmed`, `invoicing-details-missing` and `vat-number-missing`.
 */
export async function raiseInvoices(
  tx: Tx,
  input: { orderId: string; milestoneId: string; actor: Actor; at: Date; today: Day },
): Promise<{ numbers: string[]; already: boolean }> {
  const { orderId, milestoneId, actor, at, today } = input;
  const order = await lockOrder(tx, orderId);
  requireInvoicer(actor, order);
  const { milestone, invoices: made } = await requireConfirmed(tx, order, milestoneId, at);
  const before = await tx
    .select({ number: invoice.number })
    .from(invoice)
    .where(and(eq(invoice.orderId, orderId), eq(invoice.milestoneId, milestoneId)))
    .orderBy(byNumber(invoice.number));
  if (before.length > 0) return { numbers: before.map((row) => row.number), already: true };
  if (made.length === 0) return { numbers: [], already: false };
  const { title } = milestone;
  const subject = `milestone ${milestone.position}, ${title}`;
  const about = { order, milestoneId, instalmentYear: null, subject, title, made, actor, at, today };
  return { numbers: await writeInvoices(tx, about), already: false };
}
