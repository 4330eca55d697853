import { aliasedTable, and, eq, or, sql, type SQL } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { ledgerAccount, ledgerTransaction, ledgerTransfer } from "~db/schema/funding";
import type { Pence } from "~/domain/money/money";
import { pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { keysetList, type Bound, type List, type SortOrder } from "~/domain/shared/keyset.server";
import {
  trialBalanceOf,
  type AccountKind,
  type Counters,
  type LedgerFilter,
  type TransferKind,
  type TrialBalance,
} from "./ledger";

export interface AccountRow extends Counters {
  key: string;
  /** Of the fund, supplier or organisation that it is of. */
  name: string | null;
  kind: AccountKind;
  ownerCode: string | null;
  fundId: string | null;
}

/** The name of what an account is of, where the account is known by `alias` in the query. */
export const accountName = (alias: "a" | "debit" | "credit" | "ledger_account"): SQL<string | null> =>
  sql<
    string | null
  >`${sql.raw(`case when ${alias}.fund_id is not null then (select f.name from fund f where f.id = ${alias}.fund_id)
    when ${alias}.kind = 'supplier' then (select s.name from supplier s where s.id = split_part(${alias}.key, ':', 2))
    else (select o.name from organisation o where o.code = ${alias}.owner_code) end`)}`;

const counters = {
  debitsPending: ledgerAccount.debitsPending,
  debitsPosted: ledgerAccount.debitsPosted,
  creditsPending: ledgerAccount.creditsPending,
  creditsPosted: ledgerAccount.creditsPosted,
};

/** Every account with its counters, in order of kind and key, and their trial balance (pence). */
export async function trialBalance(q: Queryable): Promise<{ accounts: AccountRow[]; totals: TrialBalance }> {
  const rows = await q
    .select({
      key: ledgerAccount.key,
      name: accountName("ledger_account"),
      kind: ledgerAccount.kind,
      ownerCode: ledgerAccount.ownerCode,
      fundId: ledgerAccount.fundId,
      ...counters,
    })
    .from(ledgerAccount)
    .orderBy(ledgerAccount.kind, ledgerAccount.key);
  const accounts = rows as AccountRow[];
  return { accounts, totals: trialBalanceOf(accounts) };
}

/** The trial balance by kind of account: five rows however many accounts there are. */
export async function trialBalanceByKind(
  q: Queryable,
): Promise<{ kinds: (Counters & { kind: AccountKind; accounts: number })[]; totals: TrialBalance }> {
  const rows = await q.execute<Record<string, string>>(sql`
    select kind, count(*) as accounts, sum(debits_pending_pence) as debits_pending, sum(debits_posted_pence) as debits_posted,
      sum(credits_pending_pence) as credits_pending, sum(credits_posted_pence) as credits_posted
    from ledger_account group by kind order by kind`);
  const kinds = [...rows].map((row) => ({
    kind: row.kind as AccountKind,
    accounts: Number(row.accounts),
    debitsPending: pence(BigInt(row.debits_pending!)),
    debitsPosted: pence(BigInt(row.debits_posted!)),
    creditsPending: pence(BigInt(row.credits_pending!)),
    creditsPosted: pence(BigInt(row.credits_posted!)),
  }));
  return { kinds, totals: trialBalanceOf(kinds) };
}

export interface LedgerLine {
  id: bigint;
  transactionId: string;
  entry: string;
  text: string;
  orderId: string | null;
  invoiceNumber: string | null;
  effectiveOn: Day;
  recordedAt: Date;
  kind: TransferKind;
  /** The accounts by key, and the names of what they are of. */
  debit: string;
  debitName: string | null;
  credit: string;
  creditName: string | null;
  amount: Pence;
}

/** By the day that is shown, then by number: an entry that is recorded late for a day stands at that day. */
const LATEST: SortOrder = {
  keys: [
    { by: ledgerTransaction.effectiveOn, type: "date" },
    { by: ledgerTransfer.id, type: "bigint" },
  ],
  descending: true,
};

/** Transfers, the latest day first. Amounts are pence. */
export function ledgerList(q: Queryable, filter: LedgerFilter): List<LedgerLine> {
  const debit = aliasedTable(ledgerAccount, "debit");
  const credit = aliasedTable(ledgerAccount, "credit");
  return keysetList<LedgerLine>(q, LATEST, (keys, past, bound) =>
    q
      .select({
        id: ledgerTransfer.id,
        transactionId: ledgerTransfer.transactionId,
        entry: sql<string>`${ledgerTransaction.kind}`,
        text: ledgerTransaction.text,
        orderId: ledgerTransaction.orderId,
        invoiceNumber: ledgerTransaction.invoiceNumber,
        effectiveOn: ledgerTransaction.effectiveOn,
        recordedAt: ledgerTransaction.recordedAt,
        kind: sql<TransferKind>`${ledgerTransfer.kind}`,
        debit: debit.key,
        debitName: accountName("debit"),
        credit: credit.key,
        creditName: accountName("credit"),
        amount: ledgerTransfer.amount,
        ...keys,
      })
      .from(ledgerTransfer)
      .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, ledgerTransfer.transactionId))
      .innerJoin(debit, eq(debit.id, ledgerTransfer.debitAccountId))
      .innerJoin(credit, eq(credit.id, ledgerTransfer.creditAccountId))
      .where(and(past, ofAccount(q, filter, bound), ...conditions(filter))),
  );
}

