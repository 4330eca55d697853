import { z } from "zod";
import {
  DECIDED_SORTS,
  WAITING_SORTS,
  type DecidedSort,
  type WaitingSort,
} from "~/domain/certification/claims/claim-sort";
import type { Sorting } from "~/domain/shared/sorting";
import { placeFields } from "~/web/lists/list-page";
import { chosenSort, sortOf } from "~/web/lists/list-sort";

/** The address of the lists of claims and of their files: words, how they are sorted, and for a file which of the two lists. */
export const ClaimsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  list: z.enum(["waiting", "decided"]).optional().catch(undefined),
  sort: chosenSort({ ...WAITING_SORTS, ...DECIDED_SORTS }),
  ...placeFields(),
  ...placeFields("decided"),
});

type Asked = z.output<typeof ClaimsQuery>;

/** The claims that wait, on the page and in their files: the longest waiting first, until somebody chooses. */
export const waitingFilter = ({ q, sort }: Asked): { words?: string; sort: Sorting<WaitingSort> } => ({
  words: q || undefined,
  sort: sortOf(WAITING_SORTS, sort, { by: "submitted", descending: false }),
});

/** Those that were decided: the latest decision first, until somebody chooses. */
export const decidedFilter = ({ q, sort }: Asked): { words?: string; sort: Sorting<DecidedSort> } => ({
  words: q || undefined,
  sort: sortOf(DECIDED_SORTS, sort, { by: "decided", descending: true }),
});
