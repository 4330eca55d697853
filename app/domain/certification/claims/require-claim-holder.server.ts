import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { requireSupplierPerson } from "../permission";

/** For whom a claim is made: a solution of the supplier, or null for the supplier itself. */
export interface ClaimHolder {
  supplierId: string;
  solutionId: string | null;
}

/**
 * Product standards are claimed for a solution of the supplier, the others for the supplier itself. Answers the holder's
 * name, and locks the supplier. Throws Problem rule-broken `wrong-holder`, not-found `supplier-not-found` and
 * `solution-not-found`, not-allowed `role-missing` and `other-supplier`.
 */
export async function requireHolder(
  tx: Tx,
  input: ClaimHolder & { actor: Actor },
  { appliesTo, title }: { appliesTo: string; title: string },
): Promise<string> {
  if ((appliesTo === "product") !== (input.solutionId !== null)) {
    const holder = appliesTo === "product" ? "one of your solutions" : "your organisation, not a solution";
    throw new Problem("rule-broken", "wrong-holder", `${title} is claimed for ${holder}.`);
  }
  // Claims of one supplier take turns, so that two people at once cannot both find none open.
  const [found] = await tx
    .select({ owner: supplier, item: catalogueItem })
    .from(supplier)
    .leftJoin(
      catalogueItem,
      and(eq(catalogueItem.supplierId, supplier.id), eq(catalogueItem.id, input.solutionId ?? "")),
    )
    .where(eq(supplier.id, input.supplierId))
    .for("no key update", { of: supplier });
  if (!found) throw new Problem("not-found", "supplier-not-found", "There is no such supplier.");
  const { owner, item } = found;
  requireSupplierPerson(input.actor, owner.organisationCode, "make this claim");
  if (input.solutionId === null) return owner.name;
  if (item === null) {
    throw new Problem("not-found", "solution-not-found", "The supplier has no such solution.");
  }
  return item.name;
}
