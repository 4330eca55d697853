import type { Tx } from "~db";
import { supplierInvoicingDraft } from "~db/schema/invoices";
import type { MemberActor } from "~/domain/people/role";
import type { InvoicingDetails } from "./invoicing-details";
import { currentDetails } from "./invoicing-details-views.server";
import { requireKeeper, supplierOfActor } from "./invoicing-keeper";

/**
 * Keeps what somebody has typed until they have checked and confirmed it; what they typed before is replaced.
 * Throws Problem not-allowed `not-keeper-of-details`, not-found `no-such-supplier`.
 */
export async function saveInvoicingDraft(
  tx: Tx,
  input: { actor: MemberActor; details: InvoicingDetails; at: Date },
): Promise<void> {
  const { actor, details, at } = input;
  requireKeeper(actor);
  const supplierId = supplierOfActor(actor);
  const current = await currentDetails(tx, supplierId);
  const kept = { details, fromVersion: current?.version ?? 0, savedAt: at };
  await tx
    .insert(supplierInvoicingDraft)
    .values({ supplierId, userId: actor.userId, ...kept })
    .onConflictDoUpdate({
      target: [supplierInvoicingDraft.supplierId, supplierInvoicingDraft.userId],
      set: kept,
    });
}
