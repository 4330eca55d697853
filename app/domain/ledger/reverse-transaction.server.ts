import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireFundingOfficer } from "./funding-officer";
import { movesBack, reversalKey } from "./ledger";
import { loadReversal } from "./load-reversal.server";
import { recordTransaction } from "./record-transaction.server";
import { reservationAnswered } from "./reversal";
import { alreadyReversed } from "./reversed-already";

export interface Reversal {
  transactionId: string;
  /** Why, in a sentence; it stands in the ledger for ever. */
  reason: string;
  actor: Actor;
  at: Date;
  today: Day;
}

/**
 * Does an entry backwards, as a new entry of today: what moved goes back, what was paid is refunded, what was
 * reserved is released. Nothing of the first one changes. Two officers stand behind it: the database refuses
 * it at the end of the transaction unless one has asked for it and this one approves (`approveMoneyRequest`).
 * Throws a Problem as `loadReversal` does, and when the money is no longer where it went. Throws Problem
 * bad-request `no-reason`, rule-broken `reversal-short`, conflict `reversed-already`, and what its guards
 * throw.
 */
export async function reverseTransaction(tx: Tx, input: Reversal): Promise<{ transactionId: string }> {
  requireFundingOfficer(input.actor);
  const reason = input.reason.trim();
  if (reason === "") throw new Problem("bad-request", "no-reason", "Say why this entry is reversed.");
  const { entry, wanted } = await loadReversal(tx, input.transactionId);
  const amount = formatPence(movesBack(wanted));
  const text = `Reversed “${entry.text}”: ${reason}`;
  const recorded = await recordTransaction(tx, {
    idempotencyKey: reversalKey(entry.id),
    kind: "reverse",
    text,
    orderId: entry.orderId ?? undefined,
    invoiceNumber: entry.invoiceNumber ?? undefined,
    effectiveOn: input.today,
    at: input.at,
    transfers: wanted,
  }).catch((error: unknown) => {
    throw inWords(error);
  });
  if (recorded.repeated) throw alreadyReversed();
  await recordEvent(tx, {
    stream: `ledger:${entry.id}`,
    action: "ledger.reversed",
    summary: `${text} (${amount})`,
    actor: input.actor,
    at: input.at,
    before: { transactionId: entry.id, kind: entry.kind, text: entry.text },
    after: { transactionId: recorded.transactionId, reason },
  });
  return { transactionId: recorded.transactionId };
}

/** The ledger's refusals speak of orders; these speak of the reversal. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === "fund-short") {
    return new Problem(
      "rule-broken",
      "reversal-short",
      {
        title: "The money is no longer there to go back.",
        detail: `${error.public.title} Orders have reserved it or invoices have used it since. Nothing has been changed.`,
        rule: "A fund is never overspent",
      },
      error.details,
    );
  }
  if (error.code === "reservation-exceeded") return reservationAnswered();
  return error;
}
