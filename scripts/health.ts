import { readFileSync } from "node:fs";
import path from "node:path";
import type { RequestHandler } from "express";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { datedKnowledge } from "../app/domain/frameworks/knowledge-views.server";
import {
  endingKnowledge,
  type DatedKnowledge,
  type EndingKnowledge,
} from "../app/domain/shared/dated-knowledge";
import type { Day } from "../app/domain/shared/day";

const LIMIT_MS = 2000;
const version = (
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../package.json"), "utf8")) as {
    version: string;
  }
).version;

export interface Health {
  status: "ok" | "unavailable";
  version: string;
  database: "ok" | "away";
  /** Jobs that could run now, that failed for good, and how long the oldest waits; null while the database is away. */
  queue: { waiting: number; failed: number; oldestSeconds: number } | null;
  /** What the portal knows only up to a day that has passed or comes within six months; null while the database is away. */
  knowledge: Pick<EndingKnowledge, "id" | "what" | "lastDay" | "projectedUntil" | "state">[] | null;
}

/** Answers /healthz. It has a connection of its own: a pool that is busy is not a database that is away. */
export function healthCheck(
  databaseUrl: string,
  today: () => Day,
): { handler: RequestHandler; close(): Promise<void> } {
  const sql = postgres(databaseUrl, {
    max: 1,
    connect_timeout: 2,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "dovetail-health", statement_timeout: LIMIT_MS },
  });
  const handler: RequestHandler = async (_request, response) => {
    const health = await check(sql, today());
    response
      .status(health.status === "ok" ? 200 : 503)
      .set("cache-control", "no-store")
      .json(health);
  };
  return { handler, close: () => sql.end({ timeout: 1 }) };
}

async function check(sql: postgres.Sql, today: Day): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("time limit")), LIMIT_MS);
  });
  try {
    const query = sql<{ waiting: number; failed: number; oldest: number }[]>`
      select count(*) filter (where attempts < max_attempts and run_at <= now())::int as waiting,
             count(*) filter (where attempts >= max_attempts and locked_at is null)::int as failed,
             coalesce(extract(epoch from now() - min(run_at)
               filter (where attempts < max_attempts and run_at <= now() and locked_at is null)), 0)::int as oldest
      from graphile_worker.jobs`;
    const known = query.then(async ([row]) => [row, await datedKnowledge(drizzle(sql), today)] as const);
    const [row, knowledge] = await Promise.race([known, limit]);
    const queue = { waiting: row?.waiting ?? 0, failed: row?.failed ?? 0, oldestSeconds: row?.oldest ?? 0 };
    return { status: "ok", version, database: "ok", queue, knowledge: ending(knowledge, today) };
  } catch {
    return { status: "unavailable", version, database: "away", queue: null, knowledge: null };
  } finally {
    clearTimeout(timer);
  }
}

function ending(known: readonly DatedKnowledge[], today: Day): Health["knowledge"] {
  return endingKnowledge(known, today).map(({ id, what, lastDay, projectedUntil, state }) => ({
    id,
    what,
    lastDay,
    projectedUntil,
    state,
  }));
}
