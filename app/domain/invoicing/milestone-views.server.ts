import { and, asc, eq, exists, inArray, isNotNull, notExists, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { framework, lot } from "~db/schema/frameworks";
import { fund } from "~db/schema/funding";
import { invoice } from "~db/schema/invoicing";
import { order, orderItem, orderMilestone, orderShare } from "~db/schema/ordering";
import { organisation } from "~db/schema/organisations";
import type { BasisPoints } from "~/domain/money/money";
import { noSuchOrder, type Person } from "~/domain/ordering/parties";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { invoicesOf, type InvoicedShare } from "./invoice";

async function sharesOf(q: Queryable, orderId: string): Promise<InvoicedShare[]> {
  const rows = await q
    .select({ share: orderShare, item: catalogueItem.name, fund: fund.name })
    .from(orderShare)
    .innerJoin(orderItem, eq(orderItem.id, orderShare.orderItemId))
    .innerJoin(catalogueItem, eq(catalogueItem.id, orderItem.itemId))
    .leftJoin(fund, eq(fund.id, orderShare.fundId))
    .where(eq(orderShare.orderId, orderId))
    .orderBy(
      asc(orderShare.payerCode),
      asc(catalogueItem.name),
      asc(orderShare.periodFrom),
      asc(orderShare.id),
    );
  return rows.map(({ share, item, fund: fundName }) => ({
    id: share.id,
    payerCode: share.payerCode,
    text: `${item}, ${formatFinancialYear(share.financialYear)}${fundName ? `, from ${fundName}` : ""}`,
    net: share.net,
    vat: share.vat,
    recoverableVat: share.recoverableVat,
  }));
}

async function feeOf(q: Queryable, lotId: string): Promise<BasisPoints> {
  const [terms] = await q
    .select({ fee: framework.feeBasisPoints })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(eq(lot.id, lotId));
  return terms!.fee;
}

/**
 * A milestone and the invoices that come of it, one for each payer; nothing is written. Throws not-found when the order
 * has no such milestone. Ask who may see it first.
 */
export async function milestoneInvoices(
  q: Queryable,
  input: { orderId: string; lotId: string; milestoneId: string },
) {
  const rows = await q
    .select()
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, input.orderId))
    .orderBy(asc(orderMilestone.position));
  const index = rows.findIndex((row) => row.id === input.milestoneId);
  const milestone = rows[index];
  if (!milestone)
    throw new Problem("not-found", "no-such-milestone", "There is no such milestone in this order.");
  const basisPoints = rows.map((row) => row.paymentBasisPoints);
  const fee = await feeOf(q, input.lotId);
  const invoices = invoicesOf(await sharesOf(q, input.orderId), { basisPoints, index }, fee);
  return { milestone, invoices };
}

/** An order's milestones as its supplier invoices them. Throws not-found for another supplier's order. */
export async function invoicingView(q: Queryable, input: { orderId: string; actor: Person }) {
  const [found] = await q
    .select({ order, buyerName: organisation.name })
    .from(order)
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(
      and(eq(order.id, input.orderId), eq(supplier.organisationCode, input.actor.organisationCode ?? "")),
    );
  if (!found) throw noSuchOrder(input.orderId);
  const milestones = await q
    .select()
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, input.orderId))
    .orderBy(asc(orderMilestone.position));
  const raised = await q
    .select({ number: invoice.number, milestoneId: invoice.milestoneId, state: invoice.state })
    .from(invoice)
    .where(eq(invoice.orderId, input.orderId))
    .orderBy(asc(invoice.number));
  return {
    order: found.order,
    buyerName: found.buyerName,
    milestones: milestones.map((milestone) => ({
      ...milestone,
      invoices: raised.filter((one) => one.milestoneId === milestone.id),
    })),
  };
}

/** What would be raised for a milestone, payer by payer, for the page where the supplier checks it. */
export async function invoicesPreview(
  q: Queryable,
  input: { orderId: string; milestoneId: string; actor: Person },
) {
  const view = await invoicingView(q, input);
  const { milestone, invoices } = await milestoneInvoices(q, { ...input, lotId: view.order.lotId });
  const codes = invoices.map((one) => one.payerCode);
  const names = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(inArray(organisation.code, codes));
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  const raised = view.milestones.find((one) => one.id === milestone.id)?.invoices ?? [];
  return {
    ...view,
    milestone,
    raised,
    invoices: invoices.map((one) => ({ ...one, payerName: nameOf.get(one.payerCode) ?? one.payerCode })),
  };
}

/** Confirmed milestones that a supplier has not invoiced yet, the longest waiting first. */
export async function milestonesToInvoice(q: Queryable, input: { organisationCode: string }) {
  const raised = q
    .select({ one: sql`1` })
    .from(invoice)
    .where(eq(invoice.milestoneId, orderMilestone.id));
  const shares = q
    .select({ one: sql`1` })
    .from(orderShare)
    .where(eq(orderShare.orderId, order.id));
  return q
    .select({
      orderId: order.id,
      orderTitle: order.title,
      buyerName: organisation.name,
      milestoneId: orderMilestone.id,
      milestoneTitle: orderMilestone.title,
      confirmedAt: orderMilestone.confirmedAt,
    })
    .from(orderMilestone)
    .innerJoin(order, eq(order.id, orderMilestone.orderId))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(
      and(
        eq(supplier.organisationCode, input.organisationCode),
        isNotNull(orderMilestone.confirmedAt),
        sql`${orderMilestone.paymentBasisPoints} > 0`,
        exists(shares),
        notExists(raised),
      ),
    )
    .orderBy(asc(orderMilestone.confirmedAt));
}
