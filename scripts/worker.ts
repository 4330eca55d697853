import { Logger, run, type TaskList } from "graphile-worker";
import { startStandIns } from "../app/gateways/stand-ins/stand-ins.server";
import * as jobsModule from "../app/jobs/index";
import { clock } from "../app/platform/clock.server";
import { database } from "../app/platform/database.server";
import { env } from "../app/platform/env.server";
import { log } from "../app/platform/log.server";
import { errorWithoutValues } from "../app/platform/log-words";
import { withRequestContext } from "../app/platform/request-context.server";
import { envToServe } from "./demonstration";
import { holdJobs } from "./job-holds";
import { onStop } from "./processes";
import { stopOnFailure } from "./start-error";

/*
 * The job worker. Any number may run beside each other. Run by scripts/start.mjs, or by hand with DATABASE_URL set:
 * node build/worker.js
 */

const CONCURRENCY = 4;

async function main(): Promise<void> {
  const { DATABASE_URL } = await envToServe();
  const stopStandIns = startStandIns(database().sql, env(), clock().now);
  const holds = await holdJobs(DATABASE_URL);
  const { jobs, crontab } = jobsModule as { jobs: Record<string, Task>; crontab?: string };
  const runner = await run({
    connectionString: DATABASE_URL,
    concurrency: CONCURRENCY,
    pollInterval: 1000,
    noHandleSignals: true,
    crontab: crontab ?? "",
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, task]) => [name, observed(name, task, holds)]),
    ),
    logger: new Logger(() => (level, message) => {
      if (level === "error") log().error({ queue: true }, message);
      else log().debug({ queue: true }, message);
    }),
  });
  process.send?.({ ready: "worker" });
  onStop(async () => {
    await runner.stop();
    stopStandIns();
    await holds.close();
    await database().close();
  });
  await runner.promise;
}

type Task = NonNullable<TaskList[string]>;

/** A job with its own id in every log line, a line when it ends, and a hold that says that it is alive. */
function observed(name: string, task: Task, holds: Awaited<ReturnType<typeof holdJobs>>): Task {
  return (payload, helpers) =>
    withRequestContext({ requestId: `job-${helpers.job.id}` }, async () => {
      const started = performance.now();
      const letGo = await holds.hold(helpers.job.id);
      try {
        const result = await task(payload, helpers);
        log().info({ job: name, ms: Math.round(performance.now() - started) }, "job done");
        return result;
      } catch (error) {
        const { attempts, max_attempts: most } = helpers.job;
        log().error({ err: error, job: name, attempts, most }, "job failed");
        // The queue writes what it is thrown into its own lines, and into its table.
        throw errorWithoutValues(error);
      } finally {
        await letGo();
      }
    });
}

process.on("unhandledRejection", (error) => log().error({ err: error }, "unhandled rejection"));

await stopOnFailure(main);
