import { sql } from "drizzle-orm";

/*
 * What the ledger's transfers of a share come to, for a query with the transfer as t and its accounts as d (debit) and c
 * (credit). A refund is a move back from the supplier to the fund or budget.
 */

/** Still reserved: neither paid nor given back. */
export const LEFT = sql`sum(case t.kind when 'reserve' then t.amount_pence when 'move' then 0 else -t.amount_pence end)`;

/** Paid from the fund or budget, less what came back to it. */
export const PAID = sql`sum(case when t.kind = 'post' then t.amount_pence
  when t.kind = 'move' and d.kind in ('fund', 'budget') then t.amount_pence
  when t.kind = 'move' and c.kind in ('fund', 'budget') then -t.amount_pence else 0 end)`;

export const RELEASED = sql`sum(case when t.kind = 'release' then t.amount_pence else 0 end)`;

/** Recoverable VAT passed on to the supplier. */
export const VAT_PAID = sql`sum(case when t.kind <> 'move' then 0 when d.kind = 'vat' then t.amount_pence
  when c.kind = 'vat' then -t.amount_pence else 0 end)`;

/** Transfers with their transaction as x and both accounts. */
export const TRANSFERS = sql`ledger_transaction x join ledger_transfer t on t.transaction_id = x.id
  join ledger_account d on d.id = t.debit_account_id join ledger_account c on c.id = t.credit_account_id`;
