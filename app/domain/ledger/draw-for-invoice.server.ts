import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { groupedBy } from "~/domain/shared/grouped-by";
import { drawKey, supplierAccount, vatAccount, type TransferRequest } from "./ledger";
import { recordTransaction } from "./record-transaction.server";
import { lockReservations, type Reservation } from "./reservations.server";

export interface DrawnPart {
  shareId: string;
  payerCode: string;
  /** The part of the share's reservation that this invoice uses, in pence. */
  cost: Pence;
  /** VAT that the payer gets back; with the cost it makes up what the supplier is paid. */
  recoverableVat: Pence;
}

/**
 * Turns reserved money into paid money when an invoice is paid: posts each part of its share's reservation,
 * and moves recoverable VAT from the payer's VAT account, so that the supplier is credited gross. Once per
 * invoice number and payment that was not reversed. Throws Problem not-committed, or reservation-exceeded. Amounts are pence. Throws Problem
 * conflict `not-committed`, and what its guards throw.
 */
export async function drawForInvoice(
  tx: Tx,
  input: {
    invoiceNumber: string;
    orderId: string;
    supplierId: string;
    parts: readonly DrawnPart[];
    /** How many payments of this invoice were reversed before. */
    reversedBefore?: number;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ transactionId: string; repeated: boolean }> {
  const reservations = await lockReservations(tx, input.orderId);
  const byShare = groupedBy(reservations, (reservation) => reservation.shareId ?? "");
  const supplier = supplierAccount(input.supplierId);
  const posts = input.parts.flatMap((part) => postsOf(part, byShare.get(part.shareId) ?? [], input.orderId));
  const paid = sum(input.parts.flatMap((part) => [part.cost, part.recoverableVat]));
  return recordTransaction(tx, {
    idempotencyKey: drawKey(input.invoiceNumber, input.reversedBefore ?? 0),
    kind: "draw",
    text: `Invoice ${input.invoiceNumber} of order ${input.orderId} paid ${formatPence(paid)}`,
    orderId: input.orderId,
    invoiceNumber: input.invoiceNumber,
    effectiveOn: input.today,
    at: input.at,
    transfers: [...posts, ...vatMoves(input.parts, supplier)],
  });
}

/** A part is taken from what is left of its share's reservations, the earliest first. */
function postsOf(part: DrawnPart, reservations: readonly Reservation[], orderId: string): TransferRequest[] {
  if (part.cost === 0n) return [];
  if (reservations.length === 0) {
    throw new Problem("conflict", "not-committed", {
      title: `No money is reserved for this part of order ${orderId}.`,
      detail: "An invoice is paid from what the order reserved when the supplier accepted it.",
    });
  }
  let wanted = part.cost;
  return reservations.flatMap(({ id, debit, credit, left }, index): TransferRequest[] => {
    // What is too much stays with the last one, and the ledger refuses it there.
    const amount = index === reservations.length - 1 || wanted < left ? wanted : left;
    if (amount <= 0n) return [];
    wanted = (wanted - amount) as Pence;
    return [{ kind: "post", debit, credit, amount, reservation: id, shareId: part.shareId }];
  });
}

function vatMoves(parts: readonly DrawnPart[], supplier: string): TransferRequest[] {
  return parts
    .filter((part) => part.recoverableVat !== 0n)
    .map((part) => ({
      kind: "move",
      debit: vatAccount(part.payerCode),
      credit: supplier,
      amount: part.recoverableVat,
      shareId: part.shareId,
    }));
}
