import type { Bench, BenchContext, Result } from "./harness";
import { commitment } from "./commitment";
import { costSharing } from "./cost-sharing";
import { ledgerHistory } from "./ledger-history";
import { pages } from "./pages";
import { standardsImpact } from "./standards-impact";
import { verdictLists } from "./verdict";

/*
 * npm run bench [NAME ...]: every bench, or those named. Prints a table, then the same as one line of JSON. Fails when
 * a goal is missed only with --strict: on a busy machine a miss says little.
 */
const BENCHES: readonly Bench[] = [
  costSharing,
  commitment,
  ledgerHistory,
  standardsImpact,
  verdictLists,
  pages,
];

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("--"));
const chosen = names.length === 0 ? BENCHES : BENCHES.filter((bench) => names.includes(bench.name));
if (chosen.length === 0 || chosen.length < names.length) {
  console.error(`Benches: ${BENCHES.map((bench) => bench.name).join(", ")}`);
  process.exit(2);
}
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) throw new Error("DATABASE_URL is not set");
const context: BenchContext = { databaseUrl, log: (line) => console.error(line) };

const results: Result[] = [];
for (const bench of chosen) {
  context.log(`Measuring: ${bench.name}`);
  results.push(...(await bench.run(context)));
}
printTable(results);
console.log(JSON.stringify({ node: process.version, results }));
if (args.includes("--strict") && results.some((result) => !result.met)) process.exitCode = 1;

function printTable(rows: readonly Result[]): void {
  const figure = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);
  console.table(
    rows.map((row) => ({
      what: row.name,
      measure: row.measure,
      baseline: figure(row.baseline),
      ours: figure(row.subject),
      ratio: Number(row.ratio.toFixed(2)),
      goal: row.goal,
      met: row.met ? "yes" : "no",
    })),
  );
}
