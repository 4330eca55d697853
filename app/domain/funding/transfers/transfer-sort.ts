import type { SortWords } from "../../shared/sorting";

export type TransferSort = "asked" | "from" | "to" | "amount";

/** What the list of transfers between funds can be sorted by. */
export const TRANSFER_SORTS: SortWords<TransferSort> = {
  asked: { ascending: "the oldest first", descending: "the newest first", usual: "descending" },
  from: { ascending: "by giving fund, A to Z", descending: "by giving fund, Z to A", usual: "ascending" },
  to: { ascending: "by receiving fund, A to Z", descending: "by receiving fund, Z to A", usual: "ascending" },
  amount: { ascending: "the smallest first", descending: "the largest first", usual: "descending" },
};
