import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";

/** Orders that have ended, whose term is over, and for which money is still reserved, by number; at most `limit` after one. */
export async function reservationsToExpire(
  q: Queryable,
  input: { on: Day; after?: string; limit?: number },
): Promise<{ orderId: string }[]> {
  const rows = await q.execute<{ id: string }>(sql`
    select o.id from "order" o
    join ledger_transaction x on x.idempotency_key = 'commit:' || o.id
    where o.state in ('completed', 'terminated')
      and (o.starts_on is null or o.term_months is null
        or (o.starts_on + make_interval(months => o.term_months))::date <= ${input.on}::date)
      and exists (
        select 1 from ledger_transfer r where r.transaction_id = x.id and r.kind = 'reserve'
          and r.amount_pence > (select coalesce(sum(a.amount_pence), 0) from ledger_transfer a where a.reservation_id = r.id))
      and o.id > ${input.after ?? ""}
    order by o.id limit ${input.limit ?? 1_000}`);
  return [...rows].map(({ id }) => ({ orderId: id }));
}
