import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { framework, lot } from "~db/schema/frameworks";
import { fund } from "~db/schema/funding";
import { invoice, invoiceLine } from "~db/schema/invoices";
import { order, orderItem, orderMilestone, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { pence, ZERO, type BasisPoints } from "~/domain/money/money";
import { noSuchOrder, type Person } from "~/domain/orders/parties";
import { heldPence, readTrace, sameMilestone } from "~/domain/who-pays/share-trace";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { invoicesOf, type InvoicedPart, type InvoicedShare } from "./invoice";
import { itemVatRate } from "./item-vat-rate.server";
import { lineTexts } from "./line-text";
import { annualChargeTitle, chargeableYears } from "./schedule";

type MilestoneRow = typeof orderMilestone.$inferSelect;

/** The milestones of an order in their order. */
export async function milestonesOf(q: Queryable, orderId: string): Promise<MilestoneRow[]> {
  return q
    .select()
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, orderId))
    .orderBy(asc(orderMilestone.position));
}

/** The shares of an order with what of each is held back for which of its milestones. */
export async function invoicedShares(
  q: Queryable,
  orderId: string,
  milestones: readonly Pick<MilestoneRow, "title">[],
): Promise<InvoicedShare[]> {
  const rows = await q
    .select({
      share: orderShare,
      item: catalogueItem.name,
      fund: fund.name,
      payer: organisation.name,
      vatRate: itemVatRate,
    })
    .from(orderShare)
    .innerJoin(orderItem, eq(orderItem.id, orderShare.orderItemId))
    .innerJoin(catalogueItem, eq(catalogueItem.id, orderItem.itemId))
    .innerJoin(organisation, eq(organisation.code, orderShare.payerCode))
    .leftJoin(fund, eq(fund.id, orderShare.fundId))
    .where(eq(orderShare.orderId, orderId))
    .orderBy(
      asc(orderShare.payerCode),
      asc(catalogueItem.name),
      asc(orderShare.periodFrom),
      asc(orderShare.id),
    );
  const before = await invoicedBefore(q, orderId);
  const texts = lineTexts(
    rows.map(({ share, item, fund: fundName, payer }) => {
      const { periodFrom, periodTo, nature } = share;
      return { item, periodFrom, periodTo, nature, fundName, payerName: payer };
    }),
  );
  return rows.map(({ share, vatRate }, index) => ({
    id: share.id,
    vatRate,
    before: before.get(share.id) ?? { net: ZERO, vat: ZERO, recoverableVat: ZERO },
    payerCode: share.payerCode,
    text: texts[index]!,
    financialYear: share.financialYear,
    net: share.net,
    vat: share.vat,
    recoverableVat: share.recoverableVat,
    held: (readTrace(share.trace).releases ?? []).flatMap((part) => {
      const milestone = milestones.findIndex((one) => sameMilestone(one.title, part.milestone));
      return milestone < 0 ? [] : [{ milestone, net: heldPence(part) }];
    }),
  }));
}

