import { and, eq, isNull } from "drizzle-orm";
import type { Queryable } from "~db";
import { supplier } from "~db/schema/catalogue";
import { invoice, payment } from "~db/schema/invoices";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { backwards, type EntryKind } from "~/domain/ledger/ledger";
import type { ReversalFacts } from "~/domain/ledger/reversal";
import { reversalFacts } from "~/domain/ledger/reversal-views.server";
import { pence } from "~/domain/money/money";
import { ORDER_STATES, type OrderState } from "~/domain/orders/order";
import { nextState } from "~/domain/shared/state-table";
import { reversalConsequences, type ReversalTouches } from "./reversal-consequences";

/** What follows when this movement is reversed, a sentence each. Throws Problem not-found `no-such-entry`. */
export async function consequencesOfReversal(q: Queryable, transactionId: string): Promise<string[]> {
  const { entry, facts } = await reversalFacts(q, transactionId);
  const paid = entry.invoiceNumber === null ? null : await paidInvoice(q, entry.invoiceNumber);
  return reversalConsequences({
    kind: entry.kind as EntryKind,
    invoice: paid?.invoice ?? null,
    reserved: reservedAgain(facts, paid?.invoice.payerName ?? "the payer"),
    completedOrder: paid?.completedOrder ?? null,
  });
}

/** The invoice with the payment that stands, as `reopenInvoice` would open it; null when none stands. */
async function paidInvoice(q: Queryable, number: string) {
  const [row] = await q
    .select({
      number: invoice.number,
      dueOn: invoice.dueOn,
      payerName: organisation.name,
      supplierName: supplier.name,
      orderId: order.id,
      state: order.state,
    })
    .from(payment)
    .innerJoin(invoice, eq(invoice.number, payment.invoiceNumber))
    .innerJoin(organisation, eq(organisation.code, invoice.payerCode))
    .innerJoin(order, eq(order.id, invoice.orderId))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .where(and(eq(payment.invoiceNumber, number), isNull(payment.reversalId)));
  if (!row) return null;
  const { orderId, state, ...facts } = row;
  const reopens = nextState(ORDER_STATES, state as OrderState, "reopen") !== null;
  return { invoice: facts, completedOrder: reopens ? orderId : null };
}

/** What would be reserved again, added up where it is reserved. */
function reservedAgain(
  { transfers, funds }: Pick<ReversalFacts, "transfers" | "funds">,
  payerName: string,
): ReversalTouches["reserved"] {
  const sums = new Map<string, bigint>();
  for (const { kind, debit, amount } of backwards(transfers) ?? []) {
    if (kind !== "reserve") continue;
    const name = funds.find(({ account }) => account === debit)?.name ?? `${payerName}’s own budget`;
    sums.set(name, (sums.get(name) ?? 0n) + amount);
  }
  return [...sums].map(([name, amount]) => ({ name, amount: pence(amount) }));
}
