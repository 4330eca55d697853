import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { payingAccount, supplierAccount } from "./ledger";
import { recordTransaction } from "./record-transaction.server";

export interface CommittedShare {
  shareId: string;
  payerCode: string;
  fundId: string | null;
  /** What it costs the payer: net + VAT - recoverable VAT, in pence. */
  cost: Pence;
}

/**
 * Reserves an order's shares: each from its fund, or from the payer's own budget, for the supplier. All of it
 * or nothing; once, however often it is called. Throws Problem fund-short saying by how much, or fund-closed.
 * An order that loses the race for a fund's last money is refused at COMMIT, with the error that
 * `ledgerProblem` puts into the same words. The audit event is the order's own; the ledger's rows are their
 * own record. Amounts are pence. Throws Problem rule-broken `negative-share`, and what its guards throw.
 */
export async function commitOrder(
  tx: Tx,
  input: {
    orderId: string;
    supplierId: string;
    shares: readonly CommittedShare[];
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ transactionId: string; repeated: boolean }> {
  if (input.shares.some((share) => share.cost < 0n)) {
    throw new Problem("rule-broken", "negative-share", {
      title: "A share of this order is below zero, and money cannot be reserved for it.",
      detail: "Take the credit off the order; the supplier gives it as a credit note on an invoice.",
    });
  }
  return recordTransaction(tx, {
    idempotencyKey: `commit:${input.orderId}`,
    kind: "commit",
    text: `Order ${input.orderId} reserved ${formatPence(sum(input.shares.map((share) => share.cost)))}`,
    orderId: input.orderId,
    effectiveOn: input.today,
    at: input.at,
    transfers: input.shares
      .filter((share) => share.cost > 0n)
      .map((share) => ({
        kind: "reserve",
        debit: payingAccount(share),
        credit: supplierAccount(input.supplierId),
        amount: share.cost,
        shareId: share.shareId,
      })),
  });
}
