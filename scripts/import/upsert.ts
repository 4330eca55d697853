import { getTableColumns, getTableName, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "~db";
import type { ImportReport } from "./report";

// PostgreSQL takes at most 65,535 parameters in one statement.
const MOST_PARAMETERS = 30_000;

/**
 * Inserts rows and updates those whose values differ, so that a second run of the same file changes nothing. `keep`
 * names columns that an empty value of the file does not wipe out; `once` names columns written only at insertion.
 */
export async function upsert<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table["$inferInsert"][],
  options: { key: readonly string[]; keep?: readonly string[]; once?: readonly string[] },
  report: ImportReport,
): Promise<void> {
  const first = rows[0] as Record<string, unknown> | undefined;
  if (!first) return;
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const names = Object.keys(first);
  const target = options.key.map((name) => columns[name]!);
  const written = names.filter((name) => !options.key.includes(name) && !options.once?.includes(name));
  const value = (name: string) => {
    const excluded = `excluded."${columns[name]!.name}"`;
    return options.keep?.includes(name)
      ? `coalesce(${excluded}, ${present(table, columns[name]!)})`
      : excluded;
  };
  const size = Math.max(1, Math.floor(MOST_PARAMETERS / names.length));
  for (let start = 0; start < rows.length; start += size) {
    const insert = tx.insert(table).values(rows.slice(start, start + size) as Table["$inferInsert"][]);
    const conflict =
      written.length === 0
        ? insert.onConflictDoNothing({ target })
        : insert.onConflictDoUpdate({
            target,
            set: Object.fromEntries(written.map((name) => [name, sql.raw(value(name))])) as never,
            setWhere: sql.raw(
              `(${written.map((name) => present(table, columns[name]!)).join(", ")}) is distinct from (${written.map(value).join(", ")})`,
            ),
          });
    const done = await conflict.returning({ inserted: sql<boolean>`(xmax = 0)` });
    for (const row of done as unknown as { inserted: boolean }[]) {
      if (row.inserted) report.changes.inserted += 1;
      else report.changes.updated += 1;
    }
  }
}

function present(table: PgTable, column: PgColumn): string {
  return `"${getTableName(table)}"."${column.name}"`;
}
