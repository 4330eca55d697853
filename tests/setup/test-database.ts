import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type Connection, connect } from "~db";

export interface TestDatabase extends Connection {
  url: string;
  name: string;
  drop(): Promise<void>;
}

const open = new Set<TestDatabase>();

/**
 * A fresh copy of the migrated template, dropped when the test file ends. Call it in beforeAll, or with await where the
 * tests are described.
 */
export async function testDatabase(options: { max?: number; template?: string } = {}): Promise<TestDatabase> {
  const adminUrl = inject("postgresUrl");
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  const template = options.template ?? inject("templateName");
  await withAdmin(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const connection = connect(url.href, { max: options.max ?? 10, applicationName: "dovetail-test" });
  const database: TestDatabase = {
    ...connection,
    url: url.href,
    name,
    async drop() {
      open.delete(database);
      await connection.close();
      await withAdmin(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
    },
  };
  open.add(database);
  return database;
}

/** Called once per test file by tests/setup/database.ts. */
export async function dropTestDatabases(): Promise<void> {
  for (const database of open) await database.drop();
}

export async function withAdmin(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
