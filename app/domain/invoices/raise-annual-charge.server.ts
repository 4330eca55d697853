import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { byNumber } from "~db/number-order";
import { invoice } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import { lockOrder } from "~/domain/orders/lock-order.server";
import { formatDay, type Day } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { annualChargeInvoices } from "./milestone-views.server";
import { annualChargeTitle } from "./schedule";
import { requireInvoicer } from "./supplier";
import { writeInvoices } from "./write-invoices.server";

/**
 * Raises the annual charge of a financial year, one invoice for each payer, from the 1 April on which the
 * year begins: what of its shares hangs on milestones that were confirmed before. Raising it again answers
 * with the same numbers. Throws rule-broken before that day, and when there is nothing to charge. Codes:
 * rule-broken `nothing-to-charge`, `year-not-begun`, `invoicing-details-missing` and `vat-number-missing`,
 * not-found `no-such-order`, not-allowed `not-supplier`.
 */
export async function raiseAnnualCharge(
  tx: Tx,
  input: { orderId: string; financialYear: FinancialYear; actor: Actor; at: Date; today: Day },
): Promise<{ numbers: string[]; already: boolean }> {
  const { orderId, financialYear, actor, at, today } = input;
  const order = await lockOrder(tx, orderId);
  requireInvoicer(actor, order);
  const before = await tx
    .select({ number: invoice.number })
    .from(invoice)
    .where(and(eq(invoice.orderId, orderId), eq(invoice.instalmentYear, financialYear)))
    .orderBy(byNumber(invoice.number));
  if (before.length > 0) return { numbers: before.map((row) => row.number), already: true };
  const title = annualChargeTitle(financialYear);
  const about = { orderId, lotId: order.lotId, financialYear };
  const { from, invoices: made } = await annualChargeInvoices(tx, about);
  if (from === null || made.length === 0) {
    throw new Problem("rule-broken", "nothing-to-charge", {
      title: `There is nothing to invoice as '${title}'.`,
      detail: "What is due of that year belongs to milestones, or to none that is confirmed yet.",
    });
  }
  if (today < from) {
    throw new Problem("rule-broken", "year-not-begun", {
      title: `You can invoice '${title}' from ${formatDay(from)}.`,
      detail: "A payer's money of one financial year is not drawn before that year begins.",
    });
  }
  const writing = { order, milestoneId: null, instalmentYear: financialYear, subject: title, title, made };
  return { numbers: await writeInvoices(tx, { ...writing, actor, at, today }), already: false };
}
