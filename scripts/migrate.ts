import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

const root = path.resolve(import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url)), "..");
const migrationsFolder = path.join(root, "db", "migrations");
const MIGRATION_LOCK = 4_206_001;

/**
 * Brings a database up to date: our migrations, the queue's own schema and the rate limiter's table. Several app
 * instances may start at once; one migrates and the others wait. Another folder than ours is one of an earlier time.
 */
export async function migrateDatabase(url: string, folder: string = migrationsFolder): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations({ connectionString: url });
    // The shape that rate-limiter-flexible asks for. Unlogged: losing the counts in a crash harms nobody.
    await sql`create unlogged table if not exists rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint)`;
    if (existsSync(path.join(folder, "meta", "_journal.json"))) {
      await migrate(drizzle(sql), { migrationsFolder: folder });
    }
  } finally {
    await sql.end();
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  await migrateDatabase(url);
  console.log("The database is up to date.");
}
