import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { requireSupplierPerson } from "~/domain/certification/permission";
import { Problem } from "~/domain/shared/problem";
import { requirePersonOf } from "./change-guards";

/**
 * Who writes for a supplier: one of its people, acting for it; answers the person's id. Throws Problem not-found `no-such-supplier`,
 * not-allowed `role-missing`, `other-supplier` and `person-needed`.
 */
export async function requireOwnSupplier(
  tx: Tx,
  input: { supplierId: string; actor: Actor },
): Promise<string> {
  const [own] = await tx
    .select({ code: supplier.organisationCode })
    .from(supplier)
    .where(eq(supplier.id, input.supplierId));
  if (!own) throw new Problem("not-found", "no-such-supplier", "There is no such supplier.");
  requireSupplierPerson(input.actor, own.code, "write this listing");
  return requirePersonOf(input.actor);
}
