import { and, eq, isNotNull } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import { user } from "~db/schema/people";
import type { ChangeKind } from "../change";
import type { ReviewEnd } from "./ended-review";

/** A change that the centre had to review, and has not any more. What it says is its supplier's alone. */
export interface EndedReview {
  id: string;
  kind: ChangeKind;
  solutionId: string;
  /** Of an edit, as the catalogue names the solution; null for a new one, whose name may be another by now. */
  name: string | null;
  supplierId: string;
  supplierName: string;
  how: ReviewEnd;
  /** Null where it is not on record. */
  byName: string | null;
  at: Date | null;
  submittedAt: Date;
}

/** How the review of a change ended without a decision; null for one that was never sent in, or that is reviewed or decided. */
export async function endedReview(q: Queryable, changeId: string): Promise<EndedReview | null> {
  const [row] = await q
    .select({
      change: listingChange,
      name: catalogueItem.name,
      supplierName: supplier.name,
      byName: user.name,
    })
    .from(listingChange)
    .innerJoin(catalogueItem, eq(catalogueItem.id, listingChange.solutionId))
    .innerJoin(supplier, eq(supplier.id, listingChange.supplierId))
    .leftJoin(user, eq(user.id, listingChange.endedBy))
    .where(
      and(
        eq(listingChange.id, changeId),
        isAnyOf(listingChange.state, ["draft", "discarded"]),
        isNotNull(listingChange.submittedAt),
      ),
    );
  if (!row) return null;
  const { change, name, supplierName, byName } = row;
  const kind = change.kind as ChangeKind;
  return {
    id: change.id,
    kind,
    solutionId: change.solutionId,
    name: kind === "edit" ? name : null,
    supplierId: change.supplierId,
    supplierName,
    how: (change.endedHow as ReviewEnd | null) ?? (change.state === "draft" ? "taken_back" : "discarded"),
    byName,
    at: change.endedAt,
    submittedAt: change.submittedAt!,
  };
}
