import { byLetters, type SortWords } from "../../shared/sorting";

export type MoneyRequestSort = "about" | "by" | "asked" | "amount";

/** What the list of what officers ask of each other can be sorted by. */
export const MONEY_REQUEST_SORTS: SortWords<MoneyRequestSort> = {
  about: byLetters("what it is about"),
  by: byLetters("who asked"),
  asked: { ascending: "the oldest first", descending: "the newest first", usual: "descending" },
  amount: { ascending: "the smallest first", descending: "the largest first", usual: "descending" },
};
