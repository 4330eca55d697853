import { sql, type SQL } from "drizzle-orm";
import type { Db } from "~db";

/*
 * Rows that have done their work, and how long they are kept after it. /privacy says the same to people. The audit, orders,
 * money and every other e-mail are records and never stand here.
 */

const DAY_MS = 24 * 60 * 60 * 1000;
/** So many rows go at a time, each time in a transaction of its own: nobody waits long for a lock. */
export const BATCH_ROWS = 1000;
/** So many batches of a table in one night; what is left over goes the next. */
const MOST_BATCHES = 500;

interface Forgotten {
  what: string;
  table: string;
  /** The primary key. */
  key: string;
  /** Days after the instant by which `due` counts. */
  keepDays: number;
  /** Which rows are due, given the instant before which they count as forgotten. */
  due(before: Date): SQL;
}

const before = (column: string) => (at: Date) => sql`${sql.identifier(column)} < ${at.toISOString()}`;

export const FORGOTTEN: readonly Forgotten[] = [
  {
    what: "tokens of forms that were sent: the same page may be sent again for a week",
    table: "form_token",
    key: "user_id, token",
    keepDays: 7,
    due: before("used_at"),
  },
  {
    what: "forms held for somebody whose session had ended: useless after the hour that they are held",
    table: "held_form",
    key: "secret_hash",
    keepDays: 0,
    due: before("expires_at"),
  },
  {
    what: "answers to forms that were not sent on: useless after the twelve hours that they are kept",
    table: "form_draft",
    key: "id",
    keepDays: 0,
    due: before("expires_at"),
  },
  {
    what: "e-mails with sign-in codes, and those to addresses without an account",
    table: "email",
    key: "id",
    keepDays: 1,
    due: (at) => sql`kind in ('sign-in-code', 'sign-in-unknown') and created_at < ${at.toISOString()}`,
  },
  {
    what: "sessions: a form that is sent too late is held for those whose session is remembered",
    table: "session",
    key: "id",
    keepDays: 7,
    due: before("ends_at"),
  },
  {
    what: "sign-in codes that ran out",
    table: "sign_in_code",
    key: "secret_hash",
    keepDays: 0,
    due: before("expires_at"),
  },
  {
    what: "states of signing in by an identity provider",
    table: "verification",
    key: "id",
    keepDays: 1,
    due: before("expires_at"),
  },
  {
    what: "events of Stripe that were handled; Stripe sends an event again for 30 days at most",
    table: "stripe_event",
    key: "id",
    keepDays: 90,
    due: handledEvents,
  },
];

/** The reconciliation reads what Stripe said last of each invoice, and every payment: these stay with the invoice. */
function handledEvents(at: Date): SQL {
  return sql`handled_at < ${at.toISOString()} and type <> 'invoice.paid' and id not in (
    select distinct on (payload->'data'->'object'->>'id') id from stripe_event where type like 'invoice.%'
    order by payload->'data'->'object'->>'id', (type = 'invoice.paid') desc, (payload->>'created')::bigint desc, id desc
  )`;
}

/**
 * Deletes every forgotten row in bounded batches. Answers how many of each table went. Running it again changes nothing.
 * @param machineNow the same instant by the clock of the machine, by which the library counts rate limits
 */
export async function pruneForgottenRows(
  db: Db,
  { now, machineNow }: { now: Date; machineNow: Date },
): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const { table, key, keepDays, due } of FORGOTTEN) {
    gone[table] = await inBatches(db, table, key, due(new Date(now.getTime() - keepDays * DAY_MS)));
  }
  // In milliseconds; a limit that is over counts as none.
  gone["rate_limit"] = await inBatches(db, "rate_limit", "key", sql`expire < ${machineNow.getTime()}`);
  return gone;
}

async function inBatches(db: Db, table: string, key: string, due: SQL): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    // Two workers that prune at once pass each other by.
    const rows = await db.execute(sql`
      delete from ${sql.identifier(table)} where (${sql.raw(key)}) in (
        select ${sql.raw(key)} from ${sql.identifier(table)} where ${due} limit ${BATCH_ROWS} for update skip locked
      )`);
    total += rows.count;
    if (rows.count < BATCH_ROWS) break;
  }
  return total;
}
