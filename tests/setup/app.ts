import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../scripts/ports";
import { withAdmin } from "./test-database";

const root = path.resolve(import.meta.dirname, "../..");
/** What the sessions of the tests are signed with. */
export const TEST_SECRET = "a secret that only the tests know, long enough";
const START_LIMIT_MS = 180_000;

export interface AppOptions {
  databaseUrl: string;
  /** Start on this day (YYYY-MM-DD), at nine in the morning. */
  today?: string;
  /** The start of an earlier app on that day, so that time goes on after a crash. */
  since?: Date;
  /** Without a worker jobs stay in the queue. */
  worker?: boolean;
  /** False starts as for real: nobody becomes anybody. Otherwise the database is marked as a demonstration. */
  demonstration?: boolean;
  /** More variables, for example a real OpenID Connect issuer. */
  env?: Record<string, string>;
  /** The port of an earlier app, to continue as the same service after a crash. */
  port?: number;
}

export interface RunningApp {
  baseUrl: string;
  databaseUrl: string;
  port: number;
  /** When its clock began. */
  since: Date;
  /** Where e-mails are kept as files, and uploads. */
  mailFolder: string;
  /** What the server and the worker said, JSON lines. */
  output(): string;
  /** Ends both as Ctrl-C does. */
  stop(): Promise<void>;
  /** Ends both as kill -9 does: nothing is tidied up. */
  kill(): Promise<void>;
}

const running = new Set<RunningApp>();

/** Starts the built application, server and worker, on a free port. Ends with the test file when nobody stops it. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(path.join(tmpdir(), "dovetail-app-"));
  const said: string[] = [];
  const since = options.since ?? new Date();
  const demonstration = options.demonstration ?? true;
  if (demonstration) await markAsDemonstration(options.databaseUrl);
  const env = {
    ...cleanEnvironment(),
    NODE_ENV: "production",
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: options.databaseUrl,
    SESSION_SECRET: TEST_SECRET,
    ...(demonstration ? { DEMO: "1" } : { DEMO: "0", PAYMENTS: "off", EMAIL: "file" }),
    LOG_LEVEL: "info",
    UPLOADS_DIR: path.join(folder, "uploads"),
    MAIL_DIR: path.join(folder, "mail"),
    ...(options.today ? { TODAY: options.today, TODAY_SINCE: since.toISOString() } : {}),
    ...options.env,
  };
  const scripts = ["serve", ...(options.worker === false ? [] : ["worker"])];
  const children = scripts.map((name) => launch(name, env, said));
  const end = async (signal: NodeJS.Signals) => {
    running.delete(app);
    await Promise.all(children.map((child) => endChild(child, signal)));
    rmSync(folder, { recursive: true, force: true });
  };
  const app: RunningApp = {
    baseUrl: `http://localhost:${port}`,
    databaseUrl: options.databaseUrl,
    port,
    since,
    mailFolder: path.join(folder, "mail"),
    output: () => said.join(""),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
  running.add(app);
  try {
    await Promise.all(children.map((child) => ready(child, said)));
  } catch (error) {
    await app.kill();
    throw error;
  }
  return app;
}

/** What loading the demonstration does last: tests make what they need themselves, and meet it in demonstration mode. */
const markAsDemonstration = (url: string) =>
  withAdmin(
    url,
    (sql) => sql`insert into import_run (kind, source, counts, rejected_rows)
      select 'demo', 'tests', '{}', 0 where not exists (select 1 from import_run where kind = 'demo')`,
  );

/** The applications of this test file that still run. */
export const runningApps = (): RunningApp[] => [...running];

/** Called once per test file by tests/setup/journeys.ts. */
export async function stopApps(): Promise<void> {
  await Promise.all([...running].map((app) => app.stop()));
}

/** Our own environment without what vitest sets and without a developer's real keys. */
function cleanEnvironment(): Record<string, string | undefined> {
  const ours =
    /^(VITEST.*|NODE_ENV|STRIPE_.*|NOTIFY_.*|OIDC_.*|TODAY.*|PAYMENTS|EMAIL|TRUST_PROXY|DATABASE_POOL)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function launch(name: string, env: Record<string, string | undefined>, said: string[]): ChildProcess {
  const child = spawn(process.execPath, [path.join(root, "build", `${name}.js`)], {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(String(chunk)));
  return child;
}

function ready(child: ChildProcess, said: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) =>
      reject(new Error(`The application did not start (${reason}):\n${said.join("")}`));
    const timer = setTimeout(() => fail("time limit"), START_LIMIT_MS);
    child.once("exit", (code) => fail(`code ${code}`));
    child.once("message", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  await ended;
}
