import { z } from "zod";
import { APPLICATION_STATE_WORDS, type ApplicationState } from "~/domain/applications/application";
import type { ApplicationRow } from "~/domain/applications/application-list-views.server";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import { byLetters, bySize, type Sorting, type SortWords } from "~/domain/shared/sorting";
import { placeFields } from "~/web/lists/list-page";
import { sortField, written } from "~/web/lists/list-sort";
import { several } from "~/web/orders/order-forms";

/*
 * The lists of applications: an organisation's own, with its drafts, and the centre's, of what was sent. Each is read
 * whole, because sums, needs and scores come from what was sent; words, states and sorting are in the address.
 */

type OwnSort = "number" | "fund" | "need" | "asked" | "state" | "sent";

/** What an organisation's own applications can be sorted by. */
export const OWN_SORTS: SortWords<OwnSort> = {
  number: {
    ascending: "by number, the lowest first",
    descending: "by number, the highest first",
    usual: "descending",
  },
  fund: byLetters("fund"),
  need: byLetters("need"),
  asked: bySize("what it asks for"),
  state: byLetters("state"),
  sent: { ascending: "the oldest first", descending: "the newest first", usual: "descending" },
};

type SentSort = Exclude<OwnSort, "need" | "fund"> | "organisation" | "score";

/** What the centre can sort applications by. */
export const SENT_SORTS: SortWords<SentSort> = {
  number: OWN_SORTS.number,
  organisation: byLetters("organisation"),
  asked: OWN_SORTS.asked,
  state: OWN_SORTS.state,
  score: bySize("score"),
  sent: OWN_SORTS.sent,
};

const USUAL = { by: "sent", descending: true } as const;

const stateOf = (state: string): state is ApplicationState => Object.hasOwn(APPLICATION_STATE_WORDS, state);

/** The address of an organisation's own list and of its files. An unknown state is left out. */
export const OwnApplicationsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  state: several.transform((states) => states.filter(stateOf)),
  sort: sortField(OWN_SORTS, USUAL),
  ...placeFields(),
});

/** The same of the centre's list, which has no drafts, and can be of one fund. */
export const SentApplicationsQuery = z.object({
  q: z.string().trim().max(100).optional().default(""),
  fund: z.string().trim().max(60).optional().default(""),
  state: several.transform((states) => states.filter(stateOf).filter((state) => state !== "draft")),
  sort: sortField(SENT_SORTS, USUAL),
  ...placeFields(),
});

/** How a list is sorted, as its address says it; nothing for the usual way. */
export const applicationsSorted = (sort: Sorting): string | undefined =>
  written(sort) === written(USUAL) ? undefined : written(sort);

/** What is not sent yet waits for its organisation: it counts as the latest. */
const sentAt = (row: ApplicationRow) => row.submittedAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
/** A score that may not be seen yet sorts as none does. */
const scoreOf = (row: ApplicationRow) => (row.state === "submitted" ? -1 : (row.mean ?? -1));

const KEYS = {
  number: (row: ApplicationRow) => row.id.padStart(20, "0"),
  asked: (row: ApplicationRow) => row.asked,
  state: (row: ApplicationRow) => APPLICATION_STATE_WORDS[row.state],
  sent: sentAt,
};

/** An organisation's own applications that hold the words, in one of the states, in the order asked for. */
export const chosenOwnApplications = (
  rows: readonly ApplicationRow[],
  { q = "", state, sort }: z.output<typeof OwnApplicationsQuery>,
): ApplicationRow[] =>
  sortedRows(
    rows.filter(
      (row) =>
        (state.length === 0 || state.includes(row.state)) && hasWords(q, row.id, row.fundName, row.needTitle),
    ),
    sort,
    { ...KEYS, fund: (row) => row.fundName, need: (row) => row.needTitle ?? "" },
  );

/** Applications that were sent, in the order asked for. */
export const sortedApplications = (
  rows: readonly ApplicationRow[],
  sort: Sorting<SentSort>,
): ApplicationRow[] =>
  sortedRows(rows, sort, { ...KEYS, organisation: (row) => row.organisationName, score: scoreOf });

/** What the centre's list and its files read. */
export const sentFilter = ({ q, fund, state }: z.output<typeof SentApplicationsQuery>) => ({
  sentOnly: true,
  states: state,
  fundId: fund || undefined,
  words: q,
});
