import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, isFree } from "./ports";
import type { Account, Binaries } from "./postgres-binaries";
import { isAlive, looksLike, readText } from "./processes";

/* One PostgreSQL cluster: made by initdb, started, and recognised when it runs already. */

export const SUPERUSER = "dovetail";
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

const COMMON_SETTINGS = {
  listen_addresses: "127.0.0.1",
  // Socket paths are limited to about 100 characters and checkouts lie deep: TCP only.
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "128MB",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_min_messages: "warning",
};
const DISPOSABLE_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_wal_size: "2GB",
};

export interface LaunchOptions {
  /** Port to try when there was no earlier one. */
  port?: number;
  /** This port or none: others are connected to it. */
  onlyPort?: number;
  /** Gives durability away for speed: for tests only. */
  disposable?: boolean;
}

/** Reads postmaster.pid: line 1 the process, line 4 the port, line 8 "ready". A stale file of a crash is removed. */
export function runningServer(data: string): { pid: number; port: number } | undefined {
  const file = path.join(data, "postmaster.pid");
  const text = readText(file);
  if (text === "") return undefined;
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  // After a crash the id may belong to somebody else by now, which would stop PostgreSQL from starting.
  if (!isAlive(pid) || !looksLike(pid, "postgres")) {
    rmSync(file, { force: true });
    return undefined;
  }
  return lines[7]?.trim() === "ready" ? { pid, port: Number(lines[3]) } : undefined;
}

/** Stops the server of a cluster, also one that is still recovering from a crash. Open transactions are rolled back. */
export async function stopServer(data: string): Promise<void> {
  const pid = Number(readText(path.join(data, "postmaster.pid")).split("\n")[0]);
  if (!isAlive(pid) || !looksLike(pid, "postgres")) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; isAlive(pid) && waited < STOP_TIMEOUT_MS; waited += 50) await sleep(50);
}

/** Makes a cluster with a superuser of that password. A cluster that was only half made is none. */
export async function initialise(
  binaries: Binaries,
  data: string,
  password: string,
  account?: Account,
): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(data, "..", ".initial-password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const file of [data, passwordFile]) chownSync(file, account.uid, account.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions",
      ],
      account,
    );
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function run(file: string, args: string[], account?: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    // Some container systems lack a home or a usable working folder for the account.
    const child = spawn(file, args, { ...account, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (output += String(chunk)));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${path.basename(file)} failed with code ${code}:\n${output}`)),
    );
  });
}

/** Starts the server on the port of last time, the wished one, or any free one. */
export async function launch(
  binaries: Binaries,
  data: string,
  folder: string,
  account: Account | undefined,
  options: LaunchOptions,
): Promise<{ pid: number; port: number }> {
  const remembered = Number(readText(path.join(folder, "port"))) || options.port || 0;
  const logFile = path.join(folder, "log");
  let port = options.onlyPort ?? ((await isFree(remembered)) ? remembered : await freePort());
  for (let attempt = 1; ; attempt += 1) {
    const failure = await launchOn(port, binaries, data, logFile, account, options.disposable ?? false);
    const running = runningServer(data);
    if (running) {
      writeFileSync(path.join(folder, "port"), String(running.port));
      return running;
    }
    // The usual causes pass: children of a killed server still ending, or the port taken in between.
    if (attempt >= 5) throw new Error(`PostgreSQL did not start (${failure}). Its log is ${logFile}.`);
    await sleep(500 * attempt);
    port = options.onlyPort ?? (await freePort());
  }
}

async function launchOn(
  port: number,
  binaries: Binaries,
  data: string,
  logFile: string,
  account: Account | undefined,
  disposable: boolean,
): Promise<string> {
  const settings = { ...COMMON_SETTINGS, ...(disposable ? DISPOSABLE_SETTINGS : {}) };
  const log = openSync(logFile, "a");
  const child = spawn(
    binaries.postgres,
    [
      "-D",
      data,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ],
    // In a session of its own: Ctrl-C must reach the server that uses PostgreSQL first, not both at once.
    {
      ...account,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  closeSync(log);
  let failure = "";
  child.on("error", (error) => (failure = error.message));
  child.on("exit", (code) => (failure ||= `exit code ${code}`));
  child.unref();
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (failure === "" && Date.now() < deadline) {
    if (existsSync(path.join(data, "postmaster.pid")) && runningServer(data)?.pid === child.pid) return "";
    await sleep(30);
  }
  return failure || "time limit";
}
