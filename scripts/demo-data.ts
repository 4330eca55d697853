import postgres from "postgres";

/**
 * Loads the demonstration data once per database. The mark is a row in import_run: written when the load has ended, so
 * that a load that was cut off is tried again (the seed itself must then put up with what it finds).
 */
export async function loadDemoOnce(databaseUrl: string, seed: () => Promise<boolean>): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const loaded = await sql`select 1 from import_run where kind = 'demo' limit 1`;
    if (loaded.length > 0) return;
    if (await seed()) {
      await sql`insert into import_run (kind, source, counts, rejected_rows) values ('demo', 'scripts/seed', '{}', 0)`;
    }
  } finally {
    await sql.end();
  }
}
