import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { invoice, invoiceLine, payerCustomer, supplierPaymentAccount } from "~db/schema/invoices";
import { order, orderItem, orderMilestone, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { membership, user } from "~db/schema/people";
import { PAYING_ROLES } from "../invoice";
import { itemVatRate } from "../item-vat-rate.server";
import { subjectTitle } from "../invoice-views.server";
import { detailsOf } from "../supplier-details/invoicing-details-views.server";

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
  const found = await q
    .select({ line: invoiceLine, vatRate: itemVatRate })
    .from(invoiceLine)
    .innerJoin(orderShare, eq(orderShare.id, invoiceLine.shareId))
    .innerJoin(orderItem, eq(orderItem.id, orderShare.orderItemId))
    .where(eq(invoiceLine.invoiceNumber, number))
    .orderBy(asc(invoiceLine.position));
  const lines = found.map(({ line, vatRate }) => ({ ...line, vatRate }));
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
  const { supplierId, invoicingVersion: version } = row.invoice;
  const stated = await detailsOf(q, { supplierId, version });
  return { ...row, lines, stated, payerEmail: person?.email ?? null };
}

export type InvoiceForSending = NonNullable<Awaited<ReturnType<typeof invoiceToSend>>>;
