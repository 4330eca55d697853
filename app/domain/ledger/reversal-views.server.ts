import { aliasedTable, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { fund, ledgerAccount, ledgerTransaction, ledgerTransfer } from "~db/schema/funding";
import { isAnyOf } from "~db/lists";
import { pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import { closedThrough } from "./closed-year-views.server";
import { available, reversalKey, type RecordedTransfer } from "./ledger";
import type { ReversalFacts, ReversalFund } from "./reversal";

/** What a fund holds, in the words that the database keeps it by. */
const held = sql<string>`${ledgerAccount.creditsPosted} - fund_moved_on(${ledgerAccount.id}) - fund_came_back(${ledgerAccount.id})`;
const setAside = sql<string>`coalesce((select sum(set_aside.amount_pence) from allocation set_aside where set_aside.fund_id = ${fund.id}), 0)`;
const awarded = sql<string>`coalesce((select sum(award.amount_pence - award.returned_pence) from grant_award award where award.fund_id = ${fund.id} and award.state <> 'withdrawn'), 0)`;

/**
 * A movement with all that decides whether it can be taken back (`whyNotReverse`). Throws Problem not-found
 * `no-such-entry`.
 */
export async function reversalFacts(q: Queryable, transactionId: string) {
  const [entry] = await q.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, transactionId));
  if (!entry) throw new Problem("not-found", "no-such-entry", "There is no such entry in the ledger.");
  const [reversal] = await q
    .select({ transactionId: ledgerTransaction.id, effectiveOn: ledgerTransaction.effectiveOn })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.idempotencyKey, reversalKey(entry.id)));
  const transfers = await transfersOf(q, entry.id);
  const facts: ReversalFacts = {
    movement: entry,
    transfers,
    reversal: reversal ?? null,
    answered: await answeredOf(q, transfers),
    funds: await fundsOf(q, transfers),
    closedThrough: await closedThrough(q),
  };
  return { entry, facts };
}

async function transfersOf(q: Queryable, transactionId: string): Promise<RecordedTransfer[]> {
  const debit = aliasedTable(ledgerAccount, "debit");
  const credit = aliasedTable(ledgerAccount, "credit");
  const transfers = await q
    .select({
      id: ledgerTransfer.id,
      kind: ledgerTransfer.kind,
      debit: debit.key,
      credit: credit.key,
      amount: ledgerTransfer.amount,
      shareId: ledgerTransfer.shareId,
    })
    .from(ledgerTransfer)
    .innerJoin(debit, eq(debit.id, ledgerTransfer.debitAccountId))
    .innerJoin(credit, eq(credit.id, ledgerTransfer.creditAccountId))
    .where(eq(ledgerTransfer.transactionId, transactionId))
    .orderBy(ledgerTransfer.id);
  return transfers as RecordedTransfer[];
}

async function answeredOf(q: Queryable, transfers: readonly RecordedTransfer[]) {
  const reservations = transfers.filter(({ kind }) => kind === "reserve").map(({ id }) => id);
  if (reservations.length === 0) return pence(0);
  const [row] = await q
    .select({ amount: sql<string>`coalesce(sum(${ledgerTransfer.amount}), 0)` })
    .from(ledgerTransfer)
    .where(isAnyOf(ledgerTransfer.reservationId, reservations));
  return pence(BigInt(row!.amount));
}

async function fundsOf(q: Queryable, transfers: readonly RecordedTransfer[]): Promise<ReversalFund[]> {
  const keys = [...new Set(transfers.flatMap(({ debit, credit }) => [debit, credit]))];
  if (keys.length === 0) return [];
  const rows = await q
    .select({ account: ledgerAccount, fund, held, setAside, awarded })
    .from(ledgerAccount)
    .innerJoin(fund, eq(fund.id, ledgerAccount.fundId))
    .where(isAnyOf(ledgerAccount.key, keys));
  return rows.map(({ account, fund: { id, name, financialYear }, ...sums }) => ({
    account: account.key,
    fundId: id,
    name,
    financialYear,
    free: available(account),
    held: pence(BigInt(sums.held)),
    setAside: pence(BigInt(sums.setAside)),
    awarded: pence(BigInt(sums.awarded)),
    committed: account.debitsPending,
  }));
}
