import type { SortWords } from "~/domain/shared/sorting";

export type OrderSort = "begun" | "title" | "starts" | "net";

/** What lists of orders can be sorted by. "begun" is the day of the first draft; for a supplier, the day it was sent. */
export const ORDER_SORTS: SortWords<OrderSort> = {
  begun: { ascending: "the oldest first", descending: "the newest first", usual: "descending" },
  title: { ascending: "by title, A to Z", descending: "by title, Z to A", usual: "ascending" },
  starts: {
    ascending: "the earliest start first",
    descending: "the latest start first",
    usual: "ascending",
  },
  net: { ascending: "the smallest first", descending: "the largest first", usual: "descending" },
};
