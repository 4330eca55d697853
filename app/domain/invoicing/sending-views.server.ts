import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { invoice, invoiceLine, payerCustomer, supplierPaymentAccount } from "~db/schema/invoicing";
import { order, orderMilestone } from "~db/schema/ordering";
import { organisation } from "~db/schema/organisations";
import { membership, user } from "~db/schema/people";
import { PAYING_ROLES } from "./invoice";
import { subjectTitle } from "./invoice-views.server";

/** Everything that sending an invoice takes; null when there is no such invoice. No actor: it is for the jobs. */
export async function invoiceToSend(q: Queryable, number: string) {
  const [row] = await q
    .select({
      invoice,
      orderTitle: order.title,
      milestoneTitle: subjectTitle,
      payerName: organisation.name,
      customerId: payerCustomer.stripeCustomerId,
      supplierName: supplier.name,
      supplierEmail: supplier.contactEmail,
      accountId: supplierPaymentAccount.stripeAccountId,
      payoutsEnabled: supplierPaymentAccount.payoutsEnabled,
    })
    .from(invoice)
    .innerJoin(order, eq(order.id, invoice.orderId))
    .leftJoin(orderMilestone, eq(orderMilestone.id, invoice.milestoneId))
    .innerJoin(organisation, eq(organisation.code, invoice.payerCode))
    .innerJoin(supplier, eq(supplier.id, invoice.supplierId))
    .leftJoin(payerCustomer, eq(payerCustomer.organisationCode, invoice.payerCode))
    .leftJoin(supplierPaymentAccount, eq(supplierPaymentAccount.supplierId, invoice.supplierId))
    .where(eq(invoice.number, number));
  if (!row) return null;
  const lines = await q
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceNumber, number))
    .orderBy(asc(invoiceLine.position));
  // Stripe has one address for a customer: the first of those who may pay.
  const [person] = await q
    .select({ email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.organisationCode, row.invoice.payerCode),
        isAnyOf(membership.role, [...PAYING_ROLES]),
      ),
    )
    .orderBy(asc(membership.role), asc(user.email))
    .limit(1);
  return { ...row, lines, payerEmail: person?.email ?? null };
}

export type InvoiceForSending = NonNullable<Awaited<ReturnType<typeof invoiceToSend>>>;
