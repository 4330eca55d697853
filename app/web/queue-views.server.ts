import { desc, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { jobProgress } from "~db/schema/platform";

export interface QueuedJob {
  id: string;
  name: string;
  runAt: Date;
  attempts: number;
  mostAttempts: number;
  running: boolean;
  lastError: string | null;
}

export interface QueueState {
  waiting: number;
  running: number;
  failing: number;
  /** Tried for the last time: somebody must look. */
  givenUp: number;
}

const NEWEST = 50;

/** The state of graphile-worker's queue: what waits, runs, fails and was given up. */
export async function queueState(q: Queryable): Promise<QueueState> {
  const [row] = await q.execute<{ waiting: number; running: number; failing: number; given_up: number }>(sql`
    select count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where attempts > 0 and attempts < max_attempts and last_error is not null)::int as failing,
      count(*) filter (where attempts >= max_attempts)::int as given_up
    from graphile_worker.jobs`);
  return {
    waiting: row?.waiting ?? 0,
    running: row?.running ?? 0,
    failing: row?.failing ?? 0,
    givenUp: row?.given_up ?? 0,
  };
}

/** The jobs in the queue: those that failed first, then by when they run. */
export async function queuedJobs(q: Queryable): Promise<QueuedJob[]> {
  const rows = await q.execute<{
    id: string;
    name: string;
    run_at: string;
    attempts: number;
    max_attempts: number;
    running: boolean;
    last_error: string | null;
  }>(sql`
    select id::text, task_identifier as name, run_at::text, attempts, max_attempts,
      locked_at is not null as running, last_error
    from graphile_worker.jobs order by (last_error is not null) desc, run_at, id limit ${NEWEST}`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    runAt: new Date(row.run_at),
    attempts: row.attempts,
    mostAttempts: row.max_attempts,
    running: row.running,
    lastError: row.last_error,
  }));
}

/** Long work with a progress of its own, newest first. */
export async function longWork(q: Queryable) {
  return q.select().from(jobProgress).orderBy(desc(jobProgress.createdAt)).limit(NEWEST);
}
