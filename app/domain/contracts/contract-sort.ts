import type { SortWords } from "~/domain/shared/sorting";

export type ContractSort = "published" | "title" | "value" | "ends";

/** What the list of contracts can be sorted by. */
export const CONTRACT_SORTS: SortWords<ContractSort> = {
  published: { ascending: "the oldest first", descending: "the latest first", usual: "descending" },
  title: { ascending: "by title, A to Z", descending: "by title, Z to A", usual: "ascending" },
  value: { ascending: "the smallest first", descending: "the largest first", usual: "descending" },
  ends: { ascending: "the first to end first", descending: "the last to end first", usual: "ascending" },
};
