import type { Tx } from "~db";
import { payerCustomer } from "~db/schema/invoices";

/** Remembers a payer's customer id at Stripe; the first one stands. */
export async function noteCustomer(
  tx: Tx,
  input: { organisationCode: string; stripeCustomerId: string },
): Promise<void> {
  await tx
    .insert(payerCustomer)
    .values({ ...input })
    .onConflictDoNothing();
}
