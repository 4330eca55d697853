import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { lot, lotSupplier } from "~db/schema/frameworks";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireReason } from "~/domain/shared/reason";
import { Problem } from "~/domain/shared/problem";

/**
 * Suspends, excludes or restores a supplier in one lot, with the reason that buyers see (PA-12). Throws bad-request
 * `reason-missing` and `reason-too-long`, conflict `no-change`, not-found `not-admitted`, not-allowed `role-missing`.
 */
export async function setLotStatus(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    lotId: string;
    supplierId: string;
    status: "active" | "suspended" | "excluded";
    reason: string;
  },
): Promise<void> {
  requireRole(input.actor, COMMERCIAL_ROLES, "change a supplier's status");
  const { lotId, supplierId, status } = input;
  const reason = requireReason(input.reason, "Give the reason for this change.");
  const where = and(eq(lotSupplier.lotId, lotId), eq(lotSupplier.supplierId, supplierId));
  const [known] = await tx.select().from(lotSupplier).where(where).for("update");
  if (!known) throw new Problem("not-found", "not-admitted", "This supplier was never admitted to the lot.");
  if (known.status === status)
    throw new Problem("conflict", "no-change", `This supplier is ${status} already.`);
  await tx
    .update(lotSupplier)
    .set({ status, reason: status === "active" ? null : reason })
    .where(where);
  const [[of], [named]] = await Promise.all([
    tx.select().from(lot).where(eq(lot.id, lotId)),
    tx.select().from(supplier).where(eq(supplier.id, supplierId)),
  ]);
  await recordEvent(tx, {
    stream: `framework:${of!.frameworkId}`,
    action: `lot-supplier.${status}`,
    summary: `${named!.name} is ${status} in lot ${of!.number}: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: { status: known.status },
    after: { lotId, supplierId, status, reason },
  });
}
