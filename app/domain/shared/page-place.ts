import { z } from "zod";
import { isDay } from "./day";
import { Problem } from "./problem";

/*
 * Long lists are read by key, never by number: a page goes on behind the last row that was shown, so rows that arrive
 * meanwhile neither shift a page nor repeat a row. A place in a list is the sort keys of one row, in order.
 */

/** Rows on a page of a list. */
export const PAGE_ROWS = 25;

/** A workbook is made in memory, so a longer list is offered as CSV only. */
export const MOST_WORKBOOK_ROWS = 20_000;

/** Where a page stands: the rows after a row, or those before it. */
export interface PagePlace {
  side: "after" | "before";
  /** The sort keys of that row as the database writes them, the id last. */
  keys: readonly string[];
}

/** One page of a list, and how many rows the whole list has. */
export interface Page<Row> {
  rows: Row[];
  total: number;
  /** The position of the first row of the page, counted from 1; 0 when the list is empty. */
  first: number;
  /** "start" is the beginning of the list. */
  previous: PagePlace | "start" | null;
  next: PagePlace | null;
}

/** What a sort key may be: each has one way of being written, and the database understands nothing else. */
export type KeyType = "text" | "bigint" | "numeric" | "date" | "timestamptz";

const LONGEST_KEY = 500;
/** What the database can hold as text: no NUL, no half of a surrogate pair. */
const isWhole = (text: string) => !/[\0\p{Surrogate}]/u.test(text);
const isMoment = (text: string) => {
  const [day, time] = [text.slice(0, 10), text.slice(10)];
  return isDay(day) && /^ ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(time);
};

const FORMS: Record<KeyType, (text: string) => boolean> = {
  text: (text) => text.length <= LONGEST_KEY && isWhole(text),
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  numeric: (text) => /^-?\d{1,30}(\.\d{1,12})?$/.test(text),
  date: isDay,
  timestamptz: isMoment,
};

/** The keys as one word of an address. */
export function encodeKeys(keys: readonly string[]): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(keys))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function decodeKeys(word: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(word.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
      one.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** A place as it stands in an address; whether its keys fit the list is asked when the list is read. */
export const PlaceKeys = z
  .string()
  .max(4_000)
  .transform(decodeKeys)
  .pipe(z.array(z.string().max(LONGEST_KEY)).min(1).max(4));

/** Throws not-found unless the keys have the forms that the list sorts by. */
export function requireKeys(types: readonly KeyType[], keys: readonly string[]): void {
  const fits = keys.length === types.length && types.every((type, at) => FORMS[type](keys[at]!));
  if (!fits) throw noSuchPage();
}

/** For an address of a page that was cut short or changed on its way. */
export function noSuchPage(): Problem {
  return new Problem("not-found", "no-such-page", {
    title: "This page of the list does not exist",
    detail: "Its address was cut short or changed on its way, or the list is sorted in another way now.",
    next: { label: "Go to the beginning of the list", href: "?" },
  });
}
