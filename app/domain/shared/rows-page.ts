import { PAGE_ROWS, type Page, type PagePlace } from "./page-place";
import type { Sorting } from "./sorting";

/** Sorts rows by one of several keys; of equal rows the order stays. */
export function sortedRows<Row, Name extends string>(
  rows: readonly Row[],
  sorting: Sorting<Name>,
  keys: Record<Name, (row: Row) => string | number | bigint>,
): Row[] {
  const key = keys[sorting.by];
  const sign = sorting.descending ? -1 : 1;
  return rows.toSorted((one, other) => sign * compare(key(one), key(other)));
}

function compare(one: string | number | bigint, other: string | number | bigint): number {
  if (typeof one === "string" && typeof other === "string") return one.localeCompare(other, "en-GB");
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * A page of a list that is read whole, by the key of the row that the page before ended with, as `keysetList` has them.
 * A row that is gone is passed over: the page begins at the list's beginning.
 */
export function pageOfRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  place: PagePlace | null,
  size = PAGE_ROWS,
): Page<Row> {
  const at = place === null ? -1 : rows.findIndex((row) => keyOf(row) === place.keys[0]);
  const begin = at < 0 ? 0 : place!.side === "after" ? at + 1 : Math.max(0, at - size);
  const from = begin >= rows.length ? Math.max(0, rows.length - size) : begin;
  const found = rows.slice(from, from + size);
  return {
    rows: found,
    total: rows.length,
    first: found.length === 0 ? 0 : from + 1,
    previous: from === 0 ? null : from <= size ? "start" : { side: "before", keys: [keyOf(found[0]!)] },
    next: from + size < rows.length ? { side: "after", keys: [keyOf(found.at(-1)!)] } : null,
  };
}

/** Whether any of these texts holds the words that somebody looks for; without words all do. */
export function hasWords(words: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const wanted = words.trim().toLowerCase();
  return wanted === "" || texts.some((text) => text?.toLowerCase().includes(wanted));
}
