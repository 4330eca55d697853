import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** What a read needs: the pool or a transaction. */
export type Queryable = Db | Tx;

export interface Connection {
  db: Db;
  sql: postgres.Sql;
  close(): Promise<void>;
}

/**
 * Opens a pool. Raw SQL answers bigint as text; columns declared in the schema answer bigint as bigint. Drizzle is not
 * told the schema: nobody uses its relational queries, and it makes one for each table at the start of every transaction.
 */
export function connect(url: string, options: { max?: number; applicationName?: string } = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? "dovetail", TimeZone: "UTC" },
  });
  return { db: drizzle(prepared(sql)), sql, close: () => sql.end({ timeout: 5 }) };
}

type Client = postgres.Sql;

/**
 * The client that drizzle talks through. Drizzle sends every statement by `unsafe`, which postgres.js does not prepare
 * unless told: parse and execute are then two round trips each time. Prepared, a statement is parsed once for each
 * connection. Transactions and savepoints hand out clients of their own, so these are wrapped alike.
 */
function prepared(client: Client): Client {
  return new Proxy(client, {
    get(target, name) {
      if (name === "unsafe") {
        return (text: string, values: never[] = [], options: object = {}) =>
          target.unsafe(text, values, { prepare: values.length > 0, ...options });
      }
      if (name === "begin" || name === "savepoint") {
        const start = Reflect.get(target, name) as (...given: unknown[]) => unknown;
        return (...given: unknown[]) => start(...given.map(withPreparedClient));
      }
      return Reflect.get(target, name) as unknown;
    },
  });
}

function withPreparedClient(given: unknown): unknown {
  return typeof given === "function" ? (client: Client) => given(prepared(client)) : given;
}

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";
const ATTEMPTS = 5;

/** The PostgreSQL error code of an error, which drizzle keeps on `cause`. */
export function databaseErrorCode(error: unknown): string | undefined {
  const source = (error as { cause?: unknown } | null)?.cause ?? error;
  const code = (source as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}

/**
 * Runs one action in one transaction and runs it again, at most five times, when PostgreSQL reports a serialization
 * failure or a deadlock. The action must have no effect outside the transaction; what must follow it is enqueued in it.
 */
export async function inTransaction<T>(db: Db, action: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(action);
    } catch (error) {
      const code = databaseErrorCode(error);
      if (attempt >= ATTEMPTS || (code !== SERIALIZATION_FAILURE && code !== DEADLOCK_DETECTED)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}
