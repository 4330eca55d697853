import { inject } from "vitest";
import { connect } from "~db";
import { day, type Day } from "~/domain/shared/day";
import { seedDemo } from "../../scripts/seed/main";
import { testDatabase, type TestDatabase, withAdmin } from "./test-database";

/** The day of the copies that nobody asks another day of: what a journey sees is the same whenever it runs. */
export const DEMO_DAY = day("2026-11-24");
/** Nine in the morning of a day, which is when an application that starts on it begins. */
export const morningOf = (on: Day): Date => new Date(`${on}T09:00:00Z`);

const DEMO_LOCK = 4_206_003;
/** The whole run of npm test where that started us, else this run of vitest; the copies go when it has ended. */
const run = process.env.TEST_RUN ?? String(process.ppid);

/**
 * A copy of the demonstration as at a day, with its year of purchases or without. The first who asks in a run makes it,
 * by the same seed as people get; everybody else waits and copies, which takes a second instead of a minute.
 */
export async function demoDatabase(
  options: { on?: Day; withoutHistory?: boolean; max?: number } = {},
): Promise<TestDatabase> {
  const on = options.on ?? DEMO_DAY;
  const template = `test_${run}_demo${options.withoutHistory ? "_market" : ""}_${on.replaceAll("-", "")}`;
  await withAdmin(inject("postgresUrl"), async (sql) => {
    // Two files that want different demonstrations make them side by side.
    await sql`select pg_advisory_lock(${DEMO_LOCK}, hashtext(${template}))`;
    const there = await sql`select 1 from pg_database where datname = ${template}`;
    if (there.length > 0) return;
    const making = `${template}_making`;
    await sql`drop database if exists ${sql(making)} with (force)`;
    await sql`create database ${sql(making)} template ${sql(inject("templateName"))}`;
    const url = new URL(inject("postgresUrl"));
    url.pathname = `/${making}`;
    const connection = connect(url.href, { max: 2, applicationName: "dovetail-test-seed" });
    await seedDemo(connection.db, { withoutHistory: options.withoutHistory, now: morningOf(on) }).finally(
      () => connection.close(),
    );
    await sql`alter database ${sql(making)} rename to ${sql(template)}`;
  });
  return testDatabase({ max: options.max, template });
}
