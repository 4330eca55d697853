import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { type Env, EnvironmentError, readEnv } from "../app/platform/env.server";
import { errorWithoutValues } from "../app/platform/log-words";
import { SERVER_FLAGS } from "./node-flags";
import { migrateDatabase } from "./migrate";
import { type EmbeddedPostgres, startPostgres } from "./postgres";

const root = path.resolve(import.meta.dirname, "..");
const PREFERRED_POSTGRES_PORT = 54_329;

export interface Ready {
  env: Env;
  /** What a child process needs in its environment. */
  variables: Record<string, string>;
  embedded: EmbeddedPostgres | undefined;
  release(): Promise<void>;
}

/** Runs work; a failure becomes a plain message and exit code 1. */
export async function stopOnFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const known = error instanceof EnvironmentError || error instanceof StartError;
    console.error(known ? error.message : errorWithoutValues(error));
    process.exit(1);
  }
}

/** A reason not to start that the person in front of the terminal can mend. */
export class StartError extends Error {}

/** Checks the configuration, brings PostgreSQL up unless DATABASE_URL names one, and migrates. */
export async function prepare(options: { quiet?: boolean } = {}): Promise<Ready> {
  const say = options.quiet ? () => {} : (line: string) => console.log(line);
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  process.chdir(root);
  const env = readEnv(process.env);
  const embedded = env.DATABASE_URL
    ? undefined
    : await startPostgres({
        folder: path.join(root, ".data", "postgres"),
        database: "dovetail",
        port: PREFERRED_POSTGRES_PORT,
      });
  const release = async () => embedded?.release();
  try {
    const url = embedded?.url ?? env.DATABASE_URL ?? "";
    if (embedded) say(`PostgreSQL ${embedded.started ? "started" : "is running"} on port ${embedded.port}`);
    else await checkConnection(url);
    await migrateDatabase(url);
    const variables = {
      NODE_ENV: env.NODE_ENV,
      DATABASE_URL: url,
      DEMO: env.DEMO ? "1" : "0",
      SESSION_SECRET: env.SESSION_SECRET,
      PUBLIC_URL: env.PUBLIC_URL,
    };
    return { env: { ...env, DATABASE_URL: url }, variables, embedded, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function checkConnection(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select 1`;
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new StartError(
      `DATABASE_URL: no connection to the database ${pathname.slice(1)} on ${host}: ${(error as Error).message || String(error)}`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Runs a TypeScript file to its end. Answers its exit code. */
export function runScript(file: string, args: string[], variables: Record<string, string>): Promise<number> {
  return endOf(launch(file, args, variables, "inherit"));
}

export const endOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));

/** Starts a TypeScript file of the project, or a built program, as a child process with a channel to us. */
export function launch(
  file: string,
  args: string[],
  variables: Record<string, string>,
  input: "ignore" | "inherit",
): ChildProcess {
  const flags = [
    ...(/\bserve\.[jt]s$/.test(file) ? SERVER_FLAGS : []),
    ...(file.endsWith(".ts") ? ["--import", "tsx"] : []),
  ];
  return spawn(process.execPath, [...flags, path.resolve(root, file), ...args], {
    cwd: root,
    env: { ...process.env, ...variables },
    stdio: [input, "inherit", "inherit", "ipc"],
  });
}

/** Runs one script with PostgreSQL up and migrated, ends what was started, then this process. */
export async function withDatabase(file: string, args: string[]): Promise<void> {
  let child: ChildProcess | undefined;
  let stopped = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopped = true;
      child?.kill(signal);
    });
  }
  await stopOnFailure(async () => {
    const ready = await prepare({ quiet: true });
    let code = 130;
    if (!stopped) {
      child = launch(file, args, ready.variables, "inherit");
      code = await endOf(child);
    }
    await ready.release();
    process.exit(code);
  });
}
