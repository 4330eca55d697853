import { byLetters, type SortWords } from "~/domain/shared/sorting";

type ClaimSort = "standard" | "holder" | "supplier";
export type WaitingSort = ClaimSort | "submitted";
export type DecidedSort = ClaimSort | "decided";

const SORTS: SortWords<ClaimSort> = {
  standard: byLetters("standard"),
  holder: byLetters("what it is for"),
  supplier: byLetters("supplier"),
};

/** What the claims that wait for the centre can be sorted by. */
export const WAITING_SORTS: SortWords<WaitingSort> = {
  ...SORTS,
  submitted: {
    ascending: "the longest waiting first",
    descending: "the latest submitted first",
    usual: "ascending",
  },
};

/** What the claims that the centre has decided can be sorted by. */
export const DECIDED_SORTS: SortWords<DecidedSort> = {
  ...SORTS,
  decided: {
    ascending: "the earliest decision first",
    descending: "the latest decision first",
    usual: "descending",
  },
};
