// npm test: everything that CI runs. It goes on after a failure and ends with one line of totals.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { checkNode, ensureInstalled } from "./install.mjs";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const reports = path.join(root, "reports");
const bin = (...parts) => path.join(root, "node_modules", ...parts);
// The tests of one run share the copies of the demonstration.
process.env.TEST_RUN = String(process.pid);
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs one Node program; its output goes to ours. Answers whether it succeeded. */
function succeeds(args) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return result.status === 0;
}

/** A step that is right or wrong as a whole counts as one. */
function step(title, args) {
  console.log(`\n== ${title}`);
  const passed = succeeds(args);
  total[passed ? "passed" : "failed"] += 1;
  if (!passed) console.log(`FAILED: ${title}`);
}

/** Counts the tests of a project from the report that vitest wrote. */
function project(name) {
  console.log(`\n== ${name} tests`);
  const report = path.join(reports, `${name}.json`);
  const passed = succeeds([
    bin("vitest", "vitest.mjs"),
    "run",
    "--config=remix.config.js",
    `--project=${name}`,
    "--reporter=default",
    "--reporter=json",
    "--reporter=junit",
    `--outputFile.json=${report}`,
    `--outputFile.junit=${path.join(reports, `${name}.xml`)}`,
  ]);
  const counts = readReport(report);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  // A run that failed without a failed test (a file that does not load, a setup that throws) is a failure, too.
  if (!passed && counts.failed === 0) total.failed += 1;
}

function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    const brokenFiles = report.testResults.filter(
      (result) => result.status === "failed" && result.assertionResults.length === 0,
    ).length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

checkNode();
ensureInstalled();
rmSync(reports, { recursive: true, force: true });
step("types", [bin("typescript", "bin", "tsc"), "--noEmit"]);
step("lint", [bin("oxlint", "bin", "oxlint"), "--deny-warnings", "."]);
step("format", [bin("prettier", "bin", "prettier.cjs"), "--check", "--log-level", "warn", "."]);
step("build", ["--import", "tsx", path.join(root, "scripts", "build.ts")]);
for (const name of ["unit", "database", "journeys"]) project(name);
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
