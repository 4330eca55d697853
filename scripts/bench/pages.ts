import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { connect } from "~db";
import { buildIfStale } from "../build";
import { SERVER_FLAGS } from "../node-flags";
import { freePort } from "../ports";
import { seedDemo } from "../seed/main";
import { startBareApp } from "./bare-app";
import { measurePair, withScratchDatabase, type Bench, type BenchContext, type Result } from "./harness";

const root = path.resolve(import.meta.dirname, "../..");
const CLIENTS = 8;
const MEMORY_REQUESTS = 10_000;
const MEMORY_GOAL_MB = 300;

/** Different filters in turn, as different people set them. */
const CATALOGUE_PAGES = [
  "/solutions",
  "/solutions?lot=CSF-1",
  "/solutions?lot=PCF-2&setting=primary+care",
  "/solutions?words=online+consultation",
  "/solutions?words=EPR&lot=CSF-1",
  "/solutions?capability=C43",
  "/solutions?standard=dtac&hosting=public+cloud",
  "/solutions?setting=social+care&page=1",
];
const SOLUTION_PAGES = [
  "/solutions/20001-001",
  "/solutions/20002-001",
  "/solutions/20001-002",
  "/solutions/20003-001",
];

const PAGES = {
  home: ["/"],
  "catalogue with filters": CATALOGUE_PAGES,
  "solution page": SOLUTION_PAGES,
  contracts: ["/contracts"],
  "where the money goes": ["/funding/money"],
} as const;

interface Server {
  get(address: string): Promise<void>;
  memoryMb(): number;
  stop(): Promise<void>;
}

/** The built application as in production, on a database of its own. */
async function startServer(databaseUrl: string): Promise<Server> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...SERVER_FLAGS, path.join(root, "build", "serve.js")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      PUBLIC_URL: base,
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: "a secret that only the bench knows, and long",
      DEMO: "1",
      LOG_LEVEL: "error",
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  });
  return {
    async get(address) {
      const answer = await fetch(base + address);
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
    },
    memoryMb: () => residentMb(child),
    stop: () => ended(child),
  };
}

function residentMb(child: ChildProcess): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" })) / 1024;
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await exit;
}

/** Takes a list in turns. */
function inTurn(addresses: readonly string[]): () => string {
  let next = 0;
  return () => addresses[next++ % addresses.length]!;
}

async function withDemoServer<T>(
  { databaseUrl, log }: BenchContext,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  buildIfStale(log);
  return withScratchDatabase(databaseUrl, 2, async ({ sql }) => {
    const url = new URL(databaseUrl);
    url.pathname = `/${sql.options.database}`;
    const connection = connect(url.href, { max: 2 });
    await seedDemo(connection.db).finally(() => connection.close());
    const server = await startServer(url.href);
    return work(server).finally(() => server.stop());
  });
}

async function memory(server: Server): Promise<Result> {
  const before = server.memoryMb();
  const address = inTurn([
    ...CATALOGUE_PAGES,
    ...SOLUTION_PAGES,
    "/",
    "/contracts",
    "/standards",
    "/who-pays",
  ]);
  const share = MEMORY_REQUESTS / CLIENTS;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let done = 0; done < share; done += 1) await server.get(address());
    }),
  );
  const after = server.memoryMb();
  return {
    name: `server after ${MEMORY_REQUESTS.toLocaleString("en-GB")} requests, against just started`,
    measure: "MB resident",
    baseline: before,
    subject: after,
    ratio: after / before,
    goal: `under ${MEMORY_GOAL_MB} MB`,
    met: after < MEMORY_GOAL_MB,
  };
}

/** The public pages, each against a bare page of the same framework, and what the server keeps. */
export const pages: Bench = {
  name: "pages",
  run: (context) =>
    withDemoServer(context, async (server) => {
      const bare = await startBareApp();
      const pair = (name: string, addresses: readonly string[]) => {
        const address = inTurn(addresses);
        return measurePair({
          name: `${name} against a bare page of Remix`,
          clients: CLIENTS,
          goal: 0.5,
          baseline: { name: "bare page", once: () => bare.get() },
          subject: { name, once: () => server.get(address()) },
        });
      };
      try {
        const results: Result[] = [];
        for (const [name, addresses] of Object.entries(PAGES)) results.push(await pair(name, addresses));
        return [...results, await memory(server)];
      } finally {
        await bare.stop();
      }
    }),
};
