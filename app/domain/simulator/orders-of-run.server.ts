import { and, asc, count, eq, gt, gte, isNotNull, lt, or, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, isNoneOf } from "~db/lists";
import { lot } from "~db/schema/frameworks";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { instantsOf } from "~/domain/audit/london-instants";
import { financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";
import type { RunScope } from "./market-run";

export interface RunOrders {
  financialYear: FinancialYear;
  scope: RunScope;
}

/** Orders that were sent in the year and that hold: drafts and cancelled ones cost nobody anything. */
function inRun({ financialYear, scope }: RunOrders): SQL | undefined {
  const { from, to } = financialYearPeriod(financialYear);
  const { from: first, until } = instantsOf(from, to);
  return and(
    isNotNull(order.submittedAt),
    gte(order.submittedAt, first!),
    lt(order.submittedAt, until!),
    isNoneOf(order.state, ["in_progress", "cancelled"]),
    scope.lots ? isAnyOf(order.lotId, [...scope.lots]) : undefined,
    scope.buyerKinds ? isAnyOf(organisation.kind, [...scope.buyerKinds]) : undefined,
  );
}

/** How many orders a run has to work out. */
export async function countOrders(q: Queryable, run: RunOrders): Promise<number> {
  const [found] = await q
    .select({ orders: count() })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(inRun(run));
  return found!.orders;
}

/** The next orders of a run in the order in which they were sent, after the last one that was worked out. */
export async function nextOrders(
  q: Queryable,
  run: RunOrders & { after: { at: Date; orderId: string } | null; limit: number },
) {
  const { after, limit } = run;
  const behind = after
    ? or(gt(order.submittedAt, after.at), and(eq(order.submittedAt, after.at), gt(order.id, after.orderId)))
    : undefined;
  return q
    .select({ order, buyer: organisation, frameworkId: lot.frameworkId })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .innerJoin(lot, eq(lot.id, order.lotId))
    .where(and(inRun(run), behind))
    .orderBy(asc(order.submittedAt), asc(order.id))
    .limit(limit);
}
