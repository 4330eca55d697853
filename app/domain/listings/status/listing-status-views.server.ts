import { and, desc, eq, ne, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { containing } from "~db/like";
import { isAnyOf } from "~db/lists";
import { auditEvent } from "~db/schema/audit";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import { organisation } from "~db/schema/organisations";
import type { VerdictOutcome } from "~/domain/certification/verdict";
import { hasOutcome, outcomesOf } from "~/domain/certification/verdict-sql.server";
import { OWN_LOTS } from "~/domain/certification/verdict-views.server";
import type { Day } from "~/domain/shared/day";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import type { Sorting } from "~/domain/shared/sorting";
import { LISTED_STATES, type ListedSort, type ListedState } from "./listing-status";

export interface ListedSolution {
  id: string;
  name: string;
  supplierId: string;
  supplierName: string;
  state: ListedState;
  reason: string | null;
  since: Date | null;
  supportEndsOn: Day | null;
}

export interface ListedFilter {
  states?: readonly ListedState[];
  /** Part of the code, the name or the supplier's name. */
  words?: string;
  /** What its standards come to on a day, in all of its lots. */
  verdict?: { outcomes: readonly VerdictOutcome[]; on: Day };
  sort?: Sorting<ListedSort>;
}

const columns = {
  id: catalogueItem.id,
  name: catalogueItem.name,
  supplierId: supplier.id,
  supplierName: supplier.name,
  state: sql<ListedState>`${catalogueItem.state}`,
  reason: catalogueItem.stateReason,
  since: catalogueItem.stateChangedAt,
  supportEndsOn: catalogueItem.supportEndsOn,
};

function orderOf({ by, descending }: Sorting<ListedSort>): SortOrder {
  const name = { by: sql`lower(${catalogueItem.name})`, type: "text" } as const;
  const id = { by: catalogueItem.id, type: "text" } as const;
  const first = {
    name,
    supplier: { by: sql`lower(${supplier.name})`, type: "text" },
    since: {
      by: sql`coalesce(${catalogueItem.stateChangedAt}, ${catalogueItem.createdAt})`,
      type: "timestamptz",
    },
  } as const satisfies Record<ListedSort, SortOrder["keys"][number]>;
  return { keys: by === "name" ? [name, id] : [first[by], name, id], descending };
}

/** Every solution that is or was on sale, by name unless sorted otherwise. */
export function listedSolutions(q: Queryable, filter: ListedFilter = {}): List<ListedSolution> {
  const { states, words, verdict, sort = { by: "name", descending: false } } = filter;
  const like = words ? containing(words) : null;
  return keysetList<ListedSolution>(q, orderOf(sort), (keys, past) =>
    q
      .select({ ...columns, ...keys })
      .from(catalogueItem)
      .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
      .where(
        and(
          eq(catalogueItem.kind, "solution"),
          isAnyOf(catalogueItem.state, states?.length ? states : LISTED_STATES),
          like
            ? or(
                sql`${catalogueItem.id} ilike ${like}`,
                sql`${catalogueItem.name} ilike ${like}`,
                sql`${supplier.name} ilike ${like}`,
              )
            : undefined,
          verdict?.outcomes.length
            ? and(
                ne(catalogueItem.state, "withdrawn"),
                hasOutcome(q, catalogueItem.id, verdict.outcomes, {
                  lotId: OWN_LOTS,
                  buyerKind: null,
                  on: verdict.on,
                }),
              )
            : undefined,
          past,
        ),
      ),
  );
}

/** One that is on sale or suspended, with what its standards come to on the day; of one that was withdrawn nothing is asked. */
export interface JudgedSolution extends ListedSolution {
  outcome: VerdictOutcome | null;
}

/** The same list, its rows judged for a day, in one statement a page. */
export function judgedSolutions(
  q: Queryable,
  on: Day,
  { outcomes = [], ...filter }: Omit<ListedFilter, "verdict"> & { outcomes?: readonly VerdictOutcome[] } = {},
): List<JudgedSolution> {
  const question = { lotId: OWN_LOTS, buyerKind: null, on } as const;
  const list = listedSolutions(q, { ...filter, verdict: { outcomes, on } });
  const judged = async (rows: readonly ListedSolution[]): Promise<JudgedSolution[]> => {
    const asked = rows.filter((row) => row.state !== "withdrawn").map((row) => row.id);
    const found = await outcomesOf(q, question, asked);
    return rows.map((row) => ({ ...row, outcome: found.get(row.id) ?? null }));
  };
  return {
    async page(place, size) {
      const page = await list.page(place, size);
      return { ...page, rows: await judged(page.rows) };
    },
    first: async (limit) => judged(await list.first(limit)),
    count: () => list.count(),
    async *batches(size, from) {
      for await (const rows of list.batches(size, from)) yield judged(rows);
    },
  };
}

/** What happened to a listing that everybody could see; what a supplier does with its drafts is its own. */
const STATUS_EVENTS = [
  "listing.published",
  "listing.suspended",
  "listing.withdrawn",
  "listing.change-published",
];
const EVENTS_SHOWN = 50;

export interface ListedSolutionView extends ListedSolution {
  /** The latest first, at most 50: what happened, why, and who did it. */
  history: { at: Date; what: string; reason: string | null; person: string; by: string | null }[];
  /** The change that waits for the centre's decision. */
  waiting: string | null;
}

/** One solution that is or was on sale, for the centre. Throws Problem not-found `no-such-solution`. */
export async function listedSolution(q: Queryable, id: string): Promise<ListedSolutionView> {
  const [row] = await q
    .select(columns)
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(
      and(
        eq(catalogueItem.id, id),
        eq(catalogueItem.kind, "solution"),
        isAnyOf(catalogueItem.state, LISTED_STATES),
      ),
    );
  if (!row) {
    throw new Problem("not-found", "no-such-solution", {
      title: "No solution with this code is or was on sale.",
      detail: "One that waits for its first publication stands among the listings to review.",
      next: { label: "All solutions", href: "/commercial/solutions" },
    });
  }
  const [history, [waiting]] = await Promise.all([
    q
      .select({
        at: auditEvent.at,
        action: auditEvent.action,
        summary: auditEvent.summary,
        was: sql<string | null>`${auditEvent.before} ->> 'state'`,
        reason: sql<string | null>`${auditEvent.after} ->> 'reason'`,
        person: auditEvent.actorName,
        by: organisation.name,
      })
      .from(auditEvent)
      .leftJoin(organisation, eq(organisation.code, auditEvent.organisationCode))
      .where(and(eq(auditEvent.stream, `solution:${id}`), isAnyOf(auditEvent.action, STATUS_EVENTS)))
      .orderBy(desc(auditEvent.position))
      .limit(EVENTS_SHOWN),
    q
      .select({ id: listingChange.id })
      .from(listingChange)
      .where(and(eq(listingChange.solutionId, id), eq(listingChange.state, "submitted"))),
  ]);
  return {
    ...row,
    history: history.map(({ action, summary, was, ...event }) => ({
      ...event,
      what: eventTitle(action, was) ?? summary,
    })),
    waiting: waiting?.id ?? null,
  };
}

/** What became of a listing, in a word; null for a new version of it, which its summary names. */
function eventTitle(action: string, was: string | null): string | null {
  if (action === "listing.suspended") return "Suspended";
  if (action === "listing.withdrawn") return "Withdrawn";
  if (action !== "listing.published") return null;
  return was === "suspended" ? "Reinstated" : "Published";
}
