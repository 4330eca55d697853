import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { containing } from "~db/like";
import type { FinancialYear } from "../shared/financial-year";
import { pence, type Pence } from "../money/money";

export interface StatementRow {
  code: string;
  name: string;
  kind: string;
  /** Its orders' shares of the year from others' money and from its own budget, and what others set aside for it. */
  grants: Pence;
  forUs: Pence;
  byUs: Pence;
}

const MOST_STATEMENTS = 200;

/**
 * Organisations with money in a financial year, by name, the first of them and how many there are; `words` narrows to a code or a part of a name and
 * then also answers organisations without money.
 */
export async function statementsList(
  q: Queryable,
  input: { year: FinancialYear; words?: string; most?: number },
): Promise<{ rows: StatementRow[]; total: number }> {
  const words = (input.words ?? "").trim();
  const like = containing(words);
  const rows = await q.execute<Record<string, string>>(sql`
    with shares as (
      select s.payer_code, s.fund_id, o.buyer_code, s.net_pence + s.vat_pence - s.recoverable_vat_pence as cost
      from order_share s join "order" o on o.id = s.order_id
      where s.financial_year = ${input.year} and o.live_at is not null
    ), money as (
      select buyer_code as code, 0::numeric as grants, cost as for_us, 0::numeric as by_us from shares
        where fund_id is not null or payer_code <> buyer_code
      union all
      select payer_code, 0, 0, cost from shares where fund_id is null
      union all
      -- An award is set aside as part of the allocation, from the day on which it is made.
      select a.organisation_code, a.amount_pence, 0, 0
        from allocation a join fund f on f.id = a.fund_id where f.financial_year = ${input.year} and a.amount_pence > 0
    ), totals as (
      select code, sum(grants) as grants, sum(for_us) as for_us, sum(by_us) as by_us from money group by code
    )
    select o.code, o.name, o.kind, coalesce(t.grants, 0) as grants, coalesce(t.for_us, 0) as for_us,
      coalesce(t.by_us, 0) as by_us, count(*) over () as total
    from organisation o left join totals t on t.code = o.code
    where o.kind <> 'supplier'
      and case when ${words} = '' then t.code is not null else o.code = upper(${words}) or o.name ilike ${like} end
    order by (t.code is null), o.name, o.code limit ${input.most ?? MOST_STATEMENTS}`);
  const shown = [...rows].map((row) => ({
    code: row.code!,
    name: row.name!,
    kind: row.kind!,
    grants: pence(BigInt(row.grants!)),
    forUs: pence(BigInt(row.for_us!)),
    byUs: pence(BigInt(row.by_us!)),
  }));
  return { rows: shown, total: Number(rows[0]?.["total"] ?? 0) };
}
