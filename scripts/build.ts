import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./processes";

/*
 * What is built: the pages (by Remix, into build/client and build/server) and the programs that serve and work
 * (build/serve.js and build/worker.js, each in one file). A built program starts in a third of the processor time that
 * its TypeScript needs, which a deployment sees once and the journeys sixty times.
 */

const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "build");
const lock = path.join(root, "build.lock");

interface Part {
  name: string;
  /** Files and folders that it is made of. */
  sources: string[];
  results: string[];
  make: () => void;
}

const PARTS: Part[] = [
  {
    name: "pages",
    sources: ["remix.config.js", "package-lock.json", "tsconfig.json", "app", "db"],
    results: ["server/index.js"],
    make: () => {
      const cli = path.join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
      run([cli, "vite:build", "--config", "remix.config.js"]);
    },
  },
  {
    name: "programs",
    sources: ["package-lock.json", "tsconfig.json", "app", "db", "scripts"],
    results: ["serve.js", "worker.js"],
    make: () => run([path.join(root, "scripts", "build-programs.mjs")]),
  },
];

/** Builds what the last build was not made of the present sources of. Throws when a build fails. */
export function buildIfStale(log: (line: string) => void = () => {}): void {
  if (buildIsFresh()) return;
  waitForOtherBuild();
  try {
    for (const part of PARTS) {
      const sources = hashOf(part);
      if (isFresh(part, sources)) continue;
      log(`Building the ${part.name}`);
      rmSync(hashFileOf(part), { force: true });
      part.make();
      mkdirSync(folder, { recursive: true });
      writeFileSync(hashFileOf(part), sources);
    }
  } finally {
    rmSync(lock, { force: true });
  }
}

/** True when the last build is of the present sources. */
export const buildIsFresh = (): boolean => PARTS.every((part) => isFresh(part, hashOf(part)));

const hashFileOf = (part: Part) => path.join(folder, `.${part.name}`);

const isFresh = (part: Part, sources: string) =>
  part.results.every((file) => existsSync(path.join(folder, file))) &&
  existsSync(hashFileOf(part)) &&
  readFileSync(hashFileOf(part), "utf8") === sources;

function run(args: string[]): void {
  // A test run would otherwise pass on that it is one, and the build would leave Remix out.
  const { VITEST: _test, NODE_ENV: _mode, ...env } = process.env;
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...env, NODE_ENV: "production" },
    encoding: "utf8",
  });
  if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}${result.stderr}`);
}

/** Two processes that build into one folder at once would leave a mixture. */
function waitForOtherBuild(): void {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch {
      const owner = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
      if (!isAlive(owner)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    }
  }
}

function hashOf({ sources }: Part): string {
  const hash = createHash("sha256");
  for (const file of sources.map((name) => path.join(root, name)).flatMap(filesOf)) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesOf(source: string): string[] {
  if (!existsSync(source)) return [];
  if (statSync(source).isFile()) return [source];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|md|sql)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) buildIfStale(console.log);
