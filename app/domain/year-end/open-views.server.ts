import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { invoice, invoiceLine } from "~db/schema/invoices";
import { orderMilestone, orderShare } from "~db/schema/orders";
import { heldPence, sameMilestone, type HeldPart } from "~/domain/who-pays/share-trace";
import { pence, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { openPieces, type Raised } from "./open-pieces";

/** What orders will still ask of funds: when, and with which weight; keyed by order and fund. */
export interface OpenWork {
  open: { dueOn: Day; weight: bigint }[];
  invoiced: { dueOn: Day; cost: Pence }[];
}

/** The key by which open work of one order and one fund is found again. */
export const workKey = (orderId: string | null, fundId: string | null) => `${orderId} ${fundId}`;

/** For orders and the funds they use: what is not invoiced yet, and invoices that are out and not paid. */
export async function openWork(
  q: Queryable,
  input: { orderIds: readonly string[]; fundIds: readonly string[] },
): Promise<Map<string, OpenWork>> {
  const work = new Map<string, OpenWork>();
  if (input.orderIds.length === 0 || input.fundIds.length === 0) return work;
  const of = (orderId: string, fundId: string | null) => {
    const key = workKey(orderId, fundId);
    const found = work.get(key) ?? { open: [], invoiced: [] };
    work.set(key, found);
    return found;
  };
  const milestones = byOrder(await milestonesOf(q, input.orderIds));
  const raised = byOrder(await raisedOf(q, input.orderIds));
  for (const share of await sharesOf(q, input)) {
    const own = milestones.get(share.orderId) ?? [];
    const held = (share.releases ?? []).flatMap((part) => {
      const milestone = own.findIndex((one) => sameMilestone(one.title, part.milestone));
      return milestone < 0 ? [] : [{ milestone, net: heldPence(part) }];
    });
    const bills = (raised.get(share.orderId) ?? []).filter((row) => row.payerCode === share.payerCode);
    const done: Raised = {
      milestones: new Set(bills.flatMap((row) => own.findIndex((one) => one.id === row.milestoneId))),
      years: new Set(bills.flatMap((row) => row.instalmentYear ?? [])),
    };
    of(share.orderId, share.fundId).open.push(...openPieces({ ...share, held }, own, done));
  }
  for (const row of await unpaidOf(q, input.orderIds)) of(row.orderId, row.fundId).invoiced.push(row);
  return work;
}

function byOrder<Row extends { orderId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.orderId);
    if (own) own.push(row);
    else found.set(row.orderId, [row]);
  }
  return found;
}

function milestonesOf(q: Queryable, orderIds: readonly string[]) {
  return q
    .select()
    .from(orderMilestone)
    .where(isAnyOf(orderMilestone.orderId, [...orderIds]))
    .orderBy(asc(orderMilestone.orderId), asc(orderMilestone.position));
}

function raisedOf(q: Queryable, orderIds: readonly string[]) {
  return q
    .select({
      orderId: invoice.orderId,
      payerCode: invoice.payerCode,
      milestoneId: invoice.milestoneId,
      instalmentYear: invoice.instalmentYear,
    })
    .from(invoice)
    .where(and(isAnyOf(invoice.orderId, [...orderIds]), ne(invoice.state, "void")));
}

function sharesOf(q: Queryable, input: { orderIds: readonly string[]; fundIds: readonly string[] }) {
  return q
    .select({
      id: orderShare.id,
      orderId: orderShare.orderId,
      payerCode: orderShare.payerCode,
      fundId: orderShare.fundId,
      financialYear: orderShare.financialYear,
      net: orderShare.net,
      vat: orderShare.vat,
      recoverableVat: orderShare.recoverableVat,
      // The rest of a trace is long, and only what is held back matters here.
      releases: sql<HeldPart[] | null>`${orderShare.trace} -> 'releases'`,
    })
    .from(orderShare)
    .where(
      and(isAnyOf(orderShare.orderId, [...input.orderIds]), isAnyOf(orderShare.fundId, [...input.fundIds])),
    )
    .orderBy(asc(orderShare.orderId), asc(orderShare.id));
}

async function unpaidOf(q: Queryable, orderIds: readonly string[]) {
  const rows = await q
    .select({
      orderId: invoice.orderId,
      fundId: orderShare.fundId,
      dueOn: invoice.dueOn,
      cost: sql<string>`sum(${invoiceLine.net} + ${invoiceLine.vat} - ${invoiceLine.recoverableVat})::text`,
    })
    .from(invoice)
    .innerJoin(invoiceLine, eq(invoiceLine.invoiceNumber, invoice.number))
    .innerJoin(orderShare, eq(orderShare.id, invoiceLine.shareId))
    .where(and(isAnyOf(invoice.orderId, [...orderIds]), isAnyOf(invoice.state, ["raised", "sent"])))
    .groupBy(invoice.number, invoice.orderId, orderShare.fundId, invoice.dueOn)
    .orderBy(asc(invoice.dueOn), byNumber(invoice.number));
  return rows.map((row) => ({ ...row, cost: pence(BigInt(row.cost)) }));
}
