/** By which of its columns a list is sorted, and which way. */
export interface Sorting<Name extends string = string> {
  by: Name;
  descending: boolean;
}

/** What a list can be sorted by: each way in words ("the newest first"), and the one that people mean at first. */
export type SortWords<Name extends string> = Record<
  Name,
  { ascending: string; descending: string; usual: "ascending" | "descending" }
>;

/** How a list is sorted, in words that end its count: "12 orders, the newest first". */
export function sortWords<Name extends string>(words: SortWords<Name>, sorting: Sorting<Name>): string {
  return words[sorting.by][sorting.descending ? "descending" : "ascending"];
}
