import { withCode } from "~/domain/shared/organisation-words";
import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { agreement, agreementVersion } from "~db/schema/agreements";
import { fund } from "~db/schema/funding";
import { order, orderRecipient, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { Nature } from "~/domain/agreements/rules/cost-line";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import {
  calculateCost,
  type CalculatedCost,
  type TracedShare,
} from "~/domain/who-pays/calculate-cost.server";
import {
  costItem,
  payerTotals,
  totalsOf,
  yearRows,
  type PayerTotals,
  type Totals,
  type YearRow,
} from "~/domain/who-pays/cost";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import { noSuchOrder } from "./parties";
import { readTrace } from "~/domain/who-pays/share-trace";

export interface OrderCost {
  items: CalculatedCost["items"];
  /** Those that were frozen have an id. */
  shares: (TracedShare & {
    id: string | null;
    itemName: string;
    payerName: string;
    /** Where it is used, with the code beside the name; null where the whole order shares it. */
    locationName: string | null;
    fundName: string | null;
  })[];
  payers: (PayerTotals & { payerName: string })[];
  years: (YearRow & { payerName: string })[];
  totals: Totals;
  agreement: { agreementId: string; version: number; title: string } | null;
  /** True when the shares are those that were sent for approval, not a calculation of today. */
  frozen: boolean;
  /** Why the shares cannot be worked out, in words; null when they can. */
  reason: string | null;
  /** Earmarks that it misses and funds that could not bear it as it stands, in words. */
  warnings: string[];
}

/**
 * What an order costs and who pays it: as it was frozen when it was sent for approval, or worked out as at
 * `on` while it is in progress. Never throws for what is missing: `reason` says it. Throws Problem not-found
 * `no-such-order`.
 */
export async function orderCost(
  q: Queryable,
  { orderId, on }: { orderId: string; on: Day },
): Promise<OrderCost> {
  const [row] = await q.select().from(order).where(eq(order.id, orderId));
  if (!row) throw noSuchOrder(orderId);
  const frozen = row.state !== "in_progress";
  const found = frozen ? await frozenCost(q, row) : await freshCost(q, row, on);
  return { ...(await withNames(q, found.cost)), frozen, reason: found.reason };
}

type OrderRow = typeof order.$inferSelect;
interface Found {
  cost: Omit<CalculatedCost, "agreement" | "shares"> & {
    agreement: OrderCost["agreement"];
    shares: (TracedShare & { id?: string })[];
  };
  reason: string | null;
}

const NOTHING: Found["cost"] = {
  items: [],
  shares: [],
  agreement: null,
  shortFunds: [],
  missedEarmarks: [],
  matchedSpend: [],
};

const NOBODY = "Choose who it is for first: quantities, and so who pays what, follow from that.";

async function freshCost(q: Queryable, row: OrderRow, on: Day): Promise<Found> {
  try {
    const recipients = await q
      .select({ code: orderRecipient.organisationCode })
      .from(orderRecipient)
      .where(eq(orderRecipient.orderId, row.id))
      .limit(1);
    // Quantities are entered for each recipient: without any, nothing costs anything, which is no answer.
    if (recipients.length === 0) return { cost: NOTHING, reason: NOBODY };
    const cost = await calculateCost(q, row, on);
    if (cost) return { cost, reason: null };
    return {
      cost: NOTHING,
      reason: "Set the dates and choose the items first: who pays what follows from them.",
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { cost: NOTHING, reason: [error.public.title, error.public.detail].filter(Boolean).join(" ") };
  }
}

async function frozenCost(q: Queryable, row: OrderRow): Promise<Found> {
  const items = await itemsOfOrder(q, row.id);
  const term = { startsOn: row.startsOn!, termMonths: row.termMonths! };
  const stored = await q
    .select()
    .from(orderShare)
    .where(eq(orderShare.orderId, row.id))
    .orderBy(
      asc(orderShare.periodFrom),
      asc(orderShare.costCategory),
      asc(orderShare.payerCode),
      asc(orderShare.id),
    );
  const shares = stored.map(({ periodFrom, periodTo, trace, nature, ...share }) => ({
    ...share,
    nature: nature as Nature,
    period: { from: periodFrom, to: periodTo },
    trace: readTrace(trace),
  }));
  return {
    cost: {
      items: items.map((item) => ({ ...item, cost: costItem(item, term) })),
      shares,
      agreement: await agreementOf(q, row),
      shortFunds: [],
      missedEarmarks: [],
      matchedSpend: [],
    },
    reason: null,
  };
}

async function agreementOf(q: Queryable, row: OrderRow): Promise<OrderCost["agreement"]> {
  if (!row.agreementId || row.agreementVersion === null) return null;
  const [found] = await q
    .select({ agreementId: agreement.id, version: agreementVersion.version, title: agreement.title })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(
      and(
        eq(agreementVersion.agreementId, row.agreementId),
        eq(agreementVersion.version, row.agreementVersion),
      ),
    );
  return found ?? null;
}

async function withNames(q: Queryable, cost: Found["cost"]): Promise<Omit<OrderCost, "frozen" | "reason">> {
  const { shares } = cost;
  const codes = [
    ...new Set(shares.flatMap(({ payerCode, trace }) => [payerCode, trace.line.location ?? []].flat())),
  ];
  const funds = [...new Set(shares.flatMap((share) => (share.fundId ? [share.fundId] : [])))];
  const names = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(isAnyOf(organisation.code, codes));
  const fundNames = await q
    .select({ id: fund.id, name: fund.name })
    .from(fund)
    .where(isAnyOf(fund.id, funds));
  const named = new Map(names.map(({ code, name }) => [code, name]));
  const nameOf = (code: string) => named.get(code) ?? code;
  const fundOf = (id: string) => fundNames.find((one) => one.id === id)?.name ?? id;
  const { agreement: applied } = cost;
  return {
    items: cost.items,
    shares: shares.map((share) => ({
      ...share,
      id: share.id ?? null,
      itemName: cost.items.find((item) => item.id === share.orderItemId)?.name ?? "",
      payerName: nameOf(share.payerCode),
      locationName: share.trace.line.location
        ? withCode(nameOf(share.trace.line.location), share.trace.line.location)
        : null,
      fundName: share.fundId && fundOf(share.fundId),
    })),
    payers: payerTotals(shares).map((payer) => ({ ...payer, payerName: nameOf(payer.payerCode) })),
    years: yearRows(shares).map((year) => ({ ...year, payerName: nameOf(year.payerCode) })),
    totals: totalsOf(shares),
    agreement: applied && {
      agreementId: applied.agreementId,
      version: applied.version,
      title: applied.title,
    },
    warnings: [
      ...cost.missedEarmarks,
      ...cost.shortFunds.map(({ fundId, shortBy }) => shortText(fundOf(fundId), shortBy)),
    ],
  };
}

function shortText(name: string, shortBy: bigint): string {
  return `${name} is short by ${formatPence(shortBy as Pence)} for this order as it stands. It can be sent for approval, and cannot go live until the fund holds enough.`;
}
