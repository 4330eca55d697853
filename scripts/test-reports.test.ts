import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countsOf, slowestFiles } from "./test-reports.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "dovetail-reports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = (files: { status: string; assertionResults: unknown[] }[], numFailedTests = 0) => ({
  numPassedTests: 5,
  numFailedTests,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: files,
});

describe("the counts of a run", () => {
  it("are those of its tests", () => {
    expect(countsOf(report([{ status: "passed", assertionResults: [{}] }]), true)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 2,
    });
  });

  it("count a file that does not load as one failure", () => {
    const files = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}] },
    ];
    expect(countsOf(report(files, 1), false).failed).toBe(2);
  });

  it("count a run that fails without a failed test, or leaves no report, as one failure", () => {
    expect(countsOf(report([]), false).failed).toBe(1);
    expect(countsOf(null, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("the slowest files", () => {
  it("are the longest first, and only so many", () => {
    const file = path.join(folder, "file-times.jsonl");
    const lines = [
      { file: "a", seconds: 2 },
      { file: "b", seconds: 10.5 },
      { file: "c", seconds: 3 },
    ];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    expect(slowestFiles(2, file).map((line) => line.file)).toEqual(["b", "c"]);
  });

  it("are none when nothing ran", () => {
    expect(slowestFiles(10, path.join(folder, "missing"))).toEqual([]);
  });
});
