import { sql } from "drizzle-orm";
import { takenBack } from "~db/movements";
import type { Db, Queryable } from "~db";
import { fundBalances } from "../funding/funding-views.server";
import { pence } from "../money/money";
import type { Day } from "../shared/day";
import { financialYearOf } from "../shared/financial-year";
import { Problem } from "../shared/problem";
import {
  withUseOnce,
  type AccountCheck,
  type Due,
  type Grant,
  type HeldFund,
  type LedgerPosition,
  type StatementFacts,
  type TakenBack,
} from "./statement";
import { statementLines } from "./statement-lines.server";

type Raw = Record<string, string | null>;

const money = (value: string | null | undefined) => pence(BigInt(value ?? 0));

/**
 * Everything a statement says of one organisation, of every year, read in one snapshot so that the figures
 * agree with each other while orders are being placed. Throws Problem not-found `no-such-organisation`.
 */
export async function statementFacts(
  q: Queryable,
  input: { organisationCode: string },
): Promise<StatementFacts> {
  // A view inside a transaction of its caller keeps that one's isolation.
  return (q as Db).transaction(
    async (tx) => {
      const code = input.organisationCode;
      const organisation = await organisationOf(tx, code);
      return {
        organisation,
        lines: await statementLines(tx, code),
        grants: await grantsOf(tx, code),
        due: await dueInvoices(tx, code),
        funds: organisation.kind === "national" ? await fundsOf(tx, code) : [],
        accounts: await accountChecks(tx, code),
        clawbacks: await takenBackOf(tx, code),
        position: await ledgerPosition(tx),
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function organisationOf(q: Queryable, code: string): Promise<StatementFacts["organisation"]> {
  const [row] = await q.execute<{ code: string; name: string; kind: string }>(
    sql`select code, name, kind from organisation where code = ${code} and kind <> 'supplier'`,
  );
  if (!row) {
    throw new Problem("not-found", "no-such-organisation", {
      title: `There is no statement of ${code}.`,
      detail: "Look for the organisation by its name or its code.",
    });
  }
  return { code: row.code, name: row.name, kind: row.kind };
}

/** Allocations and awards, those that wait for signatures apart, each with what orders of the organisation, or of its area's buyers, took of the fund, and what was taken back of that. */
async function grantsOf(q: Queryable, code: string): Promise<Grant[]> {
  const rows = await q.execute<Raw>(sql`
    with granted as (
      -- An award is set aside as part of the allocation: what is awarded stands in its own line only.
      select 'allocation' as kind, fund_id, amount_pence - fund_awarded_to(fund_id, organisation_code) as amount from allocation
        where organisation_code = ${code} and amount_pence > fund_awarded_to(fund_id, organisation_code)
      union all
      select case state when 'in_force' then 'award' else 'offer' end, fund_id, sum(amount_pence - returned_pence) from grant_award
        where organisation_code = ${code} and state <> 'withdrawn' group by 1, 2 having sum(amount_pence - returned_pence) > 0
    )
    select g.kind, g.fund_id, f.name, f.financial_year, f.nature, g.amount, coalesce((
      select sum(case t.kind when 'reserve' then t.amount_pence when 'release' then -t.amount_pence else 0 end)
      from order_share s join "order" o on o.id = s.order_id join organisation b on b.code = o.buyer_code
        join ledger_transaction x on x.order_id = s.order_id
        join ledger_transfer t on t.transaction_id = x.id and t.share_id = s.id
      where s.fund_id = g.fund_id and (b.code = ${code} or b.icb_code = ${code})), 0) as taken, coalesce((
      select sum(t.amount_pence)
      from ledger_account a join ledger_transfer t on t.credit_account_id = a.id and t.kind = 'move'
        join ledger_transaction x on x.id = t.transaction_id and x.kind = 'clawback'
        join "order" o on o.id = x.order_id join organisation b on b.code = o.buyer_code
      where a.fund_id = g.fund_id and (b.code = ${code} or b.icb_code = ${code})
        and not ${takenBack(sql`x.idempotency_key`)}), 0) as taken_back
    from granted g join fund f on f.id = g.fund_id order by f.financial_year, f.name, g.kind`);
  return withUseOnce(
    [...rows].map((row) => ({
      kind: row.kind as Grant["kind"],
      fundId: row.fund_id!,
      fundName: row.name!,
      financialYear: Number(row.financial_year),
      nature: row.nature!,
      amount: money(row.amount),
      used: pence(BigInt(row.taken!) - BigInt(row.taken_back!)),
      takenBack: money(row.taken_back),
    })),
  );
}

const MOST_DUE = 200;

async function dueInvoices(q: Queryable, code: string): Promise<Due> {
  const rows = await q.execute<Raw>(sql`
    select i.number, s.name as supplier, o.title, i.due_on::text as due_on, i.state, i.gross_pence as gross,
      count(*) over () as count, sum(i.gross_pence) over () as total
    from invoice i join supplier s on s.id = i.supplier_id join "order" o on o.id = i.order_id
    where i.payer_code = ${code} and i.state in ('raised', 'sent') order by i.due_on, length(i.number), i.number limit ${MOST_DUE}`);
  const first = [...rows].map((row) => ({
    number: row.number!,
    supplierName: row.supplier!,
    orderTitle: row.title!,
    dueOn: row.due_on as Day,
    state: row.state!,
    gross: money(row.gross),
  }));
  return { first, count: Number(rows[0]?.count ?? 0), gross: money(rows[0]?.total) };
}

async function fundsOf(q: Queryable, code: string): Promise<HeldFund[]> {
  const funds = await fundBalances(q);
  return funds
    .filter((fund) => fund.payerCode === code && fund.payerAgreed)
    .map(({ fundId, name, financialYear, allocated, committed, drawn, free }) => ({
      fundId,
      name,
      financialYear,
      putIn: allocated,
      committed,
      drawn,
      free,
    }));
}

/** The counters of the own accounts, and the movements on them that no share of an order explains. */
async function accountChecks(q: Queryable, code: string): Promise<AccountCheck[]> {
  const rows = await q.execute<Raw>(sql`
    with own as (
      select * from ledger_account where key in (${`budget:${code}`}, ${`vat:${code}`})
    ), sides as (
      select a.id as account, t.kind, t.amount_pence as amount, t.share_id, t.transaction_id
        from own a join ledger_transfer t on t.debit_account_id = a.id
      union all
      select a.id, t.kind, -t.amount_pence, t.share_id, t.transaction_id
        from own a join ledger_transfer t on t.credit_account_id = a.id
    ), others as (
      select s.account, x.kind as entry,
        sum(case s.kind when 'reserve' then amount when 'move' then 0 else -amount end) as pending,
        sum(case when s.kind in ('move', 'post') then amount else 0 end) as posted
      from sides s join ledger_transaction x on x.id = s.transaction_id
      where share_id is null or not exists (select 1 from order_share where id = share_id) group by 1, 2
    )
    select a.key, a.debits_pending_pence - a.credits_pending_pence as pending,
      a.debits_posted_pence - a.credits_posted_pence as posted,
      o.entry, o.pending as other_pending, o.posted as other_posted
    from own a left join others o on o.account = a.id order by a.key, o.entry`);
  const keys = [...new Set([...rows].map((row) => row.key!))];
  return keys.map((key) => {
    const own = [...rows].filter((row) => row.key === key);
    return {
      key,
      pending: money(own[0]!.pending),
      posted: money(own[0]!.posted),
      others: own
        .filter((row) => row.entry !== null)
        .map((row) => ({
          entry: row.entry!,
          pending: money(row.other_pending),
          posted: money(row.other_posted),
        })),
    };
  });
}

/** Clawbacks that moved and were not reversed, of this organisation, or into its own budget or a fund that it keeps. */
async function takenBackOf(q: Queryable, code: string): Promise<TakenBack[]> {
  const rows = await q.execute<Raw>(sql`
    select c.order_id, c.organisation_code, c.amount_pence as amount, x.effective_on::text as effective_on, o.name as "from", a.kind,
      coalesce(f.name, p.name) as "to"
    from clawback c join ledger_transaction x on x.idempotency_key = 'clawback:' || c.id
      join ledger_transfer t on t.transaction_id = x.id join ledger_account a on a.id = t.credit_account_id
      join organisation o on o.code = c.organisation_code
      left join fund f on f.id = a.fund_id left join organisation p on p.code = a.owner_code
    where (c.organisation_code = ${code} or a.key in (${`budget:${code}`}, ${`source:${code}`}) or f.payer_code = ${code}) and not ${takenBack(sql`'clawback:' || c.id`)}
    order by x.effective_on, c.order_id, t.id`);
  return [...rows].map((row) => ({
    orderId: row.order_id!,
    by: row.organisation_code === code ? ("us" as const) : ("others" as const),
    into: row.kind === "fund" ? ("fund" as const) : ("budget" as const),
    from: row.from!,
    to: row.to!,
    on: row.effective_on as Day,
    financialYear: financialYearOf(row.effective_on as Day),
    amount: money(row.amount),
  }));
}

async function ledgerPosition(q: Queryable): Promise<LedgerPosition> {
  const [row] = await q.execute<Raw>(sql`select max(id) as movement from ledger_transfer`);
  return { movement: BigInt(row?.movement ?? 0) };
}
