import { sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { textRows } from "~db/lists";
import { pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { AccountKind, Counters } from "./ledger";
import { accountName, type AccountRow } from "./ledger-views.server";

/*
 * Balances as they stood at the end of a day, by the day that each entry names. Whole months come from the movements by
 * month, the days of the last month from those by day, and what the nightly job has not summed yet from the postings
 * themselves: one statement, so one moment. An entry recorded today for a day in March changes the balance of March.
 */

const PENDING = sql`case t.kind when 'reserve' then t.amount_pence when 'move' then 0 else -t.amount_pence end`;
const POSTED = sql`case when t.kind in ('move', 'post') then t.amount_pence else 0 end`;

/** Movements up to a day, as rows (account, dp, d, cp, c); `account` narrows to one. */
function movedUntil(on: Day, account?: bigint): SQL {
  const month = `${on.slice(0, 7)}-01`;
  const own = account === undefined ? sql`` : sql`and account_id = ${account.toString()}::bigint`;
  const side = (column: SQL) =>
    account === undefined ? sql`` : sql`and t.${column} = ${account.toString()}::bigint`;
  return sql`
    select account_id as account, debits_pending_pence as dp, debits_posted_pence as d, credits_pending_pence as cp, credits_posted_pence as c
    from ledger_movement where grain = 'month' and starts_on < ${month}::date ${own}
    union all
    select account_id, debits_pending_pence, debits_posted_pence, credits_pending_pence, credits_posted_pence
    from ledger_movement where grain = 'day' and starts_on >= ${month}::date and starts_on <= ${on}::date ${own}
    union all
    select t.debit_account_id, ${PENDING}, ${POSTED}, 0, 0 from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id
    where t.id > (select through_transfer_id from ledger_mark) and x.effective_on <= ${on}::date ${side(sql`debit_account_id`)}
    union all
    select t.credit_account_id, 0, 0, ${PENDING}, ${POSTED} from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id
    where t.id > (select through_transfer_id from ledger_mark) and x.effective_on <= ${on}::date ${side(sql`credit_account_id`)}`;
}

const TOTALS = sql`coalesce(sum(m.dp), 0)::text as dp, coalesce(sum(m.d), 0)::text as d, coalesce(sum(m.cp), 0)::text as cp, coalesce(sum(m.c), 0)::text as c`;

function countersOf(row: Record<string, string | null>): Counters {
  const figure = (text: string | null | undefined) => pence(BigInt(text ?? 0));
  return {
    debitsPending: figure(row.dp),
    debitsPosted: figure(row.d),
    creditsPending: figure(row.cp),
    creditsPosted: figure(row.c),
  };
}

/** Every account with its counters (pence) as at the end of a day, in order of kind and key; empty ones too. */
export async function balancesAsAt(q: Queryable, input: { on: Day }): Promise<AccountRow[]> {
  const rows = await q.execute<Record<string, string | null>>(sql`
    with moved as (select account, sum(dp) as dp, sum(d) as d, sum(cp) as cp, sum(c) as c from (${movedUntil(input.on)}) s group by account)
    select a.key, ${accountName("a")} as name, a.kind, a.owner_code, a.fund_id, coalesce(m.dp, 0)::text as dp, coalesce(m.d, 0)::text as d,
      coalesce(m.cp, 0)::text as cp, coalesce(m.c, 0)::text as c
    from ledger_account a left join moved m on m.account = a.id order by a.kind, a.key`);
  return [...rows].map((row) => ({
    key: row.key!,
    name: row.name ?? null,
    kind: row.kind as AccountKind,
    ownerCode: row.owner_code ?? null,
    fundId: row.fund_id ?? null,
    ...countersOf(row),
  }));
}

/** One account's counters (pence) as at the end of a day; null when there is no such account. */
export async function accountAsAt(q: Queryable, input: { key: string; on: Day }): Promise<Counters | null> {
  const [account] = await q.execute<{ id: string }>(
    sql`select id::text from ledger_account where key = ${input.key}`,
  );
  if (!account) return null;
  const [row] = await q.execute<Record<string, string | null>>(
    sql`select ${TOTALS} from (${movedUntil(input.on, BigInt(account.id))}) m`,
  );
  return countersOf(row!);
}

export interface MonthMovement extends Counters {
  key: string;
  /** The first day of the month. */
  month: Day;
}

/** What moved on these accounts in each month (pence), by the day that entries name; months without movement are left out. */
export async function monthlyMovements(
  q: Queryable,
  input: { keys: readonly string[] },
): Promise<MonthMovement[]> {
  if (input.keys.length === 0) return [];
  const rows = await q.execute<Record<string, string>>(sql`
    with chosen as (select id, key from ledger_account where key in (${textRows(input.keys)})),
    m as (
      select v.account_id as account, v.starts_on as month, v.debits_pending_pence as dp, v.debits_posted_pence as d,
        v.credits_pending_pence as cp, v.credits_posted_pence as c
      from ledger_movement v join chosen on chosen.id = v.account_id where v.grain = 'month'
      union all
      select t.debit_account_id, date_trunc('month', x.effective_on)::date, ${PENDING}, ${POSTED}, 0, 0
      from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id join chosen on chosen.id = t.debit_account_id
      where t.id > (select through_transfer_id from ledger_mark)
      union all
      select t.credit_account_id, date_trunc('month', x.effective_on)::date, 0, 0, ${PENDING}, ${POSTED}
      from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id join chosen on chosen.id = t.credit_account_id
      where t.id > (select through_transfer_id from ledger_mark)
    )
    select chosen.key, m.month::text as month, ${TOTALS} from m join chosen on chosen.id = m.account
    group by chosen.key, m.month order by m.month, chosen.key`);
  return [...rows].map((row) => ({ key: row.key!, month: row.month as Day, ...countersOf(row) }));
}

const END_OF_TIME = "9999-12-31" as Day;

/** The accounts whose movements by day and by month, with what came after, do not come to their counters (none). */
export async function historyDifferences(q: Queryable): Promise<string[]> {
  const rows = await q.execute<{ key: string }>(sql`
    with moved as (select account, sum(dp) as dp, sum(d) as d, sum(cp) as cp, sum(c) as c from (${movedUntil(END_OF_TIME)}) s group by account),
    days as (
      select account_id, date_trunc('month', starts_on)::date as month, sum(debits_pending_pence) as dp, sum(debits_posted_pence) as d,
        sum(credits_pending_pence) as cp, sum(credits_posted_pence) as c
      from ledger_movement where grain = 'day' group by 1, 2
    )
    select a.key from ledger_account a left join moved m on m.account = a.id
    where (a.debits_pending_pence, a.debits_posted_pence, a.credits_pending_pence, a.credits_posted_pence)
      is distinct from (coalesce(m.dp, 0), coalesce(m.d, 0), coalesce(m.cp, 0), coalesce(m.c, 0))
    union
    select a.key from (select * from ledger_movement where grain = 'month') v full join days on days.account_id = v.account_id and days.month = v.starts_on
    join ledger_account a on a.id = coalesce(v.account_id, days.account_id)
    where (v.debits_pending_pence, v.debits_posted_pence, v.credits_pending_pence, v.credits_posted_pence)
        is distinct from (days.dp, days.d, days.cp, days.c)
    order by key`);
  return [...rows].map((row) => row.key);
}
