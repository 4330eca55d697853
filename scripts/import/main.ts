import { connect } from "~db";
import { dayOf } from "~/domain/shared/day";
import { BrokenFile, countsTable, writeRejections } from "./report";
import { IMPORTERS, runImport } from "./run-import";

const KINDS = Object.keys(IMPORTERS);
const USAGE = `Usage: npm run import -- <kind> <file or folder> [--dry-run] [--report <file>]
  kinds: ${KINDS.join(", ")}, or all with the folder that holds them
  --dry-run   does everything, prints the counts and changes nothing
  --report    where to write the rejected rows (default reports/import-<kind>-rejected.csv)`;

interface Request {
  kinds: string[];
  given: string;
  dryRun: boolean;
  report: string | null;
}

/** What the person asked for, or null when it cannot be understood. */
function readArguments(args: readonly string[]): Request | null {
  const words: string[] = [];
  let dryRun = false;
  let report: string | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]!;
    if (word === "--dry-run") dryRun = true;
    else if (word === "--report") report = args[(index += 1)] ?? null;
    else if (word.startsWith("--")) return null;
    else words.push(word);
  }
  const [kind, given, ...more] = words;
  if (!kind || !given || more.length > 0) return null;
  if (kind !== "all" && !KINDS.includes(kind)) return null;
  return { kinds: kind === "all" ? KINDS : [kind], given, dryRun, report };
}

/** One line that is written over on a terminal, and one line per step elsewhere. */
function progressLine(kind: string): { show: (text: string) => void; end: () => void } {
  const terminal = process.stderr.isTTY;
  return {
    show: (text) => process.stderr.write(terminal ? `\r\x1b[2K${kind}: ${text}` : `${kind}: ${text}\n`),
    end: () => {
      if (terminal) process.stderr.write("\r\x1b[2K");
    },
  };
}

/** Returns the exit code: 0 done, 1 a file is broken and its kind was left as it was, 2 not understood. */
async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if (!request) {
    console.error(USAGE);
    return 2;
  }
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  const connection = connect(url, { max: 2, applicationName: "dovetail-import" });
  const at = new Date();
  try {
    for (const kind of request.kinds) {
      const progress = progressLine(kind);
      const context = { at, today: dayOf(at), dryRun: request.dryRun, onProgress: progress.show };
      const started = Date.now();
      const report = await runImport(connection.db, kind, request.given, context);
      progress.end();
      console.log(countsTable(report));
      const file = reportFile(request, kind);
      await writeRejections(file, report.rejected);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const what = request.dryRun ? "dry run, nothing was changed" : "done";
      console.log(`  ${what} in ${seconds} s; rejected rows are in ${file}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    console.error(`\n${error.message}\nNothing of this kind was changed.`);
    return 1;
  } finally {
    await connection.close();
  }
}

function reportFile(request: Request, kind: string): string {
  if (request.report === null) return `reports/import-${kind}-rejected.csv`;
  return request.kinds.length > 1 ? request.report.replace(/(\.csv)?$/, `-${kind}.csv`) : request.report;
}

process.exitCode = await main(process.argv.slice(2));
