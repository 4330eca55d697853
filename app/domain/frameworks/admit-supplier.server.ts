import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { lot, lotSolution, lotSupplier } from "~db/schema/frameworks";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

/**
 * Admits a supplier to a lot with at least one of its solutions (product.md: one listing per lot at least).
 * Admitting one that is there already only adds solutions. Throws rule-broken without a solution, not-found,
 * not-allowed. Codes: rule-broken `no-solution`, not-found `lot-or-supplier-not-found` and
 * `solution-not-found`, not-allowed `role-missing`.
 */
export async function admitSupplier(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    lotId: string;
    supplierId: string;
    solutionIds: readonly string[];
    validFrom: Day;
    validTo?: Day | null;
  },
): Promise<void> {
  requireRole(input.actor, COMMERCIAL_ROLES, "admit a supplier");
  const { lotId, supplierId, validFrom } = input;
  const ids = [...new Set(input.solutionIds)];
  if (ids.length === 0) {
    throw new Problem(
      "rule-broken",
      "no-solution",
      "A supplier is admitted to a lot with at least one solution.",
    );
  }
  const [[of], [admitted], own] = await Promise.all([
    tx.select().from(lot).where(eq(lot.id, lotId)),
    tx.select().from(supplier).where(eq(supplier.id, supplierId)),
    tx
      .select({ id: catalogueItem.id })
      .from(catalogueItem)
      .where(and(isAnyOf(catalogueItem.id, ids), eq(catalogueItem.supplierId, supplierId))),
  ]);
  if (!of || !admitted)
    throw new Problem("not-found", "lot-or-supplier-not-found", "There is no such lot or supplier.");
  if (own.length < ids.length) {
    throw new Problem("not-found", "solution-not-found", "One of the solutions is not this supplier's.");
  }
  await tx
    .insert(lotSupplier)
    .values({ lotId, supplierId, status: "active", validFrom, validTo: input.validTo ?? null })
    .onConflictDoNothing();
  await insertRows(
    tx,
    lotSolution,
    ids.map((solutionId) => ({ lotId, solutionId })),
    { onConflict: "nothing" },
  );
  await recordEvent(tx, {
    stream: `framework:${of.frameworkId}`,
    action: "supplier.admitted",
    summary: `Admitted ${admitted.name} to lot ${of.number}`,
    actor: input.actor,
    at: input.at,
    after: { lotId, supplierId, solutionIds: ids, validFrom },
  });
}
