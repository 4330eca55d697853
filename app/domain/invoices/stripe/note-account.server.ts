import type { Tx } from "~db";
import { supplierPaymentAccount } from "~db/schema/invoices";

/** Remembers a supplier's connected account at Stripe, and whether it can be paid. The first account stands. */
export async function noteAccount(
  tx: Tx,
  input: { supplierId: string; stripeAccountId: string; payoutsEnabled: boolean },
): Promise<void> {
  const { payoutsEnabled } = input;
  await tx
    .insert(supplierPaymentAccount)
    .values({ ...input })
    .onConflictDoUpdate({ target: supplierPaymentAccount.supplierId, set: { payoutsEnabled } });
}
