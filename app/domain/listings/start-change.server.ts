import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import type { ListingState } from "~/domain/catalogue/listing";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { OPEN_STATES } from "./change";
import { storedContent } from "./content-views.server";
import { insertChange } from "./insert-change.server";
import { requireOwnSupplier } from "./require-own-supplier.server";
import { OWN_LIST } from "./stored-change";

const KIND_OF: Partial<Record<ListingState, "new" | "edit">> = { draft: "new", published: "edit" };

/**
 * Begins an edit of a supplier's own listing, with what it says now; a draft that has no change yet is gone on with. The open one is
 * answered where there is one: a listing has one change at a time. Throws Problem not-found `listing-not-found` and
 * `no-such-supplier`, not-allowed `role-missing`, `other-supplier` and `person-needed`, conflict `not-editable`.
 */
export async function startChange(
  tx: Tx,
  input: { solutionId: string; supplierId: string; actor: Actor; at: Date },
): Promise<string> {
  const { solutionId, supplierId, actor, at } = input;
  await requireOwnSupplier(tx, input);
  const [item] = await tx
    .select()
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.id, solutionId),
        eq(catalogueItem.supplierId, supplierId),
        eq(catalogueItem.kind, "solution"),
      ),
    )
    .for("update");
  const content = item && (await storedContent(tx, solutionId));
  if (!content) {
    throw new Problem("not-found", "listing-not-found", {
      title: "You have no such solution.",
      next: OWN_LIST,
    });
  }
  const [open] = await tx
    .select({ id: listingChange.id })
    .from(listingChange)
    .where(and(eq(listingChange.solutionId, solutionId), isAnyOf(listingChange.state, OPEN_STATES)));
  if (open) return open.id;
  const kind = KIND_OF[item.state as ListingState];
  if (!kind) {
    throw new Problem("conflict", "not-editable", {
      title: `${item.name} is ${item.state}, so it cannot be edited.`,
      detail:
        item.state === "suspended"
          ? "The commercial team says when it is back in the catalogue. Write to them first."
          : "Begin a new solution for what you offer now.",
      next: { label: "See the listing", href: `/supplying/listings/${solutionId}` },
    });
  }
  return insertChange(tx, { kind, supplierId, solutionId, content, actor, at });
}
