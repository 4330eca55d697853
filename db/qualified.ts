import { sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/**
 * A column with its table's name before it, for a subquery that is written by hand. Drizzle leaves the name out where a
 * query selects from one table only, and a column without a name belongs to the innermost table that has one of that
 * name: `where waiting.fund_id = fund_id` is true of every row.
 */
export const qualified = (column: AnyPgColumn): SQL => sql`${column.table}.${sql.identifier(column.name)}`;
