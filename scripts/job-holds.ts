import postgres from "postgres";

const HOLD_CLASS = 4_206_003;
const LOOK_EVERY_MS = 10_000;
/** Between taking a job from the queue and holding it. */
const GRACE_SECONDS = 5;

/*
 * graphile-worker gives the jobs of a killed worker back to the queue after four hours. Here each running job holds an
 * advisory lock, which PostgreSQL drops with the connection: a job that is marked as taken and that nobody holds goes
 * back to the queue at the next look, within seconds.
 */
export async function holdJobs(databaseUrl: string) {
  const sql = postgres(databaseUrl, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: "dovetail-job-holds" },
  });
  const look = () => returnAbandoned(sql).catch(() => 0); // the next look comes, also after the database was away
  await returnAbandoned(sql);
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  // Jobs taken in the last seconds before a crash could not be told from running ones at the first look.
  const soon = setTimeout(() => void look(), (GRACE_SECONDS + 1) * 1000);
  soon.unref();
  return {
    /** Holds a job until the answered function is called. */
    async hold(jobId: string): Promise<() => Promise<void>> {
      const key = holdKey(jobId);
      await sql`select pg_advisory_lock(${HOLD_CLASS}, ${key})`;
      return async () => {
        // When the connection was lost PostgreSQL has let go already.
        await sql`select pg_advisory_unlock(${HOLD_CLASS}, ${key})`.catch(() => {});
      };
    },
    async close(): Promise<void> {
      clearInterval(timer);
      clearTimeout(soon);
      await sql.end({ timeout: 2 });
    },
  };
}

const holdKey = (jobId: string) => Number(BigInt(jobId) % 2_147_483_647n);

/** Puts jobs back that a worker took and no longer holds. Answers how many workers' locks were dropped. */
export async function returnAbandoned(sql: postgres.Sql): Promise<number> {
  const rows = await sql<{ locked_by: string }[]>`
    select distinct locked_by from graphile_worker.jobs as job
    where locked_by is not null
      and locked_at < now() - make_interval(secs => ${GRACE_SECONDS})
      and not exists (
        select 1 from pg_locks
        where locktype = 'advisory' and classid = ${HOLD_CLASS}
          and database = (select oid from pg_database where datname = current_database())
          and objid = (job.id % 2147483647)::oid
      )`;
  const workers = rows.map((row) => row.locked_by);
  if (workers.length > 0) await sql`select graphile_worker.force_unlock_workers(${workers}::text[])`;
  return workers.length;
}
