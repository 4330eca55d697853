import { and, asc, eq, isNull } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { framework, lot } from "~db/schema/frameworks";
import { fund } from "~db/schema/funding";
import { invoice, payment } from "~db/schema/invoices";
import {
  order,
  orderItem,
  orderItemQuantity,
  orderKpi,
  orderMilestone,
  orderRecipient,
  orderShare,
} from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { award } from "~db/schema/shortlists";
import { ocdsIdentifier } from "~/domain/organisations/organisation";
import { readSnapshot } from "~/domain/who-pays/price-snapshot";
import { addDays, addMonths } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { Party, PublishableOrder } from "./publishable";
import { goodsAndServicesThreshold } from "./threshold.server";

type OrganisationRow = typeof organisation.$inferSelect;

function partyOf(row: OrganisationRow): Party {
  const { scheme, id } = ocdsIdentifier(row);
  return { code: id, scheme, name: row.name, postcode: row.postcode, town: row.town };
}

async function itemsOf(q: Queryable, orderId: string, partyFor: (code: string) => Party) {
  const rows = await q
    .select({ item: orderItem, name: catalogueItem.name, quantity: orderItemQuantity })
    .from(orderItem)
    .innerJoin(catalogueItem, eq(catalogueItem.id, orderItem.itemId))
    .innerJoin(orderItemQuantity, eq(orderItemQuantity.orderItemId, orderItem.id))
    .where(eq(orderItem.orderId, orderId))
    .orderBy(asc(catalogueItem.name), asc(orderItemQuantity.organisationCode));
  return rows.map(({ item, name, quantity }) => {
    const { list, agreed } = readSnapshot(item.priceSnapshot);
    return {
      id: item.itemId,
      catalogueId: item.itemId,
      name,
      recipient: partyFor(quantity.organisationCode),
      quantity: quantity.quantity,
      unitText: list.unitText,
      // A tiered price has no one unit price to state.
      unitPrice: list.tiers.length === 1 ? (agreed?.[0] ?? list.tiers[0]!.unitPrice) : null,
    };
  });
}

/** The order with its award, lot, framework, supplier and solution. */
async function orderRow(q: Queryable, orderId: string) {
  const [row] = await q
    .select({ order, award, lot, framework, supplier, solution: catalogueItem })
    .from(order)
    .innerJoin(award, eq(award.id, order.awardId))
    .innerJoin(lot, eq(lot.id, order.lotId))
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(catalogueItem, eq(catalogueItem.id, order.solutionId))
    .where(eq(order.id, orderId));
  return row;
}

/** The rows of an order that its release speaks of. */
async function partsOf(q: Queryable, orderId: string) {
  const [recipients, shares, milestones, kpis, paid] = await Promise.all([
    q.select().from(orderRecipient).where(eq(orderRecipient.orderId, orderId)),
    q
      .select({ share: orderShare, fundName: fund.name })
      .from(orderShare)
      .leftJoin(fund, eq(fund.id, orderShare.fundId))
      .where(eq(orderShare.orderId, orderId))
      .orderBy(asc(orderShare.financialYear), asc(orderShare.payerCode), asc(orderShare.fundId)),
    q
      .select()
      .from(orderMilestone)
      .where(eq(orderMilestone.orderId, orderId))
      .orderBy(asc(orderMilestone.position)),
    q
      .select({ title: orderKpi.title, target: orderKpi.target })
      .from(orderKpi)
      .where(eq(orderKpi.orderId, orderId))
      .orderBy(asc(orderKpi.position)),
    q
      .select({ invoice, payment })
      .from(invoice)
      .innerJoin(payment, and(eq(payment.invoiceNumber, invoice.number), isNull(payment.reversalId)))
      .where(and(eq(invoice.orderId, orderId), eq(invoice.state, "paid")))
      .orderBy(byNumber(invoice.number)),
  ]);
  return { recipients, shares, milestones, kpis, paid };
}

/**
 * Everything of a signed order that is published. Throws conflict when the order is not signed yet. Codes:
 * conflict `order-not-signed`.
 */
export async function publishableOrder(q: Queryable, orderId: string): Promise<PublishableOrder> {
  const row = await orderRow(q, orderId);
  const live = row?.order.liveAt;
  if (!row || !live || row.order.startsOn === null || row.order.termMonths === null) {
    throw new Problem(
      "conflict",
      "order-not-signed",
      `Order ${orderId} is not signed, so it is not published.`,
    );
  }
  const { recipients, shares, milestones, kpis, paid } = await partsOf(q, orderId);
  const codes = [
    row.order.buyerCode,
    row.supplier.organisationCode,
    ...recipients.map((recipient) => recipient.organisationCode),
    ...shares.map(({ share }) => share.payerCode),
  ];
  const organisations = await q.select().from(organisation).where(isAnyOf(organisation.code, codes));
  const parties = new Map(organisations.map((each) => [each.code, partyOf(each)]));
  const partyFor = (code: string) => parties.get(code)!;
  const net = row.order.net!;
  const vat = row.order.vat!;
  const threshold = await goodsAndServicesThreshold(q, row.award.awardedAt);
  return {
    callOffId: row.order.id,
    title: row.order.title,
    description: row.solution.summary || row.order.title,
    buyer: partyFor(row.order.buyerCode),
    supplier: partyFor(row.supplier.organisationCode),
    recipients: recipients.map((recipient) => partyFor(recipient.organisationCode)),
    framework: { id: row.framework.id, name: row.framework.name },
    lot: { id: row.lot.id, name: row.lot.name },
    route: row.award.route as PublishableOrder["route"],
    awardedAt: row.award.awardedAt,
    signedAt: live,
    startsOn: row.order.startsOn,
    termMonths: row.order.termMonths,
    endsOn: addDays(addMonths(row.order.startsOn, row.order.termMonths), -1),
    net,
    vat,
    aboveThreshold: threshold === null ? null : net + vat >= threshold,
    items: await itemsOf(q, orderId, partyFor),
    shares: shares.map(({ share, fundName }) => ({
      payer: partyFor(share.payerCode),
      fundName,
      financialYear: share.financialYear,
      net: share.net,
      vat: share.vat,
    })),
    milestones: milestones.map(({ id, title, dueOn, confirmedAt }) => ({
      id,
      title,
      dueOn,
      metAt: confirmedAt,
    })),
    kpis,
    noKpisReason: kpis.length > 0 ? null : row.order.noKpisReason,
    transactions: paid.map(({ invoice: each, payment: by }) => ({
      invoiceNumber: each.number,
      payer: partyFor(each.payerCode),
      paidOn: by.paidOn,
      gross: each.gross,
    })),
    completedAt: row.order.completedAt,
  };
}
