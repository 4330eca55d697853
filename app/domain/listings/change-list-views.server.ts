import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { containing } from "~db/like";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import { keysetList, numberKeys, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { isReviewable, OPEN_STATES, REVIEW_STATES, type ChangeKind, type ChangeState } from "./change";

export interface ChangeRow {
  id: string;
  kind: ChangeKind;
  name: string;
  solutionId: string;
  supplierId: string;
  supplierName: string;
  state: ChangeState;
  submittedAt: Date | null;
  changedAt: Date;
}

export interface ChangeFilter {
  /** None: all that the centre sees. */
  states?: readonly ChangeState[];
  words?: string;
}

const ORDER: SortOrder = {
  keys: [{ by: listingChange.changedAt, type: "timestamptz" }, ...numberKeys(listingChange.id)],
  descending: true,
};

const rowColumns = {
  id: listingChange.id,
  kind: sql<ChangeKind>`${listingChange.kind}`,
  name: listingChange.name,
  solutionId: listingChange.solutionId,
  supplierId: listingChange.supplierId,
  supplierName: supplier.name,
  state: sql<ChangeState>`${listingChange.state}`,
  submittedAt: listingChange.submittedAt,
  changedAt: listingChange.changedAt,
};

/** What suppliers sent in, the latest changed first; what is being written is not among it. */
export function changesToReview(q: Queryable, filter: ChangeFilter = {}): List<ChangeRow> {
  const words = filter.words ? containing(filter.words) : null;
  const states = (filter.states?.length ? filter.states : REVIEW_STATES).filter(isReviewable);
  return keysetList<ChangeRow>(q, ORDER, (keys, past) =>
    q
      .select({ ...rowColumns, ...keys })
      .from(listingChange)
      .innerJoin(supplier, eq(supplier.id, listingChange.supplierId))
      .where(
        and(
          isAnyOf(listingChange.state, states),
          words
            ? or(
                sql`${listingChange.name} ilike ${words}`,
                sql`${listingChange.id} ilike ${words}`,
                sql`${supplier.name} ilike ${words}`,
              )
            : undefined,
          past,
        ),
      ),
  );
}

/** What waits for an officer's decision, the longest waiting first, at most `limit`; and how many there are. */
export async function changesWaiting(
  q: Queryable,
  limit: number,
): Promise<{ rows: ChangeRow[]; total: number }> {
  const waiting = eq(listingChange.state, "submitted");
  const [rows, total] = await Promise.all([
    q
      .select(rowColumns)
      .from(listingChange)
      .innerJoin(supplier, eq(supplier.id, listingChange.supplierId))
      .where(waiting)
      .orderBy(asc(listingChange.submittedAt), asc(listingChange.id))
      .limit(limit),
    q.$count(listingChange, waiting),
  ]);
  return { rows, total };
}

/** The open changes of a supplier, or of one of its solutions, the last changed first. */
export async function openChangesOf(
  q: Queryable,
  input: { supplierId: string; solutionId?: string; states?: readonly ChangeState[] },
): Promise<
  { id: string; kind: ChangeKind; solutionId: string; name: string; state: ChangeState; changedAt: Date }[]
> {
  return q
    .select({
      id: listingChange.id,
      kind: sql<ChangeKind>`${listingChange.kind}`,
      solutionId: listingChange.solutionId,
      name: listingChange.name,
      state: sql<ChangeState>`${listingChange.state}`,
      changedAt: listingChange.changedAt,
    })
    .from(listingChange)
    .where(
      and(
        eq(listingChange.supplierId, input.supplierId),
        input.solutionId === undefined ? undefined : eq(listingChange.solutionId, input.solutionId),
        isAnyOf(listingChange.state, input.states ?? OPEN_STATES),
      ),
    )
    .orderBy(desc(listingChange.changedAt), desc(listingChange.id));
}
