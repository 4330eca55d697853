import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { ledgerTransaction } from "~db/schema/funding";
import type { Day } from "~/domain/shared/day";
import { reversalKey } from "./ledger";

/** The movement that something made, with what took it back; all null until it made one. */
export interface MadeMovement {
  movementId: string | null;
  reversalId: string | null;
  /** The day on which it was taken back. */
  reversedOn: Day | null;
}

/** The movement known by this key, and what took it back. */
export async function madeMovement(q: Queryable, key: string): Promise<MadeMovement> {
  const [made] = await q
    .select({ id: ledgerTransaction.id })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.idempotencyKey, key));
  if (!made) return { movementId: null, reversalId: null, reversedOn: null };
  const [back] = await q
    .select({ id: ledgerTransaction.id, on: ledgerTransaction.effectiveOn })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.idempotencyKey, reversalKey(made.id)));
  return { movementId: made.id, reversalId: back?.id ?? null, reversedOn: back?.on ?? null };
}
