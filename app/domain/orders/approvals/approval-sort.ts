import type { SortWords } from "~/domain/shared/sorting";

export type ApprovalSort = "moment" | "title" | "buyer" | "share";

/** What lists of shares to approve can be sorted by; "moment" is when it was asked for, or decided. */
export const APPROVAL_SORTS: SortWords<ApprovalSort> = {
  moment: { ascending: "the longest ago first", descending: "the latest first", usual: "ascending" },
  title: { ascending: "by order, A to Z", descending: "by order, Z to A", usual: "ascending" },
  buyer: { ascending: "by buyer, A to Z", descending: "by buyer, Z to A", usual: "ascending" },
  share: {
    ascending: "the smallest share first",
    descending: "the largest share first",
    usual: "descending",
  },
};
