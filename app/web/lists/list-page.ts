import { z } from "zod";
import { encodeKeys, PlaceKeys, type Page, type PagePlace } from "~/domain/shared/page-place";
import { pagePath } from "~/web/safe-path";

/*
 * Pages of lists in the address: "after" and "before" carry the keys of a row. A page with several lists gives each but
 * the first a name, and each keeps its own place: "decided-after".
 */

const optionalKeys = z.preprocess((value) => value || undefined, PlaceKeys.optional());

type Side = PagePlace["side"];
type PlaceName<Name extends string> = Name extends "" ? Side : `${Name}-${Side}`;

const nameOf = (list: string, side: Side) => (list === "" ? side : `${list}-${side}`);

/** The parts of a query that say which page of a list is shown, for the schema of the page. */
export function placeFields<Name extends string = "">(
  list: Name = "" as Name,
): Record<PlaceName<Name>, typeof optionalKeys> {
  return { [nameOf(list, "after")]: optionalKeys, [nameOf(list, "before")]: optionalKeys } as Record<
    PlaceName<Name>,
    typeof optionalKeys
  >;
}

/** Whether a part of the query says which page of a list is shown. */
export const isPlaceName = (name: string): boolean => /^([a-z]+-)?(after|before)$/.test(name);

/** The page that a query asks for; null is the first. */
export function placeIn(query: Record<string, unknown>, list = ""): PagePlace | null {
  for (const side of ["after", "before"] as const) {
    const keys = query[nameOf(list, side)] as string[] | undefined;
    if (keys) return { side, keys };
  }
  return null;
}

/** A page of a list as a route hands it on: its rows, what they are of, and where the pages beside it are. */
export interface ShownPage<Row> {
  rows: Row[];
  total: number;
  first: number;
  previous: string | null;
  next: string | null;
}

/** The page with links to those beside it, which keep everything else in the address. */
export function shownPage<Row>(url: string, page: Page<Row>, list = ""): ShownPage<Row> {
  const link = (place: PagePlace | "start" | null): string | null => {
    if (place === null) return null;
    const [path, search] = pagePath(url).split("?");
    const query = new URLSearchParams(search);
    query.delete(nameOf(list, "after"));
    query.delete(nameOf(list, "before"));
    if (place !== "start") query.set(nameOf(list, place.side), encodeKeys(place.keys));
    return `${path}${query.size > 0 ? `?${query}` : ""}${list ? `#${list}` : ""}`;
  };
  const { rows, total, first } = page;
  return { rows, total, first, previous: link(page.previous), next: link(page.next) };
}
