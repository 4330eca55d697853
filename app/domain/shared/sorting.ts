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

type Ways = SortWords<string>[string];

/** The ways to sort by a text: "by supplier, A to Z". */
export const byLetters = (what: string): Ways => ({
  ascending: `by ${what}, A to Z`,
  descending: `by ${what}, Z to A`,
  usual: "ascending",
});

/** The ways to sort by a sum or a count, the largest at the first click: "by what is drawn, the largest first". */
export const bySize = (what: string): Ways => ({
  ascending: `by ${what}, the smallest first`,
  descending: `by ${what}, the largest first`,
  usual: "descending",
});
