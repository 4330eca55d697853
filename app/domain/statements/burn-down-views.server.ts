import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { textRows } from "~db/lists";
import { fundAccount } from "~/domain/ledger/ledger";
import { monthlyMovements } from "~/domain/ledger/ledger-history-views.server";
import { pence, type Pence } from "../money/money";
import type { Day } from "../shared/day";
import { financialYearPeriod, type FinancialYear } from "../shared/financial-year";
import { burnDownOf, type BurnDown, type FirstMoney } from "./burn-down";

/** Funds against their years as at a day, by fund id; from the ledger's movements by month, for all funds at once. */
export async function burnDowns(
  q: Queryable,
  input: { funds: readonly { fundId: string; financialYear: FinancialYear }[]; today: Day },
): Promise<Record<string, BurnDown>> {
  const keys = input.funds.map((fund) => fundAccount(fund.fundId));
  if (keys.length === 0) return {};
  const moved = await monthlyMovements(q, { keys });
  const passed = await passedOn(q, keys);
  const first = await firstMoneyOf(q, keys);
  return Object.fromEntries(
    input.funds.map(({ fundId, financialYear }) => {
      const key = fundAccount(fundId);
      const own = [...moved, ...passed].filter((month) => month.key === key);
      return [
        fundId,
        burnDownOf(own, financialYearPeriod(financialYear), input.today, first.get(key) ?? null),
      ];
    }),
  );
}

/** By account, the first day on which money was put in, by its payer or from another fund. */
async function firstMoneyOf(q: Queryable, keys: readonly string[]): Promise<Map<string, FirstMoney>> {
  const rows = await q.execute<{ key: string; on: Day; amount: string }>(sql`
    select distinct on (c.key) c.key, x.effective_on::text as on, sum(t.amount_pence)::text as amount
    from ledger_account c join ledger_transfer t on t.credit_account_id = c.id and t.kind = 'move'
    join ledger_account d on d.id = t.debit_account_id and d.kind in ('source', 'fund')
    join ledger_transaction x on x.id = t.transaction_id
    where c.key in (${textRows(keys)}) group by c.key, x.effective_on order by c.key, x.effective_on`);
  return new Map(
    [...rows].map(({ key, on, amount }) => [key, { on, amount: pence(BigInt(amount)) as Pence }]),
  );
}

/**
 * What the counters hold on both sides and neither was put in nor drawn, by month, to be taken off both: money that moved
 * on to another fund or back to the payer, and what came back after it was drawn. What came back and was given away again,
 * by a clawback that was reversed, is drawn. The moves of a fund are few, and two partial indexes find them.
 */
async function passedOn(q: Queryable, keys: readonly string[]) {
  const rows = await q.execute<{ key: string; month: Day; amount: string }>(sql`
    with chosen as (select id, key from ledger_account where key in (${textRows(keys)})),
    moves as (
      select c.key, t.transaction_id, t.amount_pence from chosen c
        join ledger_transfer t on t.debit_account_id = c.id and t.kind = 'move'
        join ledger_account o on o.id = t.credit_account_id and o.kind in ('source', 'fund')
      union all
      select c.key, t.transaction_id, t.amount_pence from chosen c
        join ledger_transfer t on t.credit_account_id = c.id and t.kind = 'move'
        join ledger_account d on d.id = t.debit_account_id and d.kind not in ('source', 'fund')
    )
    select m.key, date_trunc('month', x.effective_on)::date::text as month, sum(m.amount_pence)::text as amount
    from moves m join ledger_transaction x on x.id = m.transaction_id group by 1, 2`);
  return [...rows].map(({ key, month, amount }) => {
    const off = pence(-BigInt(amount)) as Pence;
    return { key, month, creditsPosted: off, debitsPosted: off, debitsPending: pence(0) };
  });
}
