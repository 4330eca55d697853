// npm run test:node-versions: with each Node that the README names, as the registry brings it: installs a clone of the last
// commit, starts it, opens a page, stops it with Ctrl-C, and runs the unit and database tests. Prints a table.
// Others can be named: npm run test:node-versions -- 20.19 26
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.resolve(import.meta.dirname, "..");
const START_LIMIT_MS = 1_800_000;
const versions = process.argv.length > 2 ? process.argv.slice(2) : ["20.19", "22", "24"];

/** npm's own program, to be run by the Node under test. */
const npmProgram =
  process.env.npm_execpath ??
  path.join(spawnSync("npm", ["root", "-g"], { encoding: "utf8" }).stdout.trim(), "npm", "bin", "npm-cli.js");

/** Fetches a Node into a folder and answers the path of its program. */
function fetchNode(version, folder) {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  // The package of one platform holds the program itself and needs no install script, unlike the package `node`.
  const args = ["install", "--prefix", folder, "--no-audit", "--no-fund", `${name}@${version}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [npmProgram, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}@${version} could not be installed:\n${stdout}${stderr}`);
  const file = process.platform === "win32" ? "node.exe" : "node";
  return path.join(folder, "node_modules", name, "bin", file);
}

/** An environment in which `node` means the one under test, and nothing of ours leads elsewhere. */
function environmentOf(node) {
  const ours = /^(DATABASE_URL|PUBLIC_URL|NODE_OPTIONS|TEST_RUN|PORT|npm_.*)$/;
  const own = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const search = `${path.dirname(node)}${path.delimiter}${process.env.PATH}`;
  return { ...Object.fromEntries(own), PATH: search, npm_execpath: npmProgram };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answersWell(url) {
  const answer = await fetch(url).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}

/** Starts everything, waits for a page, and stops it as Ctrl-C does. Throws with what it said when that fails. */
async function startAndStop({ node, clone, env, log }) {
  const port = await freePort();
  const output = openSync(log, "w");
  const child = spawn(node, ["scripts/start.mjs"], {
    cwd: clone,
    env: { ...env, PORT: String(port) },
    stdio: ["ignore", output, output],
  });
  const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  const fail = (reason) => new Error(`${reason}\n${readFileSync(log, "utf8").slice(-3000)}`);
  try {
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await answersWell(`http://localhost:${port}/healthz`))) {
      if (child.exitCode !== null) throw fail(`npm start ended with code ${child.exitCode}`);
      if (Date.now() > deadline) throw fail("npm start did not come up");
      await sleep(500);
    }
    for (const page of ["/", "/solutions"]) {
      if (!(await answersWell(`http://localhost:${port}${page}`))) throw fail(`${page} did not answer 200`);
    }
  } finally {
    child.kill("SIGINT");
    await ended;
  }
  if ((await ended) !== 0) throw fail("npm start did not stop cleanly");
}

function testsOf(project, { node, clone, env }) {
  const args = ["vitest", "vitest.mjs"];
  const report = path.join(clone, "reports", `${project}.json`);
  const vitest = [path.join(clone, "node_modules", ...args), "run", "--config=remix.config.js"];
  const result = spawnSync(
    node,
    [...vitest, `--project=${project}`, "--reporter=json", `--outputFile=${report}`],
    { cwd: clone, env, encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], maxBuffer: 100_000_000 },
  );
  if (result.error) throw result.error;
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  if (result.status === 0) return `${numPassedTests} passed`;
  const failed = testResults.filter(({ status }) => status === "failed").map(({ name }) => name);
  throw new Error(`${numFailedTests} failed, in ${failed.join(", ")}\n${result.stderr.slice(-3000)}`);
}

/** Everything with one Node, in a clone of its own. Answers the row of the table. */
async function tryVersion(version, folder) {
  const row = { wanted: version, node: "", install: "", start: "", unit: "", database: "" };
  const node = fetchNode(version, path.join(folder, "node"));
  const clone = path.join(folder, "clone");
  const env = environmentOf(node);
  const given = { node, clone, env, log: path.join(folder, "start.log") };
  row.node = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  console.log(`\n== Node ${row.node}`);
  const steps = {
    install: () => {
      spawnSync("git", ["clone", "--quiet", root, clone], { stdio: "inherit" });
      const npm = [npmProgram, "ci", "--include=dev", "--no-audit", "--no-fund"];
      const { status, stderr } = spawnSync(node, npm, { cwd: clone, env, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      return "ok";
    },
    start: async () => {
      await startAndStop(given);
      return "ok";
    },
    unit: () => testsOf("unit", given),
    database: () => testsOf("database", given),
  };
  for (const [name, run] of Object.entries(steps)) {
    try {
      row[name] = await run();
    } catch (error) {
      row[name] = "FAILED";
      console.error(`${name}: ${error.message}`);
      // Nothing can be said about a clone that is not installed.
      if (name === "install") break;
    }
    console.log(`${name}: ${row[name]}`);
  }
  return row;
}

const rows = [];
for (const version of versions) {
  const folder = mkdtempSync(path.join(tmpdir(), "dovetail-node-"));
  // PostgreSQL runs as another account where we are root, and must reach its files.
  chmodSync(folder, 0o755);
  try {
    rows.push(await tryVersion(version, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.table(rows);
process.exit(rows.some((row) => Object.values(row).includes("FAILED")) ? 1 : 0);
