import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { EMBEDDED_POSTGRES, type Env, readEnv } from "../app/platform/env.server";
import { ask } from "./demonstration";
import { SERVER_FLAGS } from "./node-flags";
import { migrateDatabase } from "./migrate";
import { type EmbeddedPostgres, startPostgres } from "./postgres";
import { stopOnFailure } from "./start-error";

const root = path.resolve(import.meta.dirname, "..");
const PREFERRED_POSTGRES_PORT = 54_329;

export interface Ready {
  env: Env;
  /** What a child process needs in its environment. */
  variables: Record<string, string>;
  embedded: EmbeddedPostgres | undefined;
  release(): Promise<void>;
}

interface PrepareOptions {
  quiet?: boolean;
  /** False for a command that serves nobody: it needs no address and no third party. */
  serves?: boolean;
}

/** Checks the configuration, brings PostgreSQL up unless DATABASE_URL names one, and migrates. */
export async function prepare(options: PrepareOptions = {}): Promise<Ready> {
  const say = options.quiet ? () => {} : (line: string) => console.log(line);
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  process.chdir(root);
  const env = readEnv(process.env, { serves: options.serves });
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
    else await ask(url, async () => {});
    await migrateDatabase(url);
    const variables = {
      NODE_ENV: env.NODE_ENV,
      DATABASE_URL: url,
      DEMO: env.DEMO ? "1" : "0",
      SESSION_SECRET: env.SESSION_SECRET,
      PUBLIC_URL: env.PUBLIC_URL,
      ...(embedded ? { [EMBEDDED_POSTGRES]: "1" } : {}),
    };
    return { env: { ...env, DATABASE_URL: url }, variables, embedded, release };
  } catch (error) {
    await release();
    throw error;
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
    const ready = await prepare({ quiet: true, serves: false });
    let code = 130;
    if (!stopped) {
      child = launch(file, args, ready.variables, "inherit");
      code = await endOf(child);
    }
    await ready.release();
    process.exit(code);
  });
}
