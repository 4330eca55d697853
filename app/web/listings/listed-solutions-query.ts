import { z } from "zod";
import { LISTED_STATES, type ListedSort, type ListedState } from "~/domain/listings/status/listing-status";
import { VERDICT_OUTCOMES, type VerdictOutcome } from "~/domain/certification/verdict";
import type { SortWords } from "~/domain/shared/sorting";
import { placeFields } from "~/web/lists/list-page";
import { sortField } from "~/web/lists/list-sort";
import { several } from "~/web/orders/order-forms";

export const LISTED_SORT_WORDS: SortWords<ListedSort> = {
  name: { ascending: "by name, A to Z", descending: "by name, Z to A", usual: "ascending" },
  supplier: { ascending: "by supplier, A to Z", descending: "by supplier, Z to A", usual: "ascending" },
  since: {
    ascending: "the longest unchanged first",
    descending: "the latest changed first",
    usual: "descending",
  },
};

/** The centre's list of solutions. An unknown state or outcome is left out rather than refused. */
export const ListedQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  state: several.transform((states) =>
    states.filter((state): state is ListedState => (LISTED_STATES as readonly string[]).includes(state)),
  ),
  standards: several.transform((outcomes) =>
    outcomes.filter((outcome): outcome is VerdictOutcome =>
      (VERDICT_OUTCOMES as readonly string[]).includes(outcome),
    ),
  ),
  sort: sortField(LISTED_SORT_WORDS, { by: "name", descending: false }),
  ...placeFields(),
});

export const listedFilter = ({ q, state, standards, sort }: z.output<typeof ListedQuery>) => ({
  words: q,
  states: state,
  outcomes: standards,
  sort,
});
