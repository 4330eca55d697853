import postgres from "postgres";

/**
 * Loads the demonstration data once per database. The mark is a row in import_run: which the seed
 * writes in its own transaction, so that a load that was cut off has left nothing and is tried again.
 */
export async function loadDemoOnce(databaseUrl: string, seed: () => Promise<boolean>): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const loaded = await sql`select 1 from import_run where kind = 'demo' limit 1`;
    if (loaded.length > 0) return;
    await seed();
  } finally {
    await sql.end();
  }
}
