import { and, asc, desc, eq, isNotNull, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { marketRun, marketRunOrder, marketRunShare } from "~db/schema/simulator";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { ruleSentence } from "~/domain/agreements/rules/rule-sentence";
import { rulesFromJson } from "~/domain/agreements/rules/rules-json";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { pence, type Pence } from "~/domain/money/money";
import { keysetList, numberKeys, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { usedSoFar } from "./market-order-views.server";
import { noSuchRun, type MarketRunState, type RunScope, type RunTotal } from "./market-run";

const columns = {
  id: marketRun.id,
  title: marketRun.title,
  sourceKind: sql<"scenario" | "agreement">`${marketRun.sourceKind}`,
  sourceRef: marketRun.sourceRef,
  financialYear: marketRun.financialYear,
  state: sql<MarketRunState>`${marketRun.state}`,
  ordersTotal: marketRun.ordersTotal,
  ordersDone: marketRun.ordersDone,
  startedByName: user.name,
  startedAt: marketRun.startedAt,
  finishedAt: marketRun.finishedAt,
};

export interface MarketRunRow extends Pick<
  typeof marketRun.$inferSelect,
  "id" | "title" | "sourceRef" | "financialYear" | "ordersTotal" | "ordersDone" | "startedAt" | "finishedAt"
> {
  sourceKind: "scenario" | "agreement";
  state: MarketRunState;
  startedByName: string;
}

/** Every run over the market, the newest first. */
export function marketRuns(q: Queryable): List<MarketRunRow> {
  const keys: SortOrder["keys"] = [
    { by: marketRun.startedAt, type: "timestamptz" },
    ...numberKeys(marketRun.id),
  ];
  return keysetList<MarketRunRow>(q, { keys, descending: true }, (keyColumns, past) =>
    q
      .select({ ...columns, ...keyColumns })
      .from(marketRun)
      .innerJoin(user, eq(user.id, marketRun.startedBy))
      .where(past),
  );
}

export interface RunYear {
  payerCode: string;
  financialYear: number;
  before: Pence;
  after: Pence;
}

const total = (column: typeof marketRunShare.oldCost) => sql<string>`sum(${column})`;

async function yearsOf(q: Queryable, runId: string): Promise<(RunYear & { payerName: string })[]> {
  const rows = await q
    .select({
      payerCode: marketRunShare.payerCode,
      payerName: organisation.name,
      financialYear: marketRunShare.financialYear,
      before: total(marketRunShare.oldCost),
      after: total(marketRunShare.newCost),
    })
    .from(marketRunShare)
    .innerJoin(organisation, eq(organisation.code, marketRunShare.payerCode))
    .where(eq(marketRunShare.runId, runId))
    .groupBy(marketRunShare.payerCode, organisation.name, marketRunShare.financialYear)
    .orderBy(asc(organisation.name), asc(marketRunShare.financialYear));
  return rows.map((row) => ({
    ...row,
    before: pence(BigInt(row.before)),
    after: pence(BigInt(row.after)),
  }));
}

function totalsOf(years: readonly (RunYear & { payerName: string })[]): RunTotal[] {
  const byPayer = new Map<string, RunTotal>();
  for (const { payerCode, payerName, before, after } of years) {
    const known = byPayer.get(payerCode);
    const was = ((known?.before ?? 0n) + before) as Pence;
    const is = ((known?.after ?? 0n) + after) as Pence;
    const difference = (is - was) as Pence;
    byPayer.set(payerCode, { payerCode, payerName, before: was, after: is, difference });
  }
  return [...byPayer.values()].sort(
    (a, b) => Number(b.before - a.before) || (a.payerCode < b.payerCode ? -1 : 1),
  );
}

/** Funds of the rules: what they would have had to pay, and what they held. */
async function fundsOf(q: Queryable, runId: string) {
  const { funds } = await usedSoFar(q, runId);
  const held = await fundBalances(
    q,
    funds.map((fund) => fund.fundId),
  );
  return funds.map(({ fundId, amount }) => {
    const fund = held.find((one) => one.fundId === fundId);
    return { fundId, name: fund?.name ?? fundId, needed: amount, held: fund?.allocated ?? pence(0) };
  });
}

/** One run with its totals by payer, as far as it has come. Throws Problem not-found `no-such-run`. */
export async function marketRunView(q: Queryable, id: string) {
  const [row] = await q
    .select({ ...columns, rules: marketRun.rules, scope: marketRun.scope })
    .from(marketRun)
    .innerJoin(user, eq(user.id, marketRun.startedBy))
    .where(eq(marketRun.id, id));
  if (!row) throw noSuchRun(id);
  const rules = rulesFromJson(row.rules);
  const nameOf = await namesIn(q, [...rules]);
  const years = await yearsOf(q, id);
  const [counted] = await q
    .select({
      changed: sql<number>`(count(*) filter (where ${marketRunOrder.moved} > 0))::int`,
      outside: sql<number>`(count(*) filter (where not ${marketRunOrder.covered}))::int`,
      problems: sql<number>`(count(*) filter (where ${marketRunOrder.problem} is not null))::int`,
    })
    .from(marketRunOrder)
    .where(eq(marketRunOrder.runId, id));
  const { rules: _rules, scope, ...own } = row;
  return {
    ...own,
    scope: scope as RunScope,
    rules: rules.map((rule) => ({ ruleNumber: rule.ruleNumber, sentence: ruleSentence(rule, nameOf) })),
    years,
    totals: totalsOf(years),
    funds: await fundsOf(q, id),
    ...counted!,
  };
}

export type MarketRunView = Awaited<ReturnType<typeof marketRunView>>;

/** Where a page of orders goes on: below the last one shown. */
export interface OrderKey {
  moved: Pence;
  orderId: string;
}

/** Orders of a run by how much would pass between payers, the most first. */
export async function ordersMostChanged(
  q: Queryable,
  { runId, below, limit }: { runId: string; below: OrderKey | null; limit: number },
) {
  const rows = await q
    .select({
      orderId: marketRunOrder.orderId,
      orderedOn: marketRunOrder.orderedOn,
      title: order.title,
      buyerName: organisation.name,
      solutionName: catalogueItem.name,
      moved: marketRunOrder.moved,
      covered: marketRunOrder.covered,
      problem: marketRunOrder.problem,
    })
    .from(marketRunOrder)
    .innerJoin(order, eq(order.id, marketRunOrder.orderId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .innerJoin(catalogueItem, eq(catalogueItem.id, order.solutionId))
    .where(
      and(
        eq(marketRunOrder.runId, runId),
        below
          ? or(
              lt(marketRunOrder.moved, below.moved),
              and(eq(marketRunOrder.moved, below.moved), lt(marketRunOrder.orderId, below.orderId)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(marketRunOrder.moved), desc(marketRunOrder.orderId))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > limit && last ? { moved: last.moved, orderId: last.orderId } : null,
  };
}

/** Orders that could not be worked out, with the reason. */
export function ordersWithProblems(q: Queryable, runId: string): List<{ orderId: string; problem: string }> {
  const order: SortOrder = { keys: numberKeys(marketRunOrder.orderId), descending: false };
  return keysetList<{ orderId: string; problem: string }>(q, order, (keys, past) =>
    q
      .select({ orderId: marketRunOrder.orderId, problem: sql<string>`${marketRunOrder.problem}`, ...keys })
      .from(marketRunOrder)
      .where(and(eq(marketRunOrder.runId, runId), isNotNull(marketRunOrder.problem), past)),
  );
}

/** Every payer of every order of a run in every year, for a file. */
export async function allSharesOf(q: Queryable, runId: string) {
  const rows = await q
    .select({ share: marketRunShare, title: order.title, buyerCode: order.buyerCode })
    .from(marketRunShare)
    .innerJoin(order, eq(order.id, marketRunShare.orderId))
    .where(eq(marketRunShare.runId, runId))
    .orderBy(asc(marketRunShare.orderId), asc(marketRunShare.payerCode), asc(marketRunShare.financialYear));
  const codes = [...new Set(rows.flatMap((row) => [row.share.payerCode, row.buyerCode]))];
  const names = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(isAnyOf(organisation.code, codes));
  const nameOf = new Map(names.map((one) => [one.code, one.name]));
  return rows.map(({ share, title, buyerCode }) => ({
    ...share,
    title,
    buyerName: nameOf.get(buyerCode) ?? buyerCode,
    payerName: nameOf.get(share.payerCode) ?? share.payerCode,
  }));
}

/** The financial years in which orders were sent, the latest first. */
export async function yearsWithOrders(q: Queryable): Promise<number[]> {
  const day = sql`${order.submittedAt} at time zone 'Europe/London'`;
  const rows = await q.execute<{ year: number }>(sql`
    select distinct extract(year from ${day} - interval '3 months')::int as year
    from ${order} where ${order.submittedAt} is not null and ${order.state} not in ('in_progress', 'cancelled')
    order by 1 desc`);
  return [...rows].map((row) => row.year);
}
