import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { documentNumber, SERIES, type Series } from "./document-number";

/** Draws the next number of a series: "AG-0042". A deed that is rolled back leaves a gap. */
export async function drawNumber(q: Queryable, series: Series): Promise<string> {
  const [number] = await drawNumbers(q, series, 1);
  return number!;
}

/** Draws so many numbers of a series at once, in their order. */
export async function drawNumbers(q: Queryable, series: Series, howMany: number): Promise<string[]> {
  const rows = await q.execute<{ number: string }>(
    sql`select nextval(${SERIES[series].sequence}::text::regclass)::text as number from generate_series(1, ${howMany}::int)`,
  );
  return [...rows].map(({ number }) => documentNumber(series, BigInt(number)));
}
