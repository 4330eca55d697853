import { eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { orderShare } from "~db/schema/orders";
import { marketRunOrder } from "~db/schema/simulator";
import { reasonsNotCovered, type AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { splitCosts } from "~/domain/cost-sharing/engine";
import type { FundBalance } from "~/domain/cost-sharing/facts";
import { pence, sum, type Pence } from "~/domain/money/money";
import { cutAtSuccessions } from "~/domain/who-pays/agreement-groups";
import { costItem, costOf } from "~/domain/who-pays/cost";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import { purchaseFacts } from "~/domain/who-pays/purchase-facts.server";
import { dayOf, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import {
  balancesAfter,
  compareOrder,
  NOTHING_USED,
  usageOf,
  type BorneShare,
  type ChangedShare,
  type Usage,
} from "./market-order";
import type { nextOrders } from "./orders-of-run.server";

export interface WorkedOrder {
  orderId: string;
  orderedOn: Day;
  /** False when the rules cover none of its costs. */
  covered: boolean;
  rows: ChangedShare[];
  moved: Pence;
  /** Why it could not be worked out, in words. */
  problem: string | null;
  used: Usage;
}

type RunOrder = Awaited<ReturnType<typeof nextOrders>>[number];

/** What all orders of a run that are worked out have taken of its caps and funds. */
export async function usedSoFar(q: Queryable, runId: string): Promise<Usage> {
  const mine = sql`${marketRunOrder.runId} = ${runId}`;
  const caps = await q.execute<{ rule: number; bucket: string; amount: string }>(sql`
    select (cap->>'ruleNumber')::int as rule, cap->>'bucket' as bucket, sum((cap->>'amount')::bigint)::text as amount
    from ${marketRunOrder}, jsonb_array_elements(${marketRunOrder.used}->'caps') as cap
    where ${mine} group by 1, 2 order by 1, 2`);
  const funds = await q.execute<{ fund: string; amount: string }>(sql`
    select fund->>'fundId' as fund, sum((fund->>'amount')::bigint)::text as amount
    from ${marketRunOrder}, jsonb_array_elements(${marketRunOrder.used}->'funds') as fund
    where ${mine} group by 1 order by 1`);
  return {
    caps: [...caps].map(({ rule, bucket, amount }) => ({
      ruleNumber: rule,
      bucket,
      amount: pence(BigInt(amount)),
    })),
    funds: [...funds].map(({ fund, amount }) => ({ fundId: fund, amount: pence(BigInt(amount)) })),
  };
}

/** Which of an order's kinds of cost the rules are about; all of them when they name none. */
function coveredLines(lines: readonly CostLine[], agreement: AgreementVersion, run: RunOrder): CostLine[] {
  const { order, buyer, frameworkId } = run;
  const purchase = {
    // What would these rules have cost then: their own dates do not matter.
    orderDate: agreement.effectiveFrom,
    buyerCode: buyer.code,
    buyerKind: buyer.kind,
    icbCode: buyer.icbCode,
    region: buyer.regionCode,
    frameworkId,
    lotId: order.lotId,
  };
  return lines.filter(
    (line) => reasonsNotCovered(agreement, { ...purchase, category: line.category }).length === 0,
  );
}

/**
 * One order of a run: what its payers bear by the shares that were kept with it, and what they would by other
 * rules, from its kept prices and the facts of its order date. `used` is what the orders before it would have
 * taken. A contradiction with the facts, such as a count that nobody recorded, is a problem of this order and
 * not of the run. Throws Problem rule-broken `uneven`.
 */
export async function workOrder(
  q: Queryable,
  run: RunOrder,
  rules: { agreement: AgreementVersion; whole: readonly FundBalance[]; used: Usage },
): Promise<WorkedOrder> {
  const { order, buyer } = run;
  const { agreement } = rules;
  const orderedOn = dayOf(order.submittedAt!);
  const kept = await q.select().from(orderShare).where(eq(orderShare.orderId, order.id));
  const items = await itemsOfOrder(q, order.id);
  const term = { startsOn: order.startsOn!, termMonths: order.termMonths! };
  const covered = coveredLines(
    items.flatMap((item) => costItem(item, term).lines),
    agreement,
    run,
  );
  const categories = new Set<string>(covered.map((line) => line.category));
  const before = kept.map((share) => ({ ...share, cost: costOf(share) }));
  const untouched = before.filter((share) => !categories.has(share.costCategory));
  const base = { orderId: order.id, orderedOn, covered: covered.length > 0 };
  if (!base.covered) return { ...base, ...compareOrder(before, before), problem: null, used: NOTHING_USED };
  try {
    const on = orderedOn;
    const known = await purchaseFacts(q, {
      buyer,
      items,
      agreement,
      on,
      lotId: order.lotId,
      orderId: order.id,
    });
    const facts = { ...known, alreadyUsed: rules.used.caps };
    const lines = cutAtSuccessions(covered, agreement, facts);
    const balances = balancesAfter(rules.whole, agreement, rules.used);
    const split = splitCosts({ lines, agreement, facts, balances });
    const after: BorneShare[] = [...untouched, ...split.shares];
    const [was, is] = [before, after].map((shares) => sum(shares.map((share) => share.net)));
    if (was !== is) throw new Problem("rule-broken", "uneven", "Its kept shares are not of its kept items.");
    return {
      ...base,
      ...compareOrder(before, after),
      problem: null,
      used: usageOf(split, { agreement, facts, lines }),
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = [error.public.title, error.public.detail].filter(Boolean).join(" ");
    return { ...base, rows: [], moved: pence(0), problem, used: NOTHING_USED };
  }
}
