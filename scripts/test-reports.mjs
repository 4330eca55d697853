// How a project of tests is run so that it leaves reports, and what the reports say.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const reports = path.join(root, "reports");

export const clearReports = () => rmSync(reports, { recursive: true, force: true });

/** The arguments to Node that run one project and leave reports/NAME.json, NAME.xml and lines in file-times.jsonl. */
export const vitestArguments = (name) => [
  path.join(root, "node_modules", "vitest", "vitest.mjs"),
  "run",
  "--config=remix.config.js",
  `--project=${name}`,
  "--reporter=default",
  "--reporter=json",
  "--reporter=junit",
  "--reporter=./scripts/file-times-reporter.mjs",
  `--outputFile.json=${path.join(reports, `${name}.json`)}`,
  `--outputFile.junit=${path.join(reports, `${name}.xml`)}`,
];

/** What vitest's json reporter wrote about a project, or null when it wrote nothing. */
export function readReport(name) {
  try {
    return JSON.parse(readFileSync(path.join(reports, `${name}.json`), "utf8"));
  } catch {
    return null;
  }
}

/**
 * How many tests of a run passed, failed and were skipped. A file that failed without a test of its own (it does not
 * load) is one failure, and so is a run that did not succeed though no test failed (a setup that throws).
 */
export function countsOf(report, succeeded) {
  const files = report?.testResults ?? [];
  const broken = files.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = (report?.numFailedTests ?? 0) + broken.length;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/**
 * The test files that took longest, longest first, of the lines that file-times-reporter.mjs wrote.
 * @returns {{ file: string; seconds: number }[]}
 */
export function slowestFiles(count, file = path.join(reports, "file-times.jsonl")) {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch {
    // No project came as far as a test.
  }
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, count);
}
