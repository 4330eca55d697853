import { and, gt, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, textArray } from "~db/lists";
import { allocation } from "~db/schema/funding";
import { pence, ZERO, type Pence } from "../../money/money";
import { unusedOf, useOf, type BuyerUse, type UseRow } from "./allocation";
import { offered } from "./offered.server";
import { USE_COLUMNS } from "./use-columns.server";
import type { FundRow } from "../funding-views.server";
import { groupedBy } from "~/domain/shared/grouped-by";

/**
 * Funds with what is allocated to organisations and not committed or drawn by their orders, in pence; an award that waits
 * for signatures is allocated, and used by no order. One that took more
 * than its own takes nothing off the others'. Two queries, however many funds there are.
 */
export async function withUnusedAllocations<Fund extends Pick<FundRow, "fundId" | "setAside">>(
  q: Queryable,
  funds: readonly Fund[],
): Promise<(Fund & { unusedAllocations: Pence })[]> {
  const ids = funds.filter((fund) => fund.setAside > 0n).map((fund) => fund.fundId);
  if (ids.length === 0) return funds.map((fund) => ({ ...fund, unusedAllocations: ZERO }));
  const held = await q
    .select({
      fundId: allocation.fundId,
      organisationCode: allocation.organisationCode,
      amount: allocation.amount,
      offered,
    })
    .from(allocation)
    .where(and(isAnyOf(allocation.fundId, ids), gt(allocation.amount, ZERO)));
  const rows = groupedBy(
    held.map((row) => ({ ...row, offered: pence(BigInt(row.offered)) })),
    (row) => row.fundId,
  );
  const uses = await useByFund(q, ids);
  return funds.map((fund) => ({
    ...fund,
    unusedAllocations: unusedOf(rows.get(fund.fundId) ?? [], uses.get(fund.fundId) ?? []),
  }));
}

/** What the orders of each buyer have taken from each fund: committed and drawn, less what came back. */
async function useByFund(q: Queryable, ids: readonly string[]): Promise<Map<string, BuyerUse[]>> {
  const rows = await q.execute<UseRow & { fund: string; code: string; icb: string | null }>(sql`
    select account.fund_id as fund, b.code, b.icb_code as icb, ${USE_COLUMNS}
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
    ...useOf(row),
  }));
  return groupedBy(uses, (use) => use.fundId);
}
