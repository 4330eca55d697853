import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "csv-stringify/sync";

/** A row that was left out, and why. `line` counts from 1, the header included. */
export interface Rejection {
  file: string;
  line: number;
  reason: string;
}

/** What one import did. `counts` say what the files hold; `changes` what the database did not hold yet. */
export interface ImportReport {
  kind: string;
  counts: Record<string, number>;
  changes: { inserted: number; updated: number };
  rejected: Rejection[];
}

export interface ImportContext {
  /** The London date on which the import runs. */
  today: string;
  at: Date;
  onProgress: (text: string) => void;
}

/** A file that cannot be imported at all: nothing of its kind is changed. The message is for the person who ran it. */
export class BrokenFile extends Error {
  constructor(file: string, reason: string) {
    super(`${path.basename(file)} was not imported: ${reason}`);
    this.name = "BrokenFile";
  }
}

export function emptyReport(kind: string): ImportReport {
  return { kind, counts: {}, changes: { inserted: 0, updated: 0 }, rejected: [] };
}

/** Writes the rejected rows as CSV (an empty list leaves a file with a header, so that none cannot be mistaken). */
export async function writeRejections(file: string, rejected: readonly Rejection[]): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const rows = rejected.map((one) => [one.file, one.line, one.reason]);
  await writeFile(file, stringify([["file", "line", "reason"], ...rows]));
}

/** The counts as a table for the terminal. */
export function countsTable(report: ImportReport): string {
  const rows: [string, number][] = [
    ...Object.entries(report.counts),
    ["rows inserted", report.changes.inserted],
    ["rows updated", report.changes.updated],
    ["rows rejected", report.rejected.length],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(
    ([label, count]) => `  ${label.padEnd(width)}  ${count.toLocaleString("en-GB").padStart(9)}`,
  );
  return [`${report.kind}`, ...lines].join("\n");
}
