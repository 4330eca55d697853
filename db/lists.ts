import { Column, getTableColumns, is, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Queryable, Tx } from "./index";

/*
 * Lists of unknown length. PostgreSQL's protocol carries at most 65,535 parameters, so that a list with a parameter for
 * each value breaks at a size nobody tried, and each length is another statement to parse and to keep. Here a list is one
 * parameter whatever its length. tests/architecture.test.ts refuses the other way.
 */

/** What a value of a column looks like when it is compared. */
type Value = string | number | bigint | boolean | Date;

/**
 * A prepared statement is planned without knowing how long its list is: PostgreSQL then reckons with ten values, and may
 * walk an array once for each row of a table. From here on the list becomes rows, which it hashes instead.
 */
const LONG_LIST = 1_000;

const typeOf = (column: SQLWrapper): string =>
  is(column, Column)
    ? column.getSQLType().replace("bigserial", "bigint").replace("serial", "integer")
    : "text";

function literal(column: SQLWrapper, values: readonly Value[]): string {
  const written = values.map((value) => {
    const sent = is(column, Column) ? column.mapToDriverValue(value) : value;
    return `"${String(sent).replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
  });
  return `{${written.join(",")}}`;
}

/** A list of texts as one array parameter, for SQL written by hand: `key = any(${textArray(keys)})`. */
export function textArray(values: readonly string[]): SQL {
  return sql`${literal(sql``, values)}::text[]`;
}

/** A list of texts as rows, for SQL written by hand: `key in (${textRows(keys)})`. For lists that may be long. */
export function textRows(values: readonly string[]): SQL {
  return sql`select unnest(${textArray(values)})`;
}

/** Whether a column is any of some values (of its own type; none of them null) or of those that a query finds. No value: false. */
export function isAnyOf<C extends Column>(column: C, values: readonly C["_"]["data"][] | SQLWrapper): SQL;
export function isAnyOf(column: SQL, values: readonly string[] | SQLWrapper): SQL;
export function isAnyOf(column: SQLWrapper, values: readonly Value[] | SQLWrapper): SQL {
  if (!isList(values)) return sql`${column} in ${values}`;
  const list = sql`${literal(column, values)}::${sql.raw(typeOf(column))}[]`;
  return values.length < LONG_LIST
    ? sql`${column} = any(${list})`
    : sql`${column} in (select unnest(${list}))`;
}

/** Whether a column is none of some values, or of those that a query finds. No value: true, unless the column is null. */
export function isNoneOf<C extends Column>(column: C, values: readonly C["_"]["data"][] | SQLWrapper): SQL {
  return sql`not (${isAnyOf(column, values)})`;
}

const isList = (values: readonly Value[] | SQLWrapper): values is readonly Value[] => Array.isArray(values);

/**
 * Inserts rows in one statement with one parameter, whatever their number; none is no statement. What a row leaves out
 * keeps its default, as with `.values()`: rows that leave out different columns become a statement for each kind.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx | Queryable,
  table: T,
  rows: readonly T["$inferInsert"][],
  options: { onConflict?: "nothing" } = {},
): Promise<void> {
  const all: Record<string, Column> = getTableColumns(table);
  for (const { names, alike } of byColumnsGiven(rows as readonly Record<string, unknown>[], all)) {
    const columns = names.map((name) => all[name]!);
    const quoted = sql.join(
      columns.map((column) => sql.identifier(column.name)),
      sql`, `,
    );
    const sent = alike.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column.name, plain(column, row[names[index]!])])),
    );
    // The table's own row type reads the values: bigint and numeric from text, arrays from lists, jsonb as it stands.
    await tx.execute(sql`
      insert into ${table} (${quoted})
        select ${quoted} from json_populate_recordset(null::${table}, ${JSON.stringify(sent)}::text::json)
        ${options.onConflict ? sql`on conflict do nothing` : sql``}`);
  }
}

/** A value as JSON carries it. A bigint goes as text: a JSON number would lose its last digits on the way. */
function plain(column: Column, value: unknown): unknown {
  if (value instanceof Date) return column.mapToDriverValue(value);
  return typeof value === "bigint" ? value.toString() : value;
}

/** What a row carries besides columns is left out, as `.values()` does it. */
function byColumnsGiven(rows: readonly Record<string, unknown>[], all: Record<string, Column>) {
  const kinds = new Map<string, { names: string[]; alike: Record<string, unknown>[] }>();
  for (const row of rows) {
    const names = Object.keys(row)
      .filter((name) => name in all && row[name] !== undefined)
      .sort();
    const kind = kinds.get(names.join()) ?? { names, alike: [] };
    kind.alike.push(row);
    kinds.set(names.join(), kind);
  }
  return kinds.values();
}
