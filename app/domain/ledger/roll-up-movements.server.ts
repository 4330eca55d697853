import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { ledgerMark } from "~db/schema/year-end";

/**
 * Adds the postings up to a watermark (`takeWatermark`) to the movements by day and month, so that balances as at a date
 * stay a short sum. An entry that names an earlier day adds to that day. Two runs wait for each other; what is summed
 * already is not summed again.
 */
export async function rollUpMovements(tx: Tx, input: { through: bigint }): Promise<{ postings: bigint }> {
  const [mark] = await tx.select().from(ledgerMark).where(eq(ledgerMark.one, true)).for("update");
  const after = mark!.throughTransferId;
  if (input.through <= after) return { postings: 0n };
  const [counted] = await tx.execute<{ postings: string }>(sql`
    with added as materialized (
      select x.effective_on as day, t.debit_account_id as debit, t.credit_account_id as credit,
        sum(case t.kind when 'reserve' then t.amount_pence when 'move' then 0 else -t.amount_pence end)::bigint as pending,
        sum(case when t.kind in ('move', 'post') then t.amount_pence else 0 end)::bigint as posted, count(*) as postings
      from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id
      where t.id > ${after.toString()}::bigint and t.id <= ${input.through.toString()}::bigint
      group by 1, 2, 3
    ), sides as (
      select day, debit as account, pending as dp, posted as d, 0::bigint as cp, 0::bigint as c from added
      union all select day, credit, 0, 0, pending, posted from added
    ), written as (
      insert into ledger_movement as m (grain, account_id, starts_on, debits_pending_pence, debits_posted_pence,
        credits_pending_pence, credits_posted_pence)
      select 'day', account, day, sum(dp), sum(d), sum(cp), sum(c) from sides group by account, day
      union all
      select 'month', account, date_trunc('month', day)::date, sum(dp), sum(d), sum(cp), sum(c) from sides group by 2, 3
      on conflict (grain, account_id, starts_on) do update set
        debits_pending_pence = m.debits_pending_pence + excluded.debits_pending_pence,
        debits_posted_pence = m.debits_posted_pence + excluded.debits_posted_pence,
        credits_pending_pence = m.credits_pending_pence + excluded.credits_pending_pence,
        credits_posted_pence = m.credits_posted_pence + excluded.credits_posted_pence
    )
    select coalesce(sum(postings), 0)::text as postings from added`);
  await tx.update(ledgerMark).set({ throughTransferId: input.through }).where(eq(ledgerMark.one, true));
  return { postings: BigInt(counted!.postings) };
}
