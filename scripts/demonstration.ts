import postgres from "postgres";
import { type Env, env, EnvironmentError } from "../app/platform/env.server";
import { StartError } from "./start-error";

/**
 * What a database holds. "demonstration" is one that was made as such: the loading leaves a row in import_run, in its own
 * transaction, so that a load that was cut off has left nothing. "nothing" is one that was only migrated: whatever else
 * people do begins with an organisation, a person or an import.
 */
export type Holding = "nothing" | "demonstration" | "data";

export const HOLDING = `select case
  when exists (select 1 from import_run where kind = 'demo') then 'demonstration'
  when exists (select 1 from organisation) or exists (select 1 from "user") or exists (select 1 from import_run) then 'data'
  else 'nothing' end as holding`;

/** Opens a connection for one question. Throws StartError, naming DATABASE_URL, when there is none to be had. */
export async function ask<T>(databaseUrl: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select 1`.catch((error: unknown) => {
      const { host, pathname } = new URL(databaseUrl);
      throw new StartError(
        `DATABASE_URL: no connection to the database ${pathname.slice(1)} on ${host}: ${(error as Error).message || String(error)}`,
      );
    });
    return await question(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** What the database holds; one without our tables holds nothing. */
export const holdingOf = (databaseUrl: string): Promise<Holding> =>
  ask(databaseUrl, async (sql) => {
    const [tables] = await sql<{ ours: boolean }[]>`select to_regclass('import_run') is not null as ours`;
    if (!tables?.ours) return "nothing";
    const [row] = await sql.unsafe<{ holding: Holding }[]>(HOLDING);
    return row!.holding;
  });

/**
 * Why a process must not serve this database in demonstration mode, or out of it; null when it may. In demonstration mode
 * anyone may become anyone, so real data must not be there. Out of it invented contracts would be published as real ones.
 */
export function demonstrationProblem(demo: boolean, holding: Holding): string | null {
  if (demo && holding === "data") {
    return "demonstration mode is on, where anyone may become anyone, and this database holds data that was not made as a demonstration. Set DEMO=0, or name an empty database in DATABASE_URL";
  }
  if (demo && holding === "nothing") {
    return "demonstration mode is on, and this database holds no demonstration yet. npm start loads it once; by hand: node --import tsx scripts/seed/main.ts";
  }
  if (!demo && holding === "demonstration") {
    return "demonstration mode is not on, and this database was made as a demonstration: its suppliers, prices and orders are invented and must not pass for real ones. Set DEMO=1, or name another database in DATABASE_URL";
  }
  return null;
}

/**
 * The configuration of a process of the service, checked whole, also against what its database holds. Throws
 * EnvironmentError or StartError before anything was begun.
 */
export async function envToServe(): Promise<Env & { DATABASE_URL: string }> {
  const given = env();
  const { DATABASE_URL, DEMO } = given;
  if (DATABASE_URL === undefined)
    throw new StartError("DATABASE_URL is not set; npm start brings its own PostgreSQL");
  const problem = demonstrationProblem(DEMO, await holdingOf(DATABASE_URL));
  if (problem) throw new EnvironmentError([{ name: "DEMO", problem }]);
  return { ...given, DATABASE_URL };
}
