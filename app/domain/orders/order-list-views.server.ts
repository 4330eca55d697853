import { and, eq, ilike, isNotNull, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { order, orderApproval, orderMilestone } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { containing } from "~db/like";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { keysetList, numberKeys, type List, type SortOrder } from "~/domain/shared/keyset.server";
import type { Sorting } from "~/domain/shared/sorting";
import type { OrderState } from "./order";
import type { ApprovalSort } from "./approvals/approval-sort";
import type { OrderSort } from "./order-sort";
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
  /** What "newest" means: the first draft; for a supplier, when it was sent. */
  begunAt: Date;
  submittedAt: Date | null;
  liveAt: Date | null;
}

export interface OrderFilter {
  states?: readonly OrderState[];
  /** Part of the call-off id, the title or the other party's name. */
  words?: string;
  /** Only those whose price is known. */
  priced?: boolean;
  sort?: Sorting<OrderSort>;
}

const NEWEST: Sorting<OrderSort> = { by: "begun", descending: true };

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

const NUMBER = numberKeys(order.id);

type Begun = typeof order.createdAt | SQL;

function sortOrder({ by, descending }: Sorting<OrderSort>, begun: Begun): SortOrder {
  const first = {
    begun: { by: begun, type: "timestamptz" },
    title: { by: order.title, type: "text" },
    starts: { by: sql`coalesce(${order.startsOn}, '9999-12-31'::date)`, type: "date" },
    net: { by: sql`coalesce(${order.net}, -1)`, type: "bigint" },
  } as const satisfies Record<OrderSort, SortOrder["keys"][number]>;
  return { keys: [first[by], ...NUMBER], descending };
}

function matching(words: string): SQL | undefined {
  const like = containing(words);
  return or(
    ilike(order.id, like),
    ilike(order.title, like),
    ilike(supplier.name, like),
    ilike(organisation.name, like),
  );
}

function list(q: Queryable, scope: SQL | undefined, filter: OrderFilter, begun: Begun): List<OrderRow> {
  const words = filter.words?.trim();
  const states = filter.states?.length ? isAnyOf(order.state, [...filter.states]) : undefined;
  const priced = filter.priced ? isNotNull(order.net) : undefined;
  return keysetList<OrderRow>(q, sortOrder(filter.sort ?? NEWEST, begun), (keys, past) =>
    q
      .select({ ...columns, begunAt: sql<Date>`${begun}`.mapWith(order.createdAt), ...keys })
      .from(order)
      .innerJoin(organisation, eq(organisation.code, order.buyerCode))
      .innerJoin(supplier, eq(supplier.id, order.supplierId))
      .where(and(scope, states, priced, words ? matching(words) : undefined, past)),
  );
}

/** A buyer's orders, the newest first unless asked otherwise. Sums are pence. */
export function ordersForBuyer(q: Queryable, buyerCode: string, filter: OrderFilter = {}): List<OrderRow> {
  return list(q, eq(order.buyerCode, buyerCode), filter, order.createdAt);
}

/** A supplier's orders from when they are its to sign, those sent last first unless asked otherwise. */
export function ordersForSupplier(
  q: Queryable,
  organisationCode: string,
  filter: OrderFilter = {},
): List<OrderRow> {
  const own = and(eq(supplier.organisationCode, organisationCode), isAnyOf(order.state, [...SUPPLIER_SEES]));
  return list(q, own, filter, sql`coalesce(${order.submittedAt}, ${order.createdAt})`);
}

/** Every order, for the centre. */
export function ordersForCentre(q: Queryable, filter: OrderFilter = {}): List<OrderRow> {
  return list(q, undefined, filter, order.createdAt);
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

const approvalColumns = {
  orderId: order.id,
  title: order.title,
  buyerName: organisation.name,
  supplierName: supplier.name,
  net: orderApproval.net,
  vat: orderApproval.vat,
  state: sql<ApprovalRow["state"]>`${orderApproval.state}`,
  requestedAt: orderApproval.requestedAt,
  decidedAt: orderApproval.decidedAt,
};

/**
 * Shares that a payer is asked to approve, the longest waiting first; with `decided`, those answered, the
 * latest first; sorted and searched as asked. Sums are pence.
 */
export function approvalsWaiting(
  q: Queryable,
  payerCode: string,
  {
    decided = false,
    words,
    sort,
  }: { decided?: boolean; words?: string; sort?: Sorting<ApprovalSort> | null } = {},
): List<ApprovalRow> {
  const wanted = decided
    ? isAnyOf(orderApproval.state, ["approved", "declined"])
    : and(eq(orderApproval.state, "requested"), eq(order.state, "awaiting_approval"));
  const moment = decided
    ? sql`coalesce(${orderApproval.decidedAt}, ${orderApproval.requestedAt})`
    : orderApproval.requestedAt;
  const first: Record<ApprovalSort, SortOrder["keys"][number]> = {
    moment: { by: moment, type: "timestamptz" },
    title: { by: order.title, type: "text" },
    buyer: { by: organisation.name, type: "text" },
    share: { by: orderApproval.net, type: "bigint" },
  };
  const { by, descending } = sort ?? { by: "moment", descending: decided };
  return keysetList<ApprovalRow>(q, { keys: [first[by], ...NUMBER], descending }, (columns, past) =>
    q
      .select({ ...approvalColumns, ...columns })
      .from(orderApproval)
      .innerJoin(order, eq(order.id, orderApproval.orderId))
      .innerJoin(organisation, eq(organisation.code, order.buyerCode))
      .innerJoin(supplier, eq(supplier.id, order.supplierId))
      .where(and(eq(orderApproval.payerCode, payerCode), wanted, words ? matching(words) : undefined, past)),
  );
}

export interface MilestoneRow {
  orderId: string;
  orderTitle: string;
  title: string;
  dueOn: Day;
}

/**
 * Milestones of a buyer's live orders that have begun which are not confirmed yet and due by a day, the earliest first: a
 * milestone is confirmed when its result is there, and not before the contract runs.
 */
export function milestonesWaiting(
  q: Queryable,
  buyerCode: string,
  { today, dueBy }: { today: Day; dueBy: Day },
): List<MilestoneRow> {
  const keys: SortOrder["keys"] = [
    { by: orderMilestone.dueOn, type: "date" },
    ...numberKeys(order.id),
    { by: orderMilestone.position, type: "bigint" },
  ];
  return keysetList<MilestoneRow>(q, { keys, descending: false }, (columns, past) =>
    q
      .select({
        orderId: order.id,
        orderTitle: order.title,
        title: orderMilestone.title,
        dueOn: orderMilestone.dueOn,
        ...columns,
      })
      .from(orderMilestone)
      .innerJoin(order, eq(order.id, orderMilestone.orderId))
      .where(
        and(
          eq(order.buyerCode, buyerCode),
          eq(order.state, "live"),
          isNull(orderMilestone.confirmedAt),
          lte(order.startsOn, today),
          lte(orderMilestone.dueOn, dueBy),
          past,
        ),
      ),
  );
}

/** Whether there is an order with this number. */
export async function orderExists(q: Queryable, orderId: string): Promise<boolean> {
  const rows = await q.select({ id: order.id }).from(order).where(eq(order.id, orderId));
  return rows.length > 0;
}
