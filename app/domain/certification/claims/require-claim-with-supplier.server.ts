import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { claim } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { isWithSupplier, type ClaimState } from "./claim";
import { requireSupplierPerson } from "../permission";

/**
 * A claim that is with its supplier, locked, for the supplier's own people. Throws Problem not-found `claim-not-found`,
 * conflict `claim-sent`, not-allowed `role-missing`.
 */
export async function requireClaimWithSupplier(
  tx: Tx,
  { claimId, actor }: { claimId: string; actor: Actor },
): Promise<typeof claim.$inferSelect> {
  const [found] = await tx
    .select({ claim, owner: supplier.organisationCode })
    .from(claim)
    .innerJoin(supplier, eq(supplier.id, claim.supplierId))
    .where(eq(claim.id, claimId))
    .for("update", { of: claim });
  const system = actor.userId === null && actor.organisationCode === null;
  if (!found || (!system && found.owner !== actor.organisationCode)) {
    throw new Problem("not-found", "claim-not-found", "There is no such claim.");
  }
  requireSupplierPerson(actor, found.owner, "change this claim");
  if (!isWithSupplier(found.claim.state as ClaimState)) {
    throw new Problem("conflict", "claim-sent", {
      title: "This claim was sent, so its evidence cannot be changed.",
      detail: "It can be changed again when an assessor returns it for correction.",
      next: { label: "See where it stands", href: `/supplying/certification/claims/${claimId}` },
    });
  }
  return found.claim;
}
