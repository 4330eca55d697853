import { sql, type Column, type SQL } from "drizzle-orm";

/*
 * The order of document numbers. As texts AG-10000 comes before AG-9999; by length first and then as texts they come as
 * their numbers do, because the digits are padded. Tables that are read page by page this way have an index on it.
 */

/** Sorts by document number, the lowest first. */
export function byNumber(column: Column): SQL {
  return sql`length(${column}), ${column}`;
}

/** Sorts by document number, the highest and so the newest first. */
export function byNumberDown(column: Column): SQL {
  return sql`length(${column}) desc, ${column} desc`;
}
