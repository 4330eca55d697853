import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import type { Day } from "~/domain/shared/day";
import { reopenInvoice } from "./reopen-invoice.server";

/**
 * Approves what another officer asked for about money in funds; where that takes back the payment of an invoice, the invoice
 * is owed again in the same transaction. Throws what `approveMoneyRequest` and `reopenInvoice` throw.
 */
export async function approveAskedMoney(
  tx: Tx,
  input: { requestId: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { reversal } = await approveMoneyRequest(tx, input);
  if (reversal !== null) await reopenInvoice(tx, { ...input, reversal });
}
