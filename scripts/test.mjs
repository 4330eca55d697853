// npm test: everything that CI runs. It goes on after a failure and ends with one line of totals.
import { spawn } from "node:child_process";
import path from "node:path";
import { checkNode, ensureInstalled } from "./install.mjs";
import { clearReports, countsOf, readReport, slowestFiles, vitestArguments } from "./test-reports.mjs";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const bin = (...parts) => path.join(root, "node_modules", ...parts);
// The tests of one run share the copies of the demonstration.
process.env.TEST_RUN = String(process.pid);
const total = { passed: 0, failed: 0, skipped: 0 };
const timings = [];

/**
 * Runs one Node program and answers whether it succeeded. Its output goes to ours, when it runs beside others in one
 * piece at its end.
 */
function succeeds(title, args, { beside }) {
  const heading = `\n== ${title}`;
  if (!beside) console.log(heading);
  const began = performance.now();
  return new Promise((resolve) => {
    const output = beside ? "pipe" : "inherit";
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", output, output] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(chunk));
    child.on("error", (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      if (beside) process.stdout.write(`${heading}\n${Buffer.concat(said)}`);
      timings.push({ title, seconds: (performance.now() - began) / 1000 });
      resolve(code === 0);
    });
  });
}

/** A step that is right or wrong as a whole counts as one. */
async function step(title, args) {
  const passed = await succeeds(title, args, { beside: true });
  total[passed ? "passed" : "failed"] += 1;
  if (!passed) console.log(`FAILED: ${title}`);
}

/** Counts the tests of a project from the report that vitest wrote. */
async function project(name, { beside = false } = {}) {
  const passed = await succeeds(`${name} tests`, vitestArguments(name), { beside });
  const counts = countsOf(readReport(name), passed);
  for (const kind of ["passed", "failed", "skipped"]) total[kind] += counts[kind];
}

function printTimes() {
  console.log("\nSlowest files");
  for (const { file, seconds } of slowestFiles(10))
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`);
  const steps = timings.map(({ title, seconds }) => `${title} ${seconds.toFixed(0)} s`);
  console.log(`Steps: ${steps.join(", ")}; in all ${(performance.now() / 60_000).toFixed(1)} min`);
}

checkNode();
ensureInstalled();
clearReports();
// These need one core each, so two of them go beside each other; the projects after them use both.
await Promise.all([
  (async () => {
    await step("types", [bin("typescript", "bin", "tsc"), "--noEmit"]);
    await step("lint", [bin("oxlint", "bin", "oxlint"), "--deny-warnings", "."]);
    await step("format", [bin("oxfmt", "bin", "oxfmt"), "--check", "."]);
  })(),
  (async () => {
    await step("build", ["--import", "tsx", path.join(root, "scripts", "build.ts")]);
    await project("unit", { beside: true });
  })(),
]);
for (const name of ["database", "journeys"]) await project(name);
printTimes();
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
