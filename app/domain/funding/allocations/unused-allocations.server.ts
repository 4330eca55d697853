import { and, gt, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, textArray } from "~db/lists";
import { allocation } from "~db/schema/funding";
import { pence, ZERO, type Pence } from "../money/money";
import { unusedOf, useByHolder, type BuyerUse } from "./allocation";
import type { FundRow } from "./funding-views.server";
import { groupedBy } from "~/domain/shared/grouped-by";

/**
 * Funds with what is allocated to organisations and not committed or drawn by their orders, in pence. One that took more
 * than its own takes nothing off the others'. Two queries, however many funds there are.
 */
export async function withUnusedAllocations<Fund extends Pick<FundRow, "fundId" | "setAside">>(
  q: Queryable,
  funds: readonly Fund[],
): Promise<(Fund & { unusedAllocations: Pence })[]> {
  const ids = funds.filter((fund) => fund.setAside > 0n).map((fund) => fund.fundId);
  if (ids.length === 0) return funds.map((fund) => ({ ...fund, unusedAllocations: ZERO }));
  const held = await q
    .select({ fundId: allocation.fundId, code: allocation.organisationCode, amount: allocation.amount })
    .from(allocation)
    .where(and(isAnyOf(allocation.fundId, ids), gt(allocation.amount, ZERO)));
  const amounts = new Map<string, Map<string, Pence>>();
  for (const { fundId, code, amount } of held) {
    amounts.set(fundId, (amounts.get(fundId) ?? new Map<string, Pence>()).set(code, amount));
  }
  const uses = await useByFund(q, ids);
  return funds.map((fund) => {
    const own = amounts.get(fund.fundId);
    if (!own) return { ...fund, unusedAllocations: ZERO };
    const { byHolder } = useByHolder(uses.get(fund.fundId) ?? [], new Set(own.keys()));
    return { ...fund, unusedAllocations: unusedOf(own, byHolder) };
  });
}

/** What the orders of each buyer have taken from each fund: committed and drawn, less what came back. */
async function useByFund(q: Queryable, ids: readonly string[]): Promise<Map<string, BuyerUse[]>> {
  const rows = await q.execute<{
    fund: string;
    code: string;
    icb: string | null;
    committed: string;
    drawn: string;
  }>(sql`
    select account.fund_id as fund, b.code, b.icb_code as icb,
      coalesce(sum(case t.kind when 'reserve' then t.amount_pence when 'post' then -t.amount_pence when 'release' then -t.amount_pence end), 0) as committed,
      coalesce(sum(case when t.kind = 'post' then t.amount_pence
        when t.kind = 'move' and t.credit_account_id = account.id then -t.amount_pence end), 0) as drawn
    from ledger_account account
    join ledger_transfer t on t.debit_account_id = account.id or (t.credit_account_id = account.id and t.kind = 'move')
    join ledger_transaction x on x.id = t.transaction_id
    join "order" o on o.id = x.order_id
    join organisation b on b.code = o.buyer_code
    where account.fund_id = any(${textArray(ids)})
    group by account.fund_id, b.code, b.icb_code`);
  const uses = rows.map((row) => ({
    fundId: row.fund,
    buyerCode: row.code,
    icbCode: row.icb,
    committed: pence(BigInt(row.committed)),
    drawn: pence(BigInt(row.drawn)),
  }));
  return groupedBy(uses, (use) => use.fundId);
}
