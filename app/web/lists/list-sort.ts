import { z } from "zod";
import type { Sorting, SortWords } from "~/domain/shared/sorting";
import { isPlaceName } from "./list-page";
import { pagePath } from "~/web/safe-path";

/** A sorting as the address says it. */
export const written = ({ by, descending }: Sorting): string => (descending ? `-${by}` : by);

/** The part of a query that says how a list is sorted: "net" or, downwards, "-net". Without it, or unknown: `usual`. */
export function sortField<Name extends string>(words: SortWords<Name>, usual: Sorting<NoInfer<Name>>) {
  const several = z.union([z.string(), z.array(z.string())]).optional();
  return several.transform((value): Sorting<Name> => {
    const [, down, by] = /^(-?)([a-z-]+)$/.exec([value].flat()[0] ?? "") ?? [];
    if (by === undefined || !Object.hasOwn(words, by)) return usual;
    return { by: by as Name, descending: down === "-" };
  });
}

/** The same where a page has several lists, each sorted in its own way until somebody chooses: null without it. */
export function chosenSort<Name extends string>(words: SortWords<Name>) {
  return sortField(words, NOT_CHOSEN as Sorting<Name>).transform((sorting) =>
    sorting === NOT_CHOSEN ? null : sorting,
  );
}

const NOT_CHOSEN: Sorting = { by: "", descending: false };

/** How one of several lists of a page is sorted: as was chosen, where it has such a column, else in its `usual` way. */
export function sortOf<Name extends string>(
  words: SortWords<Name>,
  chosen: Sorting | null,
  usual: Sorting<NoInfer<Name>>,
): Sorting<Name> {
  return chosen !== null && Object.hasOwn(words, chosen.by) ? (chosen as Sorting<Name>) : usual;
}

export type SortLinks<Name extends string> = Record<
  Name,
  {
    href: string;
    direction?: "ascending" | "descending";
    /** Both ways, for where headings are not in sight: as the address says each, and in words. */
    ways: { value: string; label: string }[];
  }
>;

const WAYS = ["ascending", "descending"] as const;

/** For each heading the address that sorts by it, from the list's beginning; the one in use turns the order round. */
export function sortLinks<Name extends string>(
  url: string,
  words: SortWords<Name>,
  sorting: Sorting<NoInfer<Name>>,
): SortLinks<Name> {
  const [path, search] = pagePath(url).split("?");
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()].filter(isPlaceName)) query.delete(name);
  const link = (by: Name) => {
    const used = by === sorting.by;
    const descending = used ? !sorting.descending : words[by].usual === "descending";
    query.set("sort", written({ by, descending }));
    const direction = sorting.descending ? ("descending" as const) : ("ascending" as const);
    const ways = WAYS.map((way) => ({
      value: written({ by, descending: way === "descending" }),
      label: words[by][way],
    }));
    return { href: `${path}?${query}`, ways, ...(used ? { direction } : {}) };
  };
  return Object.fromEntries((Object.keys(words) as Name[]).map((by) => [by, link(by)])) as SortLinks<Name>;
}
