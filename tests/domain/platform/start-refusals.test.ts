import { spawn } from "node:child_process";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

const root = path.resolve(import.meta.dirname, "../../..");
/** A start that is refused ends by itself within seconds; a server that did start would be there for ever. */
const LIMIT_MS = 60_000;

/** A whole configuration, left out in words what is left out; each test takes something away or adds it. */
const whole = (database: TestDatabase) => ({
  DATABASE_URL: database.url,
  SESSION_SECRET: "a secret that only the tests know, long enough",
  PUBLIC_URL: "https://dovetail.example",
  PAYMENTS: "off",
  EMAIL: "file",
  PORT: "0",
  LOG_LEVEL: "silent",
});

const STARTS = {
  server: ["--import", "tsx", "scripts/serve.ts"],
  worker: ["--import", "tsx", "scripts/worker.ts"],
  "npm start": ["scripts/start.mjs"],
} as const;
type Start = keyof typeof STARTS;

/** Starts a process of the service with these variables and none of our own. Answers how it ended and what it said. */
function ended(
  start: Start,
  variables: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, STARTS[start], {
    cwd: root,
    env: { PATH, HOME, ...variables } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LIMIT_MS,
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}

const without = (variables: Record<string, string>, name: string) => ({ ...variables, [name]: "" });

let empty: TestDatabase;
let real: TestDatabase;
let demonstration: TestDatabase;
beforeAll(async () => {
  [empty, real, demonstration] = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
  await real.sql`insert into "user" (id, name, email) values ('u', 'A Person', 'person@trust.example')`;
  await demonstration.sql`insert into import_run (kind, source, counts, rejected_rows)
    values ('demo', 'scripts/seed', '{}', 0)`;
});

describe("half a configuration does not start", () => {
  it.each<[Start]>([["server"], ["worker"], ["npm start"]])(
    "%s names the variables that are missing and ends with 1",
    async (start) => {
      const variables = without(without(whole(real), "PUBLIC_URL"), "PAYMENTS");
      const { code, said } = await ended(start, variables);
      expect(code).toBe(1);
      expect(said).toContain("The configuration is not complete:");
      expect(said).toContain("PUBLIC_URL: missing");
      expect(said).toContain("STRIPE_SECRET_KEY: missing: set it, or PAYMENTS=off");
      // The reason for people, without a stack.
      expect(said).not.toMatch(/NOTIFY_|EMAIL|\n +at /);
    },
    LIMIT_MS,
  );
});

describe("a demonstration and real data are never served as each other", () => {
  it.each<[Start]>([["server"], ["worker"], ["npm start"]])(
    "%s refuses demonstration mode on data that was not made as one",
    async (start) => {
      const { code, said } = await ended(start, { ...whole(real), DEMO: "1" });
      expect(code).toBe(1);
      expect(said).toContain("DEMO: demonstration mode is on, where anyone may become anyone");
      expect(await real.sql`select 1 from import_run`).toHaveLength(0);
    },
    LIMIT_MS,
  );

  it.each<[Start]>([["server"], ["npm start"]])(
    "%s refuses a demonstration outside of it",
    async (start) => {
      const { code, said } = await ended(start, whole(demonstration));
      expect(code).toBe(1);
      expect(said).toContain("DEMO: demonstration mode is not on");
    },
    LIMIT_MS,
  );

  it(
    "the server says how to load what is not loaded yet",
    async () => {
      const { code, said } = await ended("server", { ...whole(empty), DEMO: "1" });
      expect(code).toBe(1);
      expect(said).toContain("node --import tsx scripts/seed/main.ts");
    },
    LIMIT_MS,
  );

  it("the loading itself refuses a database that holds anything", async () => {
    const { seedDemo } = await import("../../../scripts/seed/main");
    await expect(seedDemo(real.db)).rejects.toThrow("holds data that was not made as a demonstration");
    await expect(seedDemo(demonstration.db)).rejects.toThrow("loaded already");
    expect(await real.sql`select 1 from organisation`).toHaveLength(0);
  });
});
