import { sql } from "drizzle-orm";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { claim, standard } from "~db/schema/certification";
import type { SortOrder } from "~/domain/shared/keyset.server";
import type { Sorting } from "~/domain/shared/sorting";
import type { DecidedSort, WaitingSort } from "./claim-sort";

type Keys = SortOrder["keys"];

const ID: Keys[number] = { by: sql`${claim.id}::text`, type: "text" };
const SUBMITTED: Keys[number] = {
  by: sql`coalesce(${claim.submittedAt}, 'epoch'::timestamptz)`,
  type: "timestamptz",
};
const DECIDED: Keys[number] = {
  by: sql`coalesce(${claim.decidedAt}, ${claim.submittedAt})`,
  type: "timestamptz",
};

/** What a list of claims is sorted by before its day. A claim without a solution is for its supplier, as pages say it. */
const FIRST_KEYS: Record<WaitingSort | DecidedSort, Keys> = {
  standard: [{ by: standard.title, type: "text" }],
  holder: [{ by: sql`coalesce(${catalogueItem.name}, 'The organisation')`, type: "text" }],
  supplier: [{ by: supplier.name, type: "text" }],
  submitted: [],
  decided: [],
};

/** The order of claims that wait; of equal ones, that of their submission. */
export const waitingOrder = (
  { by, descending }: Sorting<WaitingSort> = { by: "submitted", descending: false },
): SortOrder => ({
  keys: [...FIRST_KEYS[by], SUBMITTED, ID],
  descending,
});

/** The order of claims that were decided; of equal ones, that of their decision. */
export const decidedOrder = (
  { by, descending }: Sorting<DecidedSort> = { by: "decided", descending: true },
): SortOrder => ({
  keys: [...FIRST_KEYS[by], DECIDED, ID],
  descending,
});
