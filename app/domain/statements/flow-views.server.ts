import { sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { pence } from "../money/money";
import type { FinancialYear } from "../shared/financial-year";
import type { FlowRow } from "./flows";
import { LEFT, PAID, TRANSFERS } from "./share-money.server";

/** Which money: all of it, that of programmes, that of organisations' own budgets, or that of one programme. */
export type FlowSource = { kind: "all" | "programmes" | "own" } | { kind: "programme"; programmeId: string };

export interface FlowFilter {
  /** The financial year that the money is for. */
  year: FinancialYear;
  /** What orders committed, paid or not; or what of it is paid. */
  measure: "committed" | "paid";
  source: FlowSource;
  /** Only orders that are published, as on the public pages. */
  published: boolean;
}

/** Money from fund or budget to supplier by buyer (pence), the largest first; rows without money are left out. */
export async function flowRows(q: Queryable, filter: FlowFilter): Promise<FlowRow[]> {
  const amount = filter.measure === "paid" ? sql`m.paid` : sql`m.left_over + m.paid`;
  const rows = await q.execute<Record<string, string | null>>(sql`
    with chosen as (
      select s.id, s.order_id, s.fund_id, f.programme_id, f.name as fund, o.buyer_code, o.supplier_id
      from order_share s join "order" o on o.id = s.order_id left join fund f on f.id = s.fund_id
      where s.financial_year = ${filter.year} and o.live_at is not null
        ${filter.published ? sql`and exists (select 1 from ocds_release r where r.order_id = o.id)` : sql``}
        ${ofSource(filter.source)}
    ), moved as (
      select t.share_id, ${LEFT} as left_over, ${PAID} as paid
      from ${TRANSFERS} join chosen on chosen.id = t.share_id and chosen.order_id = x.order_id
      group by t.share_id
    )
    select h.programme_id, p.name as programme, h.fund_id, h.fund, b.code as buyer_code, b.name as buyer,
      case when b.kind = 'icb' then b.code else b.icb_code end as board, b.region_code, h.supplier_id, u.name as supplier,
      sum(${amount}) as amount
    from chosen h join moved m on m.share_id = h.id join organisation b on b.code = h.buyer_code
      join supplier u on u.id = h.supplier_id left join programme p on p.id = h.programme_id
    group by h.programme_id, p.name, h.fund_id, h.fund, b.code, h.supplier_id, u.name
    having sum(${amount}) > 0
    order by sum(${amount}) desc, b.name, u.name, h.fund nulls last`);
  return [...rows].map((row) => ({
    programmeId: row.programme_id ?? null,
    programmeName: row.programme ?? null,
    fundId: row.fund_id ?? null,
    fundName: row.fund ?? null,
    buyerCode: row.buyer_code!,
    buyerName: row.buyer!,
    boardCode: row.board ?? null,
    regionCode: row.region_code ?? null,
    supplierId: row.supplier_id!,
    supplierName: row.supplier!,
    amount: pence(BigInt(row.amount!)),
  }));
}

function ofSource(source: FlowSource): SQL {
  if (source.kind === "programmes") return sql`and s.fund_id is not null`;
  if (source.kind === "own") return sql`and s.fund_id is null`;
  return source.kind === "programme" ? sql`and f.programme_id = ${source.programmeId}` : sql``;
}

/** What the filters of the page offer: years with shares of signed orders, and programmes with funds. */
export async function flowChoices(
  q: Queryable,
): Promise<{ years: FinancialYear[]; programmes: { id: string; name: string }[] }> {
  const years = await q.execute<{ year: number }>(sql`
    select distinct s.financial_year as year from order_share s join "order" o on o.id = s.order_id
    where o.live_at is not null order by year desc`);
  const programmes = await q.execute<{ id: string; name: string }>(sql`
    select p.id, p.name from programme p where exists (select 1 from fund f where f.programme_id = p.id) order by p.name`);
  return {
    years: [...years].map((row) => Number(row.year)),
    programmes: [...programmes].map((row) => ({ id: row.id, name: row.name })),
  };
}
