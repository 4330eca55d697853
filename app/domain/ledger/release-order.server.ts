import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { ledgerTransaction, ledgerTransfer } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { releasesOf } from "./ledger";
import { recordTransaction } from "./record-transaction.server";
import { lockReservations } from "./reservations.server";

/**
 * Gives back what is left of an order's reservations, when it is ended or completed below its cost. Once: a
 * second call answers with what the first one released. An order that reserved nothing releases nothing. In
 * pence.
 */
export async function releaseOrder(
  tx: Tx,
  input: { orderId: string; reason: string; actor: Actor; at: Date; today: Day },
): Promise<{ released: Pence; repeated: boolean }> {
  const reservations = await lockReservations(tx, input.orderId);
  const idempotencyKey = `release:${input.orderId}`;
  const earlier = await tx
    .select({ amount: ledgerTransfer.amount })
    .from(ledgerTransaction)
    .innerJoin(ledgerTransfer, eq(ledgerTransfer.transactionId, ledgerTransaction.id))
    .where(eq(ledgerTransaction.idempotencyKey, idempotencyKey));
  if (earlier.length > 0) return { released: sum(earlier.map((row) => row.amount)), repeated: true };
  const transfers = releasesOf(reservations);
  const released = sum(transfers.map((transfer) => transfer.amount));
  if (released === 0n) return { released, repeated: false };
  await recordTransaction(tx, {
    idempotencyKey,
    kind: "release",
    text: `Order ${input.orderId} gave back ${formatPence(released)}: ${input.reason}`,
    orderId: input.orderId,
    effectiveOn: input.today,
    at: input.at,
    transfers,
  });
  return { released, repeated: false };
}
