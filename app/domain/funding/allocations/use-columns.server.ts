import { sql, type SQL } from "drizzle-orm";
import { takenBack } from "~db/movements";

/**
 * What orders took from a fund, as three columns over its transfers `t` of the transactions `x` and its `account`: reserved
 * and not paid or given back, paid less what came back, and what came back by a clawback that nobody reversed.
 */
export const USE_COLUMNS: SQL = sql`
  coalesce(sum(case t.kind when 'reserve' then t.amount_pence when 'post' then -t.amount_pence when 'release' then -t.amount_pence end), 0) as committed,
  coalesce(sum(case when t.kind = 'move' and t.credit_account_id = account.id then -t.amount_pence
    when t.kind in ('post', 'move') then t.amount_pence end), 0) as drawn,
  coalesce(sum(t.amount_pence) filter (where x.kind = 'clawback' and t.credit_account_id = account.id
    and not ${takenBack(sql`x.idempotency_key`)}), 0) as taken_back`;
