import { and, asc, desc, eq, ilike, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber, byNumberDown } from "~db/number-order";
import { supplier } from "~db/schema/catalogue";
import { order, orderApproval, orderMilestone } from "~db/schema/ordering";
import { organisation } from "~db/schema/organisations";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { OrderState } from "./order";
import { SUPPLIER_SEES } from "./order-views.server";

export interface OrderRow {
  id: string;
  title: string;
  state: OrderState;
  buyerCode: string;
  buyerName: string;
  supplierName: string;
  startsOn: Day | null;
  termMonths: number | null;
  /** Null while the dates or items are missing. */
  net: Pence | null;
  vat: Pence | null;
  createdAt: Date;
  submittedAt: Date | null;
  liveAt: Date | null;
}

export interface OrderFilter {
  states?: readonly OrderState[];
  /** Part of the call-off id, the title or the other party's name. */
  words?: string;
}

const columns = {
  id: order.id,
  title: order.title,
  state: sql<OrderState>`${order.state}`,
  buyerCode: order.buyerCode,
  buyerName: organisation.name,
  supplierName: supplier.name,
  startsOn: order.startsOn,
  termMonths: order.termMonths,
  net: order.net,
  vat: order.vat,
  createdAt: order.createdAt,
  submittedAt: order.submittedAt,
  liveAt: order.liveAt,
};

async function list(q: Queryable, scope: SQL | undefined, filter: OrderFilter): Promise<OrderRow[]> {
  const words = filter.words?.trim();
  const like = `%${(words ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return q
    .select(columns)
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .where(
      and(
        scope,
        filter.states?.length ? isAnyOf(order.state, [...filter.states]) : undefined,
        words
          ? or(
              ilike(order.id, like),
              ilike(order.title, like),
              ilike(supplier.name, like),
              ilike(organisation.name, like),
            )
          : undefined,
      ),
    )
    .orderBy(desc(order.createdAt), byNumberDown(order.id))
    .limit(1_000);
}

/** A buyer's orders, the newest first; a thousand at most. */
export async function ordersForBuyer(
  q: Queryable,
  buyerCode: string,
  filter: OrderFilter = {},
): Promise<OrderRow[]> {
  return list(q, eq(order.buyerCode, buyerCode), filter);
}

/** A supplier's orders from when they are its to sign, the newest first. */
export async function ordersForSupplier(
  q: Queryable,
  organisationCode: string,
  filter: OrderFilter = {},
): Promise<OrderRow[]> {
  return list(
    q,
    and(eq(supplier.organisationCode, organisationCode), isAnyOf(order.state, [...SUPPLIER_SEES])),
    filter,
  );
}

/** Every order, for the centre. */
export async function ordersForCentre(q: Queryable, filter: OrderFilter = {}): Promise<OrderRow[]> {
  return list(q, undefined, filter);
}

export interface ApprovalRow {
  orderId: string;
  title: string;
  buyerName: string;
  supplierName: string;
  net: Pence;
  vat: Pence;
  state: "requested" | "approved" | "declined";
  requestedAt: Date;
  decidedAt: Date | null;
}

/** Shares that a payer is asked to approve, the longest waiting first; with `decided`, those it has answered. */
export async function approvalsWaiting(
  q: Queryable,
  payerCode: string,
  { decided = false }: { decided?: boolean } = {},
): Promise<ApprovalRow[]> {
  return q
    .select({
      orderId: order.id,
      title: order.title,
      buyerName: organisation.name,
      supplierName: supplier.name,
      net: orderApproval.net,
      vat: orderApproval.vat,
      state: sql<ApprovalRow["state"]>`${orderApproval.state}`,
      requestedAt: orderApproval.requestedAt,
      decidedAt: orderApproval.decidedAt,
    })
    .from(orderApproval)
    .innerJoin(order, eq(order.id, orderApproval.orderId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .where(
      and(
        eq(orderApproval.payerCode, payerCode),
        decided
          ? isAnyOf(orderApproval.state, ["approved", "declined"])
          : and(eq(orderApproval.state, "requested"), eq(order.state, "awaiting_approval")),
      ),
    )
    .orderBy(decided ? desc(orderApproval.decidedAt) : asc(orderApproval.requestedAt))
    .limit(200);
}

export interface MilestoneRow {
  orderId: string;
  orderTitle: string;
  title: string;
  dueOn: Day;
}

/** Milestones of a buyer's live orders that are not confirmed yet, the earliest first. */
export async function milestonesWaiting(q: Queryable, buyerCode: string): Promise<MilestoneRow[]> {
  return q
    .select({
      orderId: order.id,
      orderTitle: order.title,
      title: orderMilestone.title,
      dueOn: orderMilestone.dueOn,
    })
    .from(orderMilestone)
    .innerJoin(order, eq(order.id, orderMilestone.orderId))
    .where(and(eq(order.buyerCode, buyerCode), eq(order.state, "live"), isNull(orderMilestone.confirmedAt)))
    .orderBy(asc(orderMilestone.dueOn), byNumber(order.id))
    .limit(20);
}
