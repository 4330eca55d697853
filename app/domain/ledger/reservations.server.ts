import { aliasedTable, eq, and } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { ledgerAccount, ledgerTransaction, ledgerTransfer } from "~db/schema/funding";
import type { Pence } from "~/domain/money/money";
import { leftOfReservation } from "./ledger";

export interface Reservation {
  id: bigint;
  shareId: string | null;
  debit: string;
  credit: string;
  reserved: Pence;
  left: Pence;
}

/**
 * The reservations of an order with what is left of each, locked in id order until the transaction ends: those of its
 * acceptance, and of payments that were reversed, which are owed again. In pence.
 */
export async function lockReservations(tx: Tx, orderId: string): Promise<Reservation[]> {
  const debit = aliasedTable(ledgerAccount, "debit");
  const credit = aliasedTable(ledgerAccount, "credit");
  const rows = await tx
    .select({
      id: ledgerTransfer.id,
      shareId: ledgerTransfer.shareId,
      debit: debit.key,
      credit: credit.key,
      reserved: ledgerTransfer.amount,
    })
    .from(ledgerTransfer)
    .innerJoin(ledgerTransaction, eq(ledgerTransaction.id, ledgerTransfer.transactionId))
    .innerJoin(debit, eq(debit.id, ledgerTransfer.debitAccountId))
    .innerJoin(credit, eq(credit.id, ledgerTransfer.creditAccountId))
    .where(
      and(
        eq(ledgerTransaction.orderId, orderId),
        isAnyOf(ledgerTransaction.kind, ["commit", "reverse"]),
        eq(ledgerTransfer.kind, "reserve"),
      ),
    )
    .orderBy(ledgerTransfer.id)
    .for("update", { of: ledgerTransfer });
  if (rows.length === 0) return [];
  // Read after the lock, in a statement of its own, so that it sees every answer that was committed before.
  const answers = await tx
    .select({ reservation: ledgerTransfer.reservationId, amount: ledgerTransfer.amount })
    .from(ledgerTransfer)
    .where(
      isAnyOf(
        ledgerTransfer.reservationId,
        rows.map((row) => row.id),
      ),
    );
  return rows.map((row) => ({
    ...row,
    left: leftOfReservation(
      row.reserved,
      answers.filter((answer) => answer.reservation === row.id).map((answer) => answer.amount),
    ),
  }));
}
