import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import type { Actor } from "~/domain/audit/event";
import { requireOwnSupplier } from "./require-own-supplier.server";
import { readOpenChange } from "./read-open-change.server";
import { noSuchChange, OWN_LIST, type ReadChange } from "./stored-change";

export type LockedChange = ReadChange<typeof listingChange.$inferSelect>;

/**
 * A change of the actor's own supplier, locked until the transaction ends. Another supplier's is not found. Throws Problem not-found
 * `no-such-change` and `no-such-supplier`, not-allowed `role-missing`, `other-supplier` and `person-needed`.
 */
export async function lockOwnChange(
  tx: Tx,
  input: { changeId: string; supplierId: string; actor: Actor },
): Promise<{ change: LockedChange; personId: string }> {
  const personId = await requireOwnSupplier(tx, input);
  const [row] = await tx
    .select()
    .from(listingChange)
    .where(and(eq(listingChange.id, input.changeId), eq(listingChange.supplierId, input.supplierId)))
    .for("update");
  if (!row) throw noSuchChange(input.changeId, OWN_LIST);
  return { change: await readOpenChange(tx, row), personId };
}
