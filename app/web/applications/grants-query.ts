import { z } from "zod";
import { GRANT_STATE_WORDS, type GrantState } from "~/domain/applications/awards/grant";
import type { GrantRow } from "~/domain/applications/awards/grant-views.server";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import { byLetters, bySize, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { placeFields } from "~/web/lists/list-page";
import { sortField, written } from "~/web/lists/list-sort";
import { several } from "~/web/orders/order-forms";

type GrantSort = "number" | "organisation" | "fund" | "amount" | "returned" | "decided";

/** What a list of awards can be sorted by. */
export const GRANT_SORTS: SortWords<GrantSort> = {
  number: {
    ascending: "by number, the lowest first",
    descending: "by number, the highest first",
    usual: "descending",
  },
  organisation: byLetters("organisation"),
  fund: byLetters("fund"),
  amount: bySize("what was awarded"),
  returned: bySize("what was given back"),
  decided: { ascending: "the oldest first", descending: "the newest first", usual: "descending" },
};

/** How the list is sorted, as its address says it; nothing for the usual way. */
export const grantsSorted = (sort: Sorting<GrantSort>): string | undefined =>
  written(sort) === "-decided" ? undefined : written(sort);

/** What the address of a list of awards, and of its file, may say. An unknown state is left out. */
export const GrantsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  state: several.transform((states) =>
    states.filter((state): state is GrantState => Object.hasOwn(GRANT_STATE_WORDS, state)),
  ),
  sort: sortField(GRANT_SORTS, { by: "decided", descending: true }),
  ...placeFields(),
});

type Asked = Pick<z.output<typeof GrantsQuery>, "q" | "state" | "sort">;

/** The awards that a list shows: in one of the states, with the words in a number or a name, in the order asked for. */
export function chosenGrants<Row extends Omit<GrantRow, "awardedBy">>(
  rows: readonly Row[],
  { q = "", state, sort }: Asked,
): Row[] {
  const found = rows.filter(
    (row) =>
      (state.length === 0 || state.includes(row.state)) &&
      hasWords(q, row.id, row.organisationName, row.organisationCode, row.fundName, row.needTitle),
  );
  return sortedRows(found, sort, {
    number: (row) => row.id.padStart(20, "0"),
    organisation: (row) => row.organisationName,
    fund: (row) => row.fundName,
    amount: (row) => row.amount,
    returned: (row) => row.returned,
    decided: (row) => row.awardedAt.getTime(),
  });
}
