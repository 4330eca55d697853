import { desc } from "drizzle-orm";
import type { Queryable } from "~db";
import { ledgerCheck } from "~db/schema/year-end";

export interface LedgerCheckRow {
  checkedAt: Date;
  accounts: number;
  postings: bigint;
  differences: number;
  differingAccounts: string[];
  milliseconds: number;
}

/** The last checks of the ledger, newest first. */
export async function ledgerChecks(q: Queryable, input: { limit: number }): Promise<LedgerCheckRow[]> {
  const rows = await q.select().from(ledgerCheck).orderBy(desc(ledgerCheck.id)).limit(input.limit);
  return rows.map(({ id: _id, ...row }) => row);
}

/** The last check; null before the first. */
export async function latestLedgerCheck(q: Queryable): Promise<LedgerCheckRow | null> {
  return (await ledgerChecks(q, { limit: 1 }))[0] ?? null;
}
