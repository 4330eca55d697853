import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../scripts/migrate";
import { type EmbeddedPostgres, startPostgres } from "../../scripts/postgres";
import { isAlive } from "../../scripts/processes";

declare module "vitest" {
  export interface ProvidedContext {
    /** The test server's maintenance database. */
    postgresUrl: string;
    /** The migrated database that every test database is a copy of. */
    templateName: string;
  }
}

const root = path.resolve(import.meta.dirname, "../..");
const folder = path.join(root, ".data", "test-postgres");
const TEMPLATE_LOCK = 4_206_002;

let server: EmbeddedPostgres | undefined;

/** Once per run: PostgreSQL (shared by runs at the same time), and a template database for the present migrations. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres({ folder, database: "postgres", disposable: true }).catch(async () => {
    // Without fsync a power cut may leave a cluster that no longer starts. It holds nothing: make a new one.
    rmSync(path.join(folder, "data"), { recursive: true, force: true });
    return startPostgres({ folder, database: "postgres", disposable: true });
  });
  project.provide("postgresUrl", server.url);
  project.provide("templateName", await prepareTemplate(server.url));
}

export async function teardown(): Promise<void> {
  await server?.release();
  server = undefined;
}

async function prepareTemplate(url: string): Promise<string> {
  const name = `template_${migrationsHash()}`;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    await dropAbandoned(sql, name);
    const ready = await sql`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (ready.length > 0) return name;
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
    const target = new URL(url);
    target.pathname = `/${name}`;
    await migrateDatabase(target.href);
    await sql.unsafe(`alter database "${name}" is_template true`);
    return name;
  } finally {
    await sql.end();
  }
}

/** Removes the databases of test runs that were killed, and the templates of earlier migrations when nobody tests. */
async function dropAbandoned(sql: postgres.Sql, current: string): Promise<void> {
  const rows = await sql<{ datname: string }[]>`select datname from pg_database`;
  const names = rows.map((row) => row.datname);
  const copies = names.filter((name) => name.startsWith("test_"));
  const abandoned = copies.filter((name) => !isAlive(Number(name.split("_")[1])));
  for (const name of abandoned) await sql`drop database if exists ${sql(name)} with (force)`;
  if (abandoned.length < copies.length) return;
  for (const name of names.filter((other) => /^template_[0-9a-f]{12}$/.test(other) && other !== current)) {
    await sql.unsafe(`alter database "${name}" is_template false`);
    await sql`drop database if exists ${sql(name)} with (force)`;
  }
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  const migrations = path.join(root, "db", "migrations");
  const files = readdirSync(migrations).filter((name) => name.endsWith(".sql"));
  for (const name of files.toSorted()) hash.update(name).update(readFileSync(path.join(migrations, name)));
  hash.update(readFileSync(path.join(root, "scripts", "migrate.ts")));
  hash.update(readFileSync(path.join(root, "node_modules", "graphile-worker", "package.json")));
  return hash.digest("hex").slice(0, 12);
}
