import { asc, desc, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { Queryable } from "~db";
import { PAGE_ROWS, requireKeys, type KeyType, type Page, type PagePlace } from "./page-place";

/** By what a list is sorted. Together the keys are unique (the id comes last), none is null, all go one way. */
export interface SortOrder {
  keys: readonly { by: SQLWrapper; type: KeyType }[];
  descending: boolean;
}

/** A document number as the end of a list's keys, in the order of `db/number-order`. */
export const numberKeys = (column: SQLWrapper): SortOrder["keys"] => [
  { by: sql`length(${column})`, type: "bigint" },
  { by: column, type: "text" },
];

/** The columns by which a list goes on, to be selected beside the row's own. */
export type KeyColumns = Record<`key${number}`, SQL.Aliased<unknown>>;

/** A select that is neither sorted nor bounded yet. */
export interface Sortable<Row> extends SQLWrapper {
  orderBy(...order: SQL[]): { limit(rows: number): PromiseLike<Row[]> };
}

type Keyed<Row> = Row & { [key: `key${number}`]: unknown };
/** How far a read goes, for lists that choose their rows from several indexes; none when all are counted. */
export type Bound = { order: SQL[]; past: SQL | undefined; limit: number } | null;
type Select<Row> = (keys: KeyColumns, past: SQL | undefined, bound: Bound) => Sortable<Keyed<Row>>;

/** A list that is read a page at a time, or whole in batches; each row exactly once, whatever is added meanwhile. */
export interface List<Row> {
  /** A page of it. A place behind its end answers the last page. Throws not-found for keys that are not this list's. */
  page(place: PagePlace | null, size?: number): Promise<Page<Row>>;
  /** The first rows, at most `limit`. */
  first(limit: number): Promise<Row[]>;
  count(): Promise<number>;
  /** All rows from a place on, or from the beginning, batch by batch; in a transaction with one snapshot they are those of one moment. */
  batches(size?: number, from?: PagePlace | null): AsyncGenerator<Row[]>;
}

const BATCH_ROWS = 1_000;

/**
 * A list by its keys. `select` selects the row's columns and the key columns it is given, where its own conditions and
 * `past` hold; the list sorts, bounds and counts it, so that page, count and file come from one query.
 */
export function keysetList<Row>(q: Queryable, order: SortOrder, select: Select<Row>): List<Row> {
  return {
    async page(place, size = PAGE_ROWS) {
      let found = await read(order, select, place, size);
      if (found.length === 0 && place?.side === "before") found = await read(order, select, null, size);
      if (found.length === 0 && place?.side === "after") found = await readLast(order, select, size);
      if (found.length === 0) return { rows: [], total: 0, first: 0, previous: null, next: null };
      const begin = keysOf(order, found[0]!);
      const { total, ahead } = await count(q, order, select, begin);
      return {
        rows: found.map(withoutKeys),
        total,
        first: ahead + 1,
        previous: ahead === 0 ? null : ahead <= size ? "start" : { side: "before", keys: begin },
        next: ahead + found.length < total ? { side: "after", keys: keysOf(order, found.at(-1)!) } : null,
      };
    },
    async first(limit) {
      return (await read(order, select, null, limit)).map(withoutKeys);
    },
    async count() {
      return (await count(q, order, select, null)).total;
    },
    async *batches(size = BATCH_ROWS, from = null) {
      for (let place: PagePlace | null = from; ;) {
        const found: Keyed<Row>[] = await read(order, select, place, size);
        if (found.length > 0) yield found.map(withoutKeys);
        if (found.length < size) return;
        place = { side: "after", keys: keysOf(order, found.at(-1)!) };
      }
    },
  };
}

async function read<Row>(
  order: SortOrder,
  select: Select<Row>,
  place: PagePlace | null,
  limit: number,
): Promise<Keyed<Row>[]> {
  if (place === null) return bounded(select, order, { order: sorted(order), past: undefined, limit });
  requireKeys(
    order.keys.map(({ type }) => type),
    place.keys,
  );
  const columns = order.keys.map(({ by }) => sql`${by}`);
  if (place.side === "after") {
    const past = compared(order, columns, place.keys, "after");
    return bounded(select, order, { order: sorted(order), past, limit });
  }
  const past = compared(order, columns, place.keys, "before");
  const found = await bounded(select, order, { order: sorted(order, true), past, limit });
  return found.reverse();
}

async function bounded<Row>(select: Select<Row>, order: SortOrder, bound: NonNullable<Bound>) {
  return select(textKeys(order), bound.past, bound)
    .orderBy(...bound.order)
    .limit(bound.limit);
}

async function readLast<Row>(order: SortOrder, select: Select<Row>, limit: number): Promise<Keyed<Row>[]> {
  const found = await bounded(select, order, { order: sorted(order, true), past: undefined, limit });
  return found.reverse();
}

/** How many rows there are, and how many of them stand ahead of the one with these keys. */
async function count<Row>(
  q: Queryable,
  order: SortOrder,
  select: Select<Row>,
  until: readonly string[] | null,
): Promise<{ total: number; ahead: number }> {
  const listed = order.keys.map((_, at) => sql.raw(`listed.key${at}`));
  const ahead = until ? compared(order, listed, until, "before") : sql`false`;
  const [row] = await q.execute<{ total: number; ahead: number }>(
    sql`select count(*)::int as total, (count(*) filter (where ${ahead}))::int as ahead
      from ${select(ownKeys(order), undefined, null)} as listed`,
  );
  return row!;
}

const keyColumns = (order: SortOrder, column: (by: SQLWrapper) => SQL): KeyColumns =>
  Object.fromEntries(order.keys.map(({ by }, at) => [`key${at}`, column(by).as(`key${at}`)]));

/** The keys as text, as they travel in an address: moments to the microsecond, so that no row falls between pages. */
const textKeys = (order: SortOrder) => keyColumns(order, (by) => sql`(${by})::text`);
/** The keys as they are, to be compared in a count. */
const ownKeys = (order: SortOrder) => keyColumns(order, (by) => sql`${by}`);

const keysOf = <Row>(order: SortOrder, row: Keyed<Row>): string[] =>
  order.keys.map((_, at) => row[`key${at}`] as string);

function withoutKeys<Row>(row: Keyed<Row>): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/^key\d$/.test(name))) as Row;
}

const sorted = (order: SortOrder, backwards = false): SQL[] =>
  order.keys.map(({ by }) => (order.descending === backwards ? asc(by) : desc(by)));

/** One comparison of the whole key, which an index over it can answer. Values go as text: the driver would round moments. */
function compared(
  order: SortOrder,
  columns: readonly SQL[],
  keys: readonly string[],
  side: PagePlace["side"],
): SQL {
  const values = order.keys.map(({ type }, at) => sql`${keys[at]}::text::${sql.raw(type)}`);
  const sign = sql.raw((side === "after") === order.descending ? "<" : ">");
  return sql`(${sql.join([...columns], sql`, `)}) ${sign} (${sql.join(values, sql`, `)})`;
}
