import { getTableColumns, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { jobProgress } from "~db/schema/platform";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";

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

/** How many jobs a page shows. */
export const JOBS_SHOWN = 50;

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

/** The first jobs in the queue, those that failed leading, then by when they run; and how many there are. */
export async function queuedJobs(q: Queryable): Promise<{ rows: QueuedJob[]; total: number }> {
  const rows = await q.execute<{
    id: string;
    name: string;
    run_at: string;
    attempts: number;
    max_attempts: number;
    running: boolean;
    last_error: string | null;
    total: number;
  }>(sql`
    select id::text, task_identifier as name, run_at::text, attempts, max_attempts,
      locked_at is not null as running, last_error, (count(*) over ())::int as total
    from graphile_worker.jobs order by (last_error is not null) desc, run_at, id limit ${JOBS_SHOWN}`);
  const shown = rows.map((row) => ({
    id: row.id,
    name: row.name,
    runAt: new Date(row.run_at),
    attempts: row.attempts,
    mostAttempts: row.max_attempts,
    running: row.running,
    lastError: row.last_error,
  }));
  return { rows: shown, total: rows[0]?.total ?? 0 };
}

type LongWork = Omit<typeof jobProgress.$inferSelect, "result">;
const { result: _result, ...workColumns } = getTableColumns(jobProgress);

/** Long work with a progress of its own, newest first. */
export function longWork(q: Queryable): List<LongWork> {
  const keys: SortOrder["keys"] = [
    { by: jobProgress.createdAt, type: "timestamptz" },
    { by: sql`${jobProgress.id}::text`, type: "text" },
  ];
  return keysetList<LongWork>(q, { keys, descending: true }, (keyColumns, past) =>
    q
      .select({ ...workColumns, ...keyColumns })
      .from(jobProgress)
      .where(past),
  );
}
