import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect, type Connection } from "~db";
import { migrateDatabase } from "../migrate";

/** One side of a comparison: does its thing once. */
export interface Contender {
  name: string;
  once(): Promise<unknown>;
}

export interface Pair {
  name: string;
  baseline: Contender;
  subject: Contender;
  /** How many do it at the same time. */
  clients: number;
  /** The least that subject / baseline should be, in throughput. */
  goal: number;
}

export interface Result {
  name: string;
  measure: string;
  baseline: number;
  subject: number;
  ratio: number;
  goal: string;
  met: boolean;
}

export interface Bench {
  name: string;
  run(context: BenchContext): Promise<Result[]>;
}

export interface BenchContext {
  databaseUrl: string;
  log(line: string): void;
}

const ROUNDS = 7;
const ROUND_MS = 1_500;

/**
 * Measures both sides in turns, so that whatever else the machine does meets both, and compares round by round. The
 * ratio is the median of the rounds'; the figures are medians too.
 */
export async function measurePair(pair: Pair): Promise<Result> {
  for (const side of [pair.baseline, pair.subject]) await throughput(side, pair.clients, ROUND_MS / 3);
  const rounds: { baseline: number; subject: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const baseline = await throughput(pair.baseline, pair.clients, ROUND_MS);
    rounds.push({ baseline, subject: await throughput(pair.subject, pair.clients, ROUND_MS) });
  }
  const ratio = median(rounds.map((round) => round.subject / round.baseline));
  return {
    name: pair.name,
    measure: "per second",
    baseline: median(rounds.map((round) => round.baseline)),
    subject: median(rounds.map((round) => round.subject)),
    ratio,
    goal: `at least ${Number(pair.goal.toFixed(2))}`,
    met: ratio >= pair.goal,
  };
}

/** How often per second `clients` loops at once get it done. */
async function throughput(side: Contender, clients: number, milliseconds: number): Promise<number> {
  const started = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() - started < milliseconds) {
      await side.once();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return (done * 1_000) / (performance.now() - started);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs with a migrated database of its own on the same PostgreSQL, so that nobody's data is touched, and drops it. */
export async function withScratchDatabase<T>(
  databaseUrl: string,
  connections: number,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const admin = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  try {
    await migrateDatabase(url.href);
    const connection = connect(url.href, { max: connections, applicationName: "dovetail-bench" });
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  } finally {
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
  }
}
