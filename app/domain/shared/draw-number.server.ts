import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { documentNumber, SERIES, type Series } from "./document-number";

/** Far above what a sequence reaches; what bears it is rolled back. */
const REHEARSED = 900_000_000_000;

/** Draws the next number of a series: "AG-0042". A action that is rolled back leaves a gap. */
export async function drawNumber(q: Queryable, series: Series): Promise<string> {
  const [number] = await drawNumbers(q, series, 1);
  return number!;
}

/** Draws so many numbers of a series at once, in their order. */
export async function drawNumbers(q: Queryable, series: Series, howMany: number): Promise<string[]> {
  // A command that is only rehearsed (app/web/forms/rehearse) takes no number away from those that are done.
  const rows = await q.execute<{ number: string }>(
    sql`select (case when current_setting('dovetail.rehearsal', true) = 'on' then ${REHEARSED}::bigint + generate_series else nextval(${SERIES[series].sequence}::text::regclass) end)::text as number from generate_series(1, ${howMany}::int)`,
  );
  return [...rows].map(({ number }) => documentNumber(series, BigInt(number)));
}
