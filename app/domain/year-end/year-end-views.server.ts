import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { takenBack } from "~db/movements";
import { allocation, fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { financialYearClose } from "~db/schema/year-end";
import { fundBalances, type FundRow } from "~/domain/funding/funding-views.server";
import type { Holding } from "~/domain/funding/allocations/allocation";
import { offered } from "~/domain/funding/allocations/offered.server";
import { fundAccount } from "~/domain/ledger/ledger";
import { monthlyMovements } from "~/domain/ledger/ledger-history-views.server";
import { pence, ZERO, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import {
  lapseForecast,
  type ForecastAllocation,
  type ForecastReservation,
  type YearEndForecast,
} from "./forecast";
import { openWork, workKey } from "./open-views.server";

/** The financial years that have a fund, the newest first, and those that are closed. */
export async function yearsWithFunds(
  q: Queryable,
): Promise<{ financialYear: FinancialYear; funds: number; closedAt: Date | null }[]> {
  return q
    .select({
      financialYear: fund.financialYear,
      funds: sql<number>`count(*)::int`,
      closedAt: financialYearClose.closedAt,
    })
    .from(fund)
    .leftJoin(financialYearClose, eq(financialYearClose.financialYear, fund.financialYear))
    .groupBy(fund.financialYear, financialYearClose.closedAt)
    .orderBy(sql`${fund.financialYear} desc`);
}

/** What will lapse and what will be carried over at the end of a financial year, as things stand at this moment. */
export async function yearEndForecast(
  q: Queryable,
  input: { financialYear: FinancialYear; today: Day },
): Promise<YearEndForecast> {
  const funds = await fundsOfYear(q, input.financialYear);
  const ids = funds.map((one) => one.fundId);
  const carried = await carriedOver(q, ids);
  const [closing] = await q
    .select({ closedAt: sql<Date | null>`max(${financialYearClose.closedAt})` })
    .from(financialYearClose)
    .where(sql`${financialYearClose.financialYear} >= ${input.financialYear}`);
  const closed = (closing?.closedAt ?? null) !== null;
  const allocations = await allocationsOf(q, ids);
  return lapseForecast({
    financialYear: input.financialYear,
    closed,
    today: input.today,
    funds: funds.map((one) => withWhatLeft(one, carried.get(one.fundId) ?? ZERO, closed)),
    reservations: await reservationsOf(q, ids, allocations),
    allocations,
    drawnByMonth: await drawnByMonth(q, ids),
  });
}

/**
 * A fund of an open year is what it holds, as on its own page: what was carried over is put in where it went. One of a closed
 * year is told as it was before: with what lapsed or was carried over at the end of it.
 */
function withWhatLeft(row: FundRow, carried: Pence, closed: boolean) {
  const left = closed ? row.lapsed + carried : 0n;
  return { ...row, allocated: pence(row.allocated + left), carried };
}

/** What was carried into the year after, by fund, less what came back by a reversal. */
async function carriedOver(q: Queryable, ids: readonly string[]): Promise<Map<string, Pence>> {
  if (ids.length === 0) return new Map();
  const rows = await q.execute<{ fund_id: string; amount: string }>(sql`
    select d.fund_id, sum(t.amount_pence)::text as amount from ledger_account d
      join ledger_transfer t on t.debit_account_id = d.id and t.kind = 'move'
      join ledger_transaction x on x.id = t.transaction_id and x.kind = 'carry-over'
    where ${isAnyOf(sql`d.fund_id`, [...ids])}
      and not exists (select from ledger_transaction back where back.idempotency_key = 'reverse:' || x.id)
    group by d.fund_id`);
  return new Map([...rows].map((row) => [row.fund_id, pence(BigInt(row.amount))]));
}

/** The funds of one financial year with their balances in pence. */
export async function fundsOfYear(q: Queryable, financialYear: FinancialYear): Promise<FundRow[]> {
  const own = await q.select({ id: fund.id }).from(fund).where(eq(fund.financialYear, financialYear));
  return fundBalances(
    q,
    own.map((one) => one.id),
  );
}

type HeldAllocation = ForecastAllocation & Holding;

async function allocationsOf(q: Queryable, ids: readonly string[]): Promise<HeldAllocation[]> {
  if (ids.length === 0) return [];
  const rows = await q
    .select({
      fundId: allocation.fundId,
      organisationCode: allocation.organisationCode,
      organisationName: organisation.name,
      amount: allocation.amount,
      offered,
    })
    .from(allocation)
    .innerJoin(organisation, eq(organisation.code, allocation.organisationCode))
    .where(and(isAnyOf(allocation.fundId, [...ids]), sql`${allocation.amount} > 0`))
    .orderBy(asc(organisation.name));
  return rows.map((row) => ({ ...row, offered: pence(BigInt(row.offered)) }));
}

interface HeldRow {
  [column: string]: unknown;
  order_id: string | null;
  fund_id: string;
  title: string | null;
  buyer_code: string | null;
  buyer_name: string | null;
  icb_code: string | null;
  icb_name: string | null;
  drawn: string;
  taken_back: string;
  left: string;
}

/**
 * What each order holds of these funds, from the ledger: reserved, paid from that, and what came back of it. Seen with
 * the invoices that are out and the milestones that are still to come.
 */
async function reservationsOf(
  q: Queryable,
  ids: readonly string[],
  allocations: readonly HeldAllocation[],
): Promise<ForecastReservation[]> {
  if (ids.length === 0) return [];
  const held = [...(await q.execute<HeldRow>(heldSql(ids)))];
  const orderIds = [...new Set(held.flatMap((row) => row.order_id ?? []))];
  const work = await openWork(q, { orderIds, fundIds: ids });
  const planned = new Set(
    allocations
      .filter((one) => one.amount > one.offered)
      .map((one) => `${one.fundId} ${one.organisationCode}`),
  );
  return held.map((row) => {
    const byBoard =
      row.icb_code !== null &&
      !planned.has(`${row.fund_id} ${row.buyer_code}`) &&
      planned.has(`${row.fund_id} ${row.icb_code}`);
    const orderId = row.order_id ?? "";
    return {
      orderId,
      orderTitle: row.title ?? orderId,
      fundId: row.fund_id,
      organisationCode: (byBoard ? row.icb_code : row.buyer_code) ?? "unknown",
      organisationName:
        (byBoard ? row.icb_name : row.buyer_name) ?? "Orders that are not in the list of orders",
      drawn: pence(BigInt(row.drawn)),
      takenBack: pence(BigInt(row.taken_back)),
      left: pence(BigInt(row.left)),
      open: work.get(workKey(orderId, row.fund_id))?.open ?? [],
      invoiced: work.get(workKey(orderId, row.fund_id))?.invoiced ?? [],
    };
  });
}

const heldSql = (ids: readonly string[]) => sql`
  with accounts as (select id, fund_id from ledger_account where ${isAnyOf(sql`fund_id`, [...ids])}),
  reserved as (
    select a.fund_id, x.order_id, t.id, t.amount_pence from accounts a
    join ledger_transfer t on t.debit_account_id = a.id and t.kind = 'reserve'
    join ledger_transaction x on x.id = t.transaction_id
  ), answered as (
    select r.fund_id, r.order_id, sum(r.amount_pence) as amount, coalesce(sum(p.paid), 0) as paid, coalesce(sum(p.answered), 0) as answered
    from reserved r left join lateral (
      select sum(t.amount_pence) filter (where t.kind = 'post') as paid, sum(t.amount_pence) as answered
      from ledger_transfer t where t.reservation_id = r.id
    ) p on true group by 1, 2
  ), returned as (
    select m.fund_id, x.order_id, sum(m.amount) as amount,
      sum(m.amount) filter (where x.kind = 'clawback' and not ${takenBack(sql`x.idempotency_key`)}) as taken_back from (
      select a.fund_id, t.transaction_id, t.amount_pence as amount from accounts a
        join ledger_transfer t on t.credit_account_id = a.id and t.kind = 'move'
        join ledger_account d on d.id = t.debit_account_id and d.kind not in ('source', 'fund')
      union all
      select a.fund_id, t.transaction_id, -t.amount_pence from accounts a
        join ledger_transfer t on t.debit_account_id = a.id and t.kind = 'move'
        join ledger_account c on c.id = t.credit_account_id and c.kind not in ('source', 'fund')
    ) m join ledger_transaction x on x.id = m.transaction_id group by 1, 2
  )
  select h.order_id, h.fund_id, o.title, o.buyer_code, b.name as buyer_name, b.icb_code, i.name as icb_name,
    (h.paid - coalesce(r.amount, 0))::text as drawn, coalesce(r.taken_back, 0)::text as taken_back, (h.amount - h.answered)::text as left
  from answered h left join returned r on r.fund_id = h.fund_id and r.order_id is not distinct from h.order_id
  left join "order" o on o.id = h.order_id left join organisation b on b.code = o.buyer_code
  left join organisation i on i.code = b.icb_code
  where h.amount <> h.answered or h.paid <> coalesce(r.amount, 0) or coalesce(r.taken_back, 0) > 0
  order by h.fund_id, h.order_id`;

/** What was drawn in each month: what left the funds by payment, less what came back of it. */
async function drawnByMonth(q: Queryable, ids: readonly string[]): Promise<{ month: Day; amount: Pence }[]> {
  if (ids.length === 0) return [];
  const months = new Map<Day, bigint>();
  for (const row of await monthlyMovements(q, { keys: ids.map(fundAccount) }))
    months.set(row.month, (months.get(row.month) ?? 0n) + row.debitsPosted);
  // Moves are the officers' entries, few whatever the number of orders.
  const moved = await q.execute<{ month: string; amount: string }>(sql`
    with accounts as (select id from ledger_account where ${isAnyOf(sql`fund_id`, [...ids])})
    select date_trunc('month', x.effective_on)::date::text as month, sum(t.amount_pence)::text as amount
    from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id
    where t.kind = 'move' and ((t.debit_account_id in (select id from accounts)
        and (select kind from ledger_account c where c.id = t.credit_account_id) in ('source', 'fund'))
      or (t.credit_account_id in (select id from accounts)
        and (select kind from ledger_account d where d.id = t.debit_account_id) not in ('source', 'fund')))
    group by 1`);
  for (const row of moved) {
    const month = row.month as Day;
    months.set(month, (months.get(month) ?? 0n) - BigInt(row.amount));
  }
  return [...months].map(([month, amount]) => ({ month, amount: pence(amount) }));
}
