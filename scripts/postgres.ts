import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { enter } from "./lock";
import { findBinaries, placeFor, serverAccount } from "./postgres-binaries";
import { initialise, launch, runningServer, stopServer, SUPERUSER } from "./postgres-cluster";
import { isOurs } from "./processes";

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

function passwordOf(folder: string): string {
  const file = path.join(folder, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
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
    await stopServer(data);
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
