import { sql } from "drizzle-orm";
import type { Tx } from "~db";

/**
 * The number of a posting below which nothing is under way: every posting up to it is there for good or will never be.
 * Numbers are given before a transaction commits, so a later commit may bring a lower one; the lock waits for whoever
 * writes at this moment. Take it in a transaction of its own, which is over in milliseconds. Gives up after five
 * seconds, with PostgreSQL's own error, so that orders never queue behind it for long.
 */
export async function takeWatermark(tx: Tx): Promise<bigint> {
  await tx.execute(sql`set local lock_timeout = '5s'`);
  await tx.execute(sql`lock table ledger_transfer in share mode`);
  const [row] = await tx.execute<{ id: string }>(
    sql`select coalesce(max(id), 0)::text as id from ledger_transfer`,
  );
  return BigInt(row!.id);
}
