import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./processes";

const root = path.resolve(import.meta.dirname, "..");
const stamp = path.join(root, "build", ".sources");
const lock = path.join(root, "build.lock");

/** Builds the application unless the last build is of the present sources. Throws when the build fails. */
export function buildIfStale(log: (line: string) => void = () => {}): void {
  const sources = hashOfSources();
  if (isFresh(sources)) return;
  waitForOtherBuild();
  try {
    if (isFresh(sources)) return;
    log("Building the application");
    rmSync(stamp, { force: true });
    // A test run would otherwise pass on that it is one, and the build would leave Remix out.
    const { VITEST: _test, NODE_ENV: _mode, ...env } = process.env;
    const cli = path.join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
    const result = spawnSync(process.execPath, [cli, "vite:build", "--config", "remix.config.js"], {
      cwd: root,
      env: { ...env, NODE_ENV: "production" },
      encoding: "utf8",
    });
    if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}${result.stderr}`);
    writeFileSync(stamp, sources);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** True when the last build is of the present sources. */
export const buildIsFresh = (): boolean => isFresh(hashOfSources());

const isFresh = (sources: string) =>
  existsSync(path.join(root, "build", "server", "index.js")) &&
  existsSync(stamp) &&
  readFileSync(stamp, "utf8") === sources;

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

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const name of ["remix.config.js", "package-lock.json", "tsconfig.json"]) {
    hash.update(readFileSync(path.join(root, name)));
  }
  for (const folder of ["app", "db"]) {
    const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(test\.tsx?|md|sql)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.toSorted()) {
      hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) buildIfStale(console.log);