/** What of each share of an order stands on invoices. */
async function invoicedBefore(q: Queryable, orderId: string): Promise<Map<string, InvoicedPart>> {
  const total = (of: typeof invoiceLine.net) => sql<string>`sum(${of})`;
  const rows = await q
    .select({
      shareId: invoiceLine.shareId,
      net: total(invoiceLine.net),
      vat: total(invoiceLine.vat),
      recoverableVat: total(invoiceLine.recoverableVat),
    })
    .from(invoiceLine)
    .innerJoin(invoice, eq(invoice.number, invoiceLine.invoiceNumber))
    .where(eq(invoice.orderId, orderId))
    .groupBy(invoiceLine.shareId);
  return new Map(
    rows.map(({ shareId, net, vat, recoverableVat }) => [
      shareId,
      { net: pence(BigInt(net)), vat: pence(BigInt(vat)), recoverableVat: pence(BigInt(recoverableVat)) },
    ]),
  );
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
 * A milestone and the invoices that come of it, one for each payer, as if it were confirmed by now; nothing
 * is written. Throws not-found when the order has no such milestone. Ask who may see it first. Codes:
 * not-found `no-such-milestone`.
 */
export async function milestoneInvoices(
  q: Queryable,
  input: { orderId: string; lotId: string; milestoneId: string; at: Date },
) {
  const rows = await milestonesOf(q, input.orderId);
  const index = rows.findIndex((row) => row.id === input.milestoneId);
  const milestone = rows[index];
  if (!milestone)
    throw new Problem("not-found", "no-such-milestone", "There is no such milestone in this order.");
  const confirmed = rows.map((row) =>
    row === milestone ? { ...row, confirmedAt: row.confirmedAt ?? input.at } : row,
  );
  const shares = await invoicedShares(q, input.orderId, rows);
  return {
    milestone,
    invoices: invoicesOf(shares, confirmed, { milestone: index }, await feeOf(q, input.lotId)),
  };
}

/** The annual charge of a financial year, one invoice for each payer; nothing is written. Ask who may see it first. */
export async function annualChargeInvoices(
  q: Queryable,
  input: { orderId: string; lotId: string; financialYear: FinancialYear },
) {
  const rows = await milestonesOf(q, input.orderId);
  const shares = await invoicedShares(q, input.orderId, rows);
  const from = chargeableYears(shares, rows).find((one) => one.financialYear === input.financialYear)?.from;
  const subject = { financialYear: input.financialYear };
  return { from: from ?? null, invoices: invoicesOf(shares, rows, subject, await feeOf(q, input.lotId)) };
}

/**
 * An order's milestones as its supplier invoices them. Throws not-found for another supplier's order. Codes:
 * not-found `no-such-order`.
 */
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
  const milestones = await milestonesOf(q, input.orderId);
  const charges = chargeableYears(await invoicedShares(q, input.orderId, milestones), milestones);
  const raised = await q
    .select({
      number: invoice.number,
      milestoneId: invoice.milestoneId,
      instalmentYear: invoice.instalmentYear,
      state: invoice.state,
    })
    .from(invoice)
    .where(eq(invoice.orderId, input.orderId))
    .orderBy(byNumber(invoice.number));
  return {
    order: found.order,
    buyerName: found.buyerName,
    milestones: milestones.map((milestone) => ({
      ...milestone,
      invoices: raised.filter((one) => one.milestoneId === milestone.id),
    })),
    /** What waited for its financial year to begin, by year. */
    charges: charges.map((charge) => ({
      ...charge,
      invoices: raised.filter((one) => one.instalmentYear === charge.financialYear),
    })),
  };
}

/** What an invoice is raised for: a confirmed milestone, or the annual charge of a year. */
export type PreviewOf = { milestoneId: string } | { financialYear: FinancialYear };

/**
 * What would be raised, payer by payer, for the page where the supplier checks it. Throws Problem not-found
 * `no-such-order` and `no-such-milestone`.
 */
export async function invoicesPreview(
  q: Queryable,
  input: { orderId: string; of: PreviewOf; actor: Person; at: Date; today: Day },
) {
  const view = await invoicingView(q, input);
  const about = { orderId: input.orderId, lotId: view.order.lotId };
  const found =
    "milestoneId" in input.of
      ? await previewMilestone(q, view, { ...about, milestoneId: input.of.milestoneId, at: input.at })
      : await previewCharge(q, view, { ...about, financialYear: input.of.financialYear, today: input.today });
  const codes = found.invoices.map((one) => one.payerCode);
  const names = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(isAnyOf(organisation.code, codes));
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  return {
    ...found,
    invoices: found.invoices.map((one) => ({
      ...one,
      payerName: nameOf.get(one.payerCode) ?? one.payerCode,
    })),
  };
}

type InvoicingView = Awaited<ReturnType<typeof invoicingView>>;

async function previewMilestone(
  q: Queryable,
  view: InvoicingView,
  input: Parameters<typeof milestoneInvoices>[1],
) {
  const { milestone, invoices } = await milestoneInvoices(q, input);
  return {
    title: milestone.title,
    part: `${milestone.paymentBasisPoints / 100}% of the order`,
    ready: milestone.confirmedAt !== null,
    from: null,
    raised: view.milestones.find((one) => one.id === milestone.id)?.invoices ?? [],
    invoices,
  };
}

async function previewCharge(
  q: Queryable,
  view: InvoicingView,
  input: Parameters<typeof annualChargeInvoices>[1] & { today: Day },
) {
  const { from, invoices } = await annualChargeInvoices(q, input);
  const year = formatFinancialYear(input.financialYear);
  return {
    title: annualChargeTitle(input.financialYear),
    part: `what fell due in ${year} of milestones confirmed before it`,
    ready: from !== null && from <= input.today,
    from,
    raised: view.charges.find((one) => one.financialYear === input.financialYear)?.invoices ?? [],
    invoices,
  };
}
