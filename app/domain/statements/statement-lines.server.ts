import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { pence } from "../money/money";
import { LEFT, PAID, RELEASED, TRANSFERS, VAT_PAID } from "./share-money.server";
import type { StatementLine } from "./statement";

type Raw = Record<string, string | null>;

const money = (value: string | null | undefined) => pence(BigInt(value ?? 0));

/**
 * The shares of live orders that an organisation pays or that are paid for its orders, by order, payer, fund, nature and
 * financial year, with what the ledger reserved, paid and gave back for them (pence). What a keeper's funds pay for
 * others' orders is summed by fund, without the orders: a national body has a part in most of them.
 */
export async function statementLines(q: Queryable, code: string): Promise<StatementLine[]> {
  const rows = await q.execute<Raw>(sql`
    with shown as (
      select s.id, s.order_id, s.payer_code, s.fund_id, s.nature, s.financial_year, s.net_pence, s.vat_pence,
        s.recoverable_vat_pence, s.fund_id is not null and o.buyer_code <> ${code} as summed
      from order_share s join "order" o on o.id = s.order_id where s.payer_code = ${code}
      union all
      select s.id, s.order_id, s.payer_code, s.fund_id, s.nature, s.financial_year, s.net_pence, s.vat_pence,
        s.recoverable_vat_pence, false
      from order_share s join "order" o on o.id = s.order_id where o.buyer_code = ${code} and s.payer_code <> ${code}
    ), moved as (
      select t.share_id, ${LEFT} as left_over, ${PAID} as paid, ${RELEASED} as released, ${VAT_PAID} as vat_paid
      from ${TRANSFERS}
      where x.order_id in (select order_id from shown) and t.share_id is not null
      group by t.share_id
    ), billed as (
      select l.share_id, sum(l.net_pence + l.vat_pence - l.recoverable_vat_pence) as invoiced
      from invoice i join invoice_line l on l.invoice_number = i.number
      where i.order_id in (select order_id from shown) and i.state in ('raised', 'sent') group by l.share_id
    )
    select case when summed then '' else o.id end as id, case when summed then '' else o.title end as title,
      case when summed then '' else o.buyer_code end as buyer_code, case when summed then '' else b.name end as buyer,
      case when summed then '' else u.name end as supplier, s.payer_code, p.name as payer, s.fund_id, f.name as fund,
      s.nature, s.financial_year, sum(s.net_pence) as net, sum(s.vat_pence) as vat,
      sum(s.recoverable_vat_pence) as recoverable, coalesce(sum(m.left_over), 0) as left_over,
      coalesce(sum(m.paid), 0) as paid, coalesce(sum(m.released), 0) as released,
      coalesce(sum(m.vat_paid), 0) as vat_paid, coalesce(sum(i.invoiced), 0) as invoiced
    from shown s join "order" o on o.id = s.order_id join organisation b on b.code = o.buyer_code
      join organisation p on p.code = s.payer_code join supplier u on u.id = o.supplier_id
      left join fund f on f.id = s.fund_id left join moved m on m.share_id = s.id left join billed i on i.share_id = s.id
    where o.live_at is not null
    group by 1, 2, 3, 4, 5, s.payer_code, p.name, s.fund_id, f.name, s.nature, s.financial_year
    order by s.financial_year, 1, s.payer_code, f.name nulls first, s.nature`);
  return [...rows].map(lineOf);
}

function lineOf(row: Raw): StatementLine {
  return {
    orderId: row.id!,
    title: row.title!,
    buyerCode: row.buyer_code!,
    buyerName: row.buyer!,
    supplierName: row.supplier!,
    payerCode: row.payer_code!,
    payerName: row.payer!,
    fundId: row.fund_id ?? null,
    fundName: row.fund ?? null,
    nature: row.nature!,
    financialYear: Number(row.financial_year),
    net: money(row.net),
    vat: money(row.vat),
    recoverableVat: money(row.recoverable),
    left: money(row.left_over),
    paid: money(row.paid),
    released: money(row.released),
    vatPaid: money(row.vat_paid),
    invoiced: money(row.invoiced),
  };
}
