import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Account, type Binaries, findBinaries, placeFor, serverAccount } from "./postgres-binaries";
import { isAlive, looksLike } from "./processes";

/*
 * The embedded PostgreSQL. Several processes of one checkout share one server (`npm start` and `npm run import` side by
 * side): each leaves a file with its process id under users/, the first starts the server, the last one to leave stops
 * it. The server outlives the process that started it, so the order in which they end does not matter.
 *
 *   <folder>/data       the cluster; postmaster.pid in it says which process and port is serving
 *   <folder>/password   of the superuser, made up at the first start
 *   <folder>/port       the port of last time, tried first
 *   <folder>/users/     one file per process that uses the server
 *   <folder>/log        what the server said
 */

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** True when this call started the server, false when it found it running. */
  started: boolean;
  /** Starts the server again, on the same port, when it is gone. */
  revive(): Promise<void>;
  /** Stops the server unless another living process uses it. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  folder: string;
  /** The database to make and to connect to. */
  database: string;
  /** Port to try when there was no earlier one. */
  port?: number;
  /** Gives durability away for speed: for tests only. */
  disposable?: boolean;
}

const SUPERUSER = "dovetail";
const START_TIMEOUT_MS = 60_000;

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

/** Starts PostgreSQL, or joins the one that another process of this checkout started. */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.folder);
  mkdirSync(path.join(folder, "users"), { recursive: true });
  const binaries = await findBinaries();
  const account = serverAccount();
  const place = placeFor(account, folder, binaries);
  const leave = await enter(folder);
  let started = false;
  try {
    writeFileSync(path.join(folder, "users", String(process.pid)), "");
    const password = passwordOf(folder);
    let running = runningServer(place.data);
    if (!running) {
      if (!existsSync(path.join(place.data, "PG_VERSION"))) {
        await initialise(place.binaries, place.data, password, account);
      }
      running = await launch(place.binaries, place.data, folder, account, options);
      started = true;
    }
    const url = urlFor(password, running.port, options.database);
    await createDatabase(urlFor(password, running.port, "postgres"), options.database);
    const { port } = running;
    const revive = async () => {
      if (runningServer(place.data)) return;
      const leaveAgain = await enter(folder);
      try {
        if (!runningServer(place.data))
          await launch(place.binaries, place.data, folder, account, { ...options, onlyPort: port });
      } finally {
        leaveAgain();
      }
    };
    return { url, port, started, revive, release: () => release(folder, place.data) };
  } catch (error) {
    rmSync(path.join(folder, "users", String(process.pid)), { force: true });
    throw error;
  } finally {
    leave();
  }
}

const urlFor = (password: string, port: number, database: string) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

const heldHere = new Set<string>();

/**
 * Only one process at a time starts or stops the server. A lock whose owner died is taken over; so is one of our own id
 * that we did not take: in a container the ids begin anew.
 */
async function enter(folder: string): Promise<() => void> {
  const lock = path.join(folder, "lock");
  const deadline = Date.now() + START_TIMEOUT_MS * 2;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      heldHere.add(lock);
      return () => {
        heldHere.delete(lock);
        rmSync(lock, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(readText(lock));
    const abandoned = owner === process.pid ? !heldHere.has(lock) : owner > 0 && !isOurs(owner);
    if (abandoned) rmSync(lock, { force: true });
    else if (Date.now() > deadline) throw new Error(`Another process (${owner}) holds ${lock} for too long.`);
    else await sleep(100);
  }
}

/** True for a living Node process: an id left behind by a killed one may be somebody else's by now. */
const isOurs = (pid: number) => isAlive(pid) && looksLike(pid, "node");

function passwordOf(folder: string): string {
  const file = path.join(folder, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** Reads postmaster.pid: line 1 the process, line 4 the port, line 8 "ready". A stale file of a crash is removed. */
function runningServer(data: string): { pid: number; port: number } | undefined {
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

async function initialise(
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

async function launch(
  binaries: Binaries,
  data: string,
  folder: string,
  account: Account | undefined,
  options: EmbeddedOptions & { onlyPort?: number },
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

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql`select 1 from pg_database where datname = ${name}`;
    if (rows.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

async function release(folder: string, data: string): Promise<void> {
  const leave = await enter(folder);
  try {
    rmSync(path.join(folder, "users", String(process.pid)), { force: true });
    if (otherUsers(folder)) return;
    const running = runningServer(data);
    if (!running) return;
    process.kill(running.pid, "SIGINT"); // fast shutdown: open transactions are rolled back
    for (let waited = 0; isAlive(running.pid) && waited < 10_000; waited += 50) await sleep(50);
  } finally {
    leave();
  }
}

function otherUsers(folder: string): boolean {
  return readdirSync(path.join(folder, "users")).some((name) => {
    if (Number(name) !== process.pid && isOurs(Number(name))) return true;
    rmSync(path.join(folder, "users", name), { force: true });
    return false;
  });
}

function isFree(port: number): Promise<boolean> {
  if (port <= 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
