import type { Tx } from "~db";
import type { Day } from "~/domain/shared/day";
import type { EntryKind, TransferRequest } from "./ledger";
import { ledgerProblem } from "./ledger-refusal";

export interface LedgerEntry {
  /** Which entry this is: "commit:C010001-01". The same key again has no second effect. */
  idempotencyKey: string;
  kind: EntryKind;
  /** One sentence for the ledger page. */
  text: string;
  orderId?: string;
  invoiceNumber?: string;
  effectiveOn: Day;
  at: Date;
  transfers: readonly TransferRequest[];
}

const RECORD =
  "select * from ledger_record($1, $2, $3, $4, $5, $6::text::date, $7::text::timestamptz, $8::text::jsonb)";

/**
 * The connection that drizzle holds for this transaction. Drizzle sends a statement with parameters unprepared, which
 * is two round trips and a new plan each time; this statement is the busiest of all and is prepared once.
 */
interface PreparingClient {
  unsafe<Row>(text: string, parameters: (string | null)[], options: { prepare: true }): Promise<Row[]>;
}

/**
 * Writes one entry with all its transfers in one round trip. Throws a Problem when an account would fall
 * below its floor (fund-short), a fund is not open (fund-closed), the day lies in a closed financial year
 * (year-closed), a reservation would be exceeded, or the key is recorded with other movements. Commitments
 * are counted at COMMIT, so that a busy fund is locked for no longer than that takes; every other entry is
 * counted, and its accounts locked, at once. Amounts are pence, above zero. Throws Problem conflict
 * `allocations-changed`, `reservation-exceeded` and `entry-recorded-otherwise`, not-allowed
 * `needs-second-officer`, not-found `no-such-fund`, rule-broken `fund-short`, `fund-closed`,
 * `allocation-too-large` and `year-closed`.
 */
export async function recordTransaction(
  tx: Tx,
  entry: LedgerEntry,
): Promise<{ transactionId: string; repeated: boolean }> {
  const transfers = entry.transfers.map((transfer) => ({
    kind: transfer.kind,
    debit: transfer.debit,
    credit: transfer.credit,
    amount: transfer.amount.toString(),
    reservation: transfer.reservation?.toString(),
    share: transfer.shareId,
  }));
  const { client } = tx._.session as unknown as { client: PreparingClient };
  try {
    const [row] = await client.unsafe<{ transaction_id: string; repeated: boolean }>(
      RECORD,
      [
        entry.idempotencyKey,
        entry.kind,
        entry.text,
        entry.orderId ?? null,
        entry.invoiceNumber ?? null,
        entry.effectiveOn,
        entry.at.toISOString(),
        JSON.stringify(transfers),
      ],
      { prepare: true },
    );
    return { transactionId: row!.transaction_id, repeated: row!.repeated };
  } catch (error) {
    throw ledgerProblem(error) ?? error;
  }
}
