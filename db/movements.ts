import { sql, type SQL } from "drizzle-orm";

/** As in app/domain/shared/day: db imports nothing of ours. */
type Day = string & { readonly __kind: "day" };

/**
 * Columns of a list whose rows each made one movement of the ledger: `key` says by which key it is known there, `state`
 * is the row's own, `done` its word for what has gone in. What was done and then taken back is `reversed`, in the list, its filter and its file alike.
 */
export function movementColumns(key: SQL, state: SQL, done: "approved" | "agreed" = "approved") {
  const movementId = sql<
    string | null
  >`(select made.id::text from ledger_transaction made where made.idempotency_key = ${key})`;
  const ofReversal = (column: SQL) =>
    sql`(select ${column} from ledger_transaction made join ledger_transaction back on back.idempotency_key = 'reverse:' || made.id where made.idempotency_key = ${key})`;
  const reversalId = sql<string | null>`${ofReversal(sql`back.id::text`)}`;
  const reversedOn = sql<Day | null>`${ofReversal(sql`back.effective_on::text`)}`;
  const stateNow = sql`case when ${state} = ${done} and ${reversalId} is not null then 'reversed' else ${state} end`;
  return { movementId, reversalId, reversedOn, stateNow };
}

/** Whether the movement that is known by this key was taken back. */
export const takenBack = (key: SQL): SQL<boolean> =>
  sql<boolean>`exists (select from ledger_transaction made join ledger_transaction back on back.idempotency_key = 'reverse:' || made.id where made.idempotency_key = ${key})`;
