import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { errorWithoutValues } from "../app/platform/log-words";
import { type Env, EnvironmentError, standIns } from "../app/platform/env.server";
import { buildIsFresh } from "./build";
import { printDemoPeople } from "./demo-people";
import { demonstrationProblem, holdingOf } from "./demonstration";
import type { EmbeddedPostgres } from "./postgres";
import { launch, prepare, type Ready, runScript } from "./prepare";
import { saidOf, StartError, stopOnFailure } from "./start-error";

/** `npm start`: everything, until it is told to stop. */
export async function start({ development }: { development: boolean }): Promise<void> {
  await stopOnFailure(async () => {
    const began = performance.now();
    if (development) process.env.NODE_ENV ||= "development";
    const preparing = prepare();
    // A signal while PostgreSQL is starting waits for it, to end it too.
    const services = new Services(async () => (await preparing.catch(() => undefined))?.release());
    const ready = await preparing;
    try {
      const unloaded = await demonstrationToLoad(ready.env);
      await checkPort(ready.env.PORT);
      // Side by side: at the first start each takes a core for a while.
      await Promise.all([
        development ? undefined : build(ready.variables),
        unloaded ? seed(ready.variables) : undefined,
      ]);
      const variables: Record<string, string> = { ...ready.variables, PORT: String(ready.env.PORT) };
      // Server and worker begin at different moments, and a worker that crashed begins again: one clock for all.
      if (ready.env.TODAY !== undefined) variables.TODAY_SINCE ??= new Date().toISOString();
      // On a person's own screen a line for every request would bury the address and the people.
      variables.LOG_LEVEL ??= process.env.LOG_LEVEL || (ready.embedded ? "warn" : "info");
      services.keepWorker(variables, development);
      await services.startServer(variables, development);
    } catch (error) {
      return services.fail(error);
    }
    services.watchPostgres(ready.embedded);
    await printSummary(ready, performance.now() - began);
  });
}

async function build(variables: Record<string, string>): Promise<void> {
  if (buildIsFresh()) return;
  const code = await runScript("scripts/build.ts", [], variables);
  if (code !== 0) throw new StartError("The application could not be built; the reason stands above.");
}

/** True when the demonstration is still to be loaded, once. Throws EnvironmentError when it must not be. */
async function demonstrationToLoad({ DATABASE_URL, DEMO }: Env): Promise<boolean> {
  const holding = await holdingOf(DATABASE_URL ?? "");
  if (DEMO && holding === "nothing") return true;
  const problem = demonstrationProblem(DEMO, holding);
  if (problem) throw new EnvironmentError([{ name: "DEMO", problem }]);
  return false;
}

async function seed(variables: Record<string, string>): Promise<void> {
  console.log("Loading the demonstration data");
  const code = await runScript("scripts/seed/main.ts", [], variables);
  if (code !== 0)
    throw new StartError("The demonstration data could not be loaded; the reason stands above.");
}

function checkPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "EADDRINUSE" ? "is in use by another program" : `cannot be used (${error.code})`;
      reject(
        new StartError(
          `PORT: ${port} ${reason}. Set PORT to a free one, for example PORT=${port + 1} npm start`,
        ),
      );
    });
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

async function printSummary({ env }: Ready, took: number): Promise<void> {
  console.log(`\nDovetail is ready at ${env.PUBLIC_URL} (after ${(took / 1000).toFixed(1)} s)`);
  const local = standIns(env);
  for (const { service, replaces, variable } of local) {
    console.log(`  ${service}: a local stand-in for ${replaces} (set ${variable} for the real one)`);
  }
  if (env.PAYMENTS === "off")
    console.log("  payments are not set up: invoices are paid by Bacs and recorded");
  if (env.DEMO) await printDemoPeople(env.DATABASE_URL ?? "", env.PUBLIC_URL);
  console.log("Ctrl-C stops everything.");
}

/** A program as it was built; in development its TypeScript, so that nothing has to be built first. */
const program = (name: "serve" | "worker", development: boolean): [file: string, args: string[]] =>
  development ? [`scripts/${name}.ts`, name === "serve" ? ["--dev"] : []] : [`build/${name}.js`, []];

/** The child processes of one `npm start` and how they end together. */
class Services {
  private readonly children = new Set<ChildProcess>();
  private stopping: Promise<never> | undefined;

  constructor(private readonly release: () => Promise<void>) {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => void this.stop(0));
  }

  /** Says why the start failed, and ends what had begun. */
  fail(error: unknown): Promise<never> {
    if (!this.stopping) console.error(saidOf(error));
    return this.stop(1);
  }

  /** Ends all that was started, then this process. Asked twice, it waits for the same end. */
  stop(code: number): Promise<never> {
    this.stopping ??= (async () => {
      await Promise.all([...this.children].map(endChild));
      await this.release();
      process.exit(code);
    })();
    return this.stopping;
  }

  private run(file: string, args: string[], variables: Record<string, string>): ChildProcess {
    const child = launch(file, args, variables, "ignore");
    this.children.add(child);
    child.on("exit", () => this.children.delete(child));
    return child;
  }

  /** Resolves when the server listens. When it ends later, everything ends. */
  startServer(variables: Record<string, string>, development: boolean): Promise<void> {
    const child = this.run(...program("serve", development), variables);
    child.on("exit", (code) => {
      if (this.stopping) return;
      console.error(`The server ended (code ${code}); stopping the rest.`);
      void this.stop(1);
    });
    return new Promise((resolve) => child.once("message", () => resolve()));
  }

  /** Runs the worker and runs it again when it crashes, a little later each time. */
  keepWorker(variables: Record<string, string>, development: boolean, failures = 0): void {
    if (this.stopping) return;
    const began = Date.now();
    this.run(...program("worker", development), variables).on("exit", (code) => {
      if (this.stopping) return;
      const LONG_ENOUGH_MS = 60_000;
      const again = Date.now() - began > LONG_ENOUGH_MS ? 0 : failures + 1;
      const waitMs = Math.min(30_000, 500 * 2 ** again);
      console.error(`The worker ended (code ${code}); starting it again in ${waitMs / 1000} s.`);
      setTimeout(() => this.keepWorker(variables, development, again), waitMs).unref();
    });
  }

  /** Starts the embedded PostgreSQL again on its port when it was killed. */
  watchPostgres(embedded: EmbeddedPostgres | undefined): void {
    if (!embedded) return;
    void (async () => {
      for (;;) {
        await sleep(1000);
        if (this.stopping) return;
        await embedded
          .revive()
          .catch((error) => console.error("PostgreSQL does not start again:", errorWithoutValues(error)));
      }
    })();
  }
}

const CHILD_LIMIT_MS = 12_000;

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), CHILD_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}