/** The latest transfers, at most `limit`. */
export function ledgerLines(q: Queryable, options: LedgerFilter & { limit: number }): Promise<LedgerLine[]> {
  return ledgerList(q, options).first(options.limit);
}

function ofAccount(q: Queryable, filter: LedgerFilter, bound: Bound): SQL | undefined {
  if (filter.accountKey === undefined) return undefined;
  const id = sql`(select id from ledger_account where key = ${filter.accountKey})`;
  if (bound === null)
    return or(eq(ledgerTransfer.debitAccountId, id), eq(ledgerTransfer.creditAccountId, id));
  // One index for each side, each read from its end and no further than the page: an OR of the two would sort the
  // account's whole history, or walk through everybody's.
  const side = (column: typeof ledgerTransfer.debitAccountId | typeof ledgerTransfer.creditAccountId) =>
    q
      .select({ id: ledgerTransfer.id })
      .from(ledgerTransfer)
      .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, ledgerTransfer.transactionId))
      .where(and(eq(column, id), bound.past, ...conditions(filter)))
      .orderBy(...bound.order)
      .limit(bound.limit);
  return isAnyOf(
    ledgerTransfer.id,
    unionAll(side(ledgerTransfer.debitAccountId), side(ledgerTransfer.creditAccountId)),
  );
}

function conditions(filter: LedgerFilter): SQL[] {
  const found: SQL[] = [];
  const ofKind = filter.accountKind ? sql`a.kind = ${filter.accountKind}` : undefined;
  // What follows the first colon of a key, as typed in any case.
  const ofCode = filter.accountCode
    ? sql`lower(substr(a.key, strpos(a.key, ':') + 1)) = lower(${filter.accountCode})`
    : undefined;
  const ofAccounts = and(ofKind, ofCode);
  if (ofAccounts) {
    const some = sql`(select a.id from ledger_account a where ${ofAccounts})`;
    found.push(
      sql`(${ledgerTransfer.debitAccountId} in ${some} or ${ledgerTransfer.creditAccountId} in ${some})`,
    );
  }
  if (filter.transactionId) found.push(eq(ledgerTransfer.transactionId, filter.transactionId));
  if (filter.entry) found.push(eq(ledgerTransaction.kind, filter.entry));
  if (filter.orderId) found.push(eq(ledgerTransaction.orderId, filter.orderId));
  if (filter.from) found.push(sql`${ledgerTransaction.effectiveOn} >= ${filter.from}`);
  if (filter.to) found.push(sql`${ledgerTransaction.effectiveOn} <= ${filter.to}`);
  return found;
}

export interface CounterDifference {
  key: string;
  held: Counters;
  recomputed: Counters;
}

/** Works every account's counters out again from the transfers, in the database; the accounts that differ (none). */
export async function recomputeDifferences(q: Queryable): Promise<CounterDifference[]> {
  const rows = await q.execute<Record<string, string>>(sql`
    with moved as (
      select debit_account_id as account, kind, sum(amount_pence) as debit, 0::numeric as credit from ledger_transfer group by 1, 2
      union all
      select credit_account_id, kind, 0, sum(amount_pence) from ledger_transfer group by 1, 2
    ), recomputed as (
      select account,
        coalesce(sum(case kind when 'reserve' then debit when 'move' then 0 else -debit end), 0) as debits_pending,
        coalesce(sum(debit) filter (where kind in ('move', 'post')), 0) as debits_posted,
        coalesce(sum(case kind when 'reserve' then credit when 'move' then 0 else -credit end), 0) as credits_pending,
        coalesce(sum(credit) filter (where kind in ('move', 'post')), 0) as credits_posted
      from moved group by account
    )
    select a.key, a.debits_pending_pence as held_dp, a.debits_posted_pence as held_d, a.credits_pending_pence as held_cp,
      a.credits_posted_pence as held_c, coalesce(r.debits_pending, 0) as dp, coalesce(r.debits_posted, 0) as d,
      coalesce(r.credits_pending, 0) as cp, coalesce(r.credits_posted, 0) as c
    from ledger_account a left join recomputed r on r.account = a.id
    where (a.debits_pending_pence, a.debits_posted_pence, a.credits_pending_pence, a.credits_posted_pence)
      is distinct from (coalesce(r.debits_pending, 0), coalesce(r.debits_posted, 0), coalesce(r.credits_pending, 0), coalesce(r.credits_posted, 0))
    order by a.key`);
  const figures = (dp: string, d: string, cp: string, c: string): Counters => ({
    debitsPending: pence(BigInt(dp)),
    debitsPosted: pence(BigInt(d)),
    creditsPending: pence(BigInt(cp)),
    creditsPosted: pence(BigInt(c)),
  });
  return [...rows].map((row) => ({
    key: row.key!,
    held: figures(row.held_dp!, row.held_d!, row.held_cp!, row.held_c!),
    recomputed: figures(row.dp!, row.d!, row.cp!, row.c!),
  }));
}
