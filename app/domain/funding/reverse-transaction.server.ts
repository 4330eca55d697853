import { aliasedTable, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { ledgerAccount, ledgerTransaction, ledgerTransfer } from "~db/schema/funding";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatPence } from "../money/format";
import { sum } from "../money/money";
import type { Day } from "../shared/day";
import { Problem } from "../shared/problem";
import { requireFundingOfficer } from "./funding-officer";
import { backwards, reversalKey, type RecordedTransfer } from "./ledger";
import { recordTransaction } from "./record-transaction.server";

export interface Reversal {
  transactionId: string;
  /** Why, in a sentence; it stands in the ledger for ever. */
  reason: string;
  actor: Actor;
  at: Date;
  today: Day;
}

/**
 * Does a deed backwards, as a new deed of today: what moved goes back, what was paid is refunded, what was reserved is
 * released. Nothing of the first one changes. Throws a Problem when it is unknown, reversed already or itself a
 * reversal, when it holds a release, or when the money is no longer where it went.
 */
export async function reverseTransaction(tx: Tx, input: Reversal): Promise<{ transactionId: string }> {
  requireFundingOfficer(input.actor);
  const reason = input.reason.trim();
  if (reason === "") throw new Problem("bad-request", "no-reason", "Say why this deed is reversed.");
  const { deed, transfers } = await recordedDeed(tx, input.transactionId);
  if (deed.kind === "reverse") {
    throw new Problem("rule-broken", "reversal-of-reversal", {
      title: "This is a reversal itself, and a reversal is not reversed.",
      detail: "Do the first thing again: place the order, pay the invoice or move the money once more.",
    });
  }
  const wanted = backwards(transfers);
  if (wanted === null) {
    throw new Problem("rule-broken", "release-not-reversed", {
      title: "Money that was given back is not taken again by a reversal.",
      detail: "It may be reserved by others by now. A new order, or a change of this one, reserves it again.",
    });
  }
  if (wanted.length === 0) {
    throw new Problem(
      "rule-broken",
      "nothing-to-reverse",
      "This deed moved no money, so there is nothing to reverse.",
    );
  }
  const amount = formatPence(sum(wanted.map((transfer) => transfer.amount)));
  const text = `Reversed “${deed.text}”: ${reason}`;
  const recorded = await recordTransaction(tx, {
    deedKey: reversalKey(deed.id),
    kind: "reverse",
    text,
    orderId: deed.orderId ?? undefined,
    invoiceNumber: deed.invoiceNumber ?? undefined,
    effectiveOn: input.today,
    at: input.at,
    transfers: wanted,
  }).catch((error: unknown) => {
    throw inWords(error);
  });
  if (recorded.repeated) throw alreadyReversed();
  await recordEvent(tx, {
    stream: `ledger:${deed.id}`,
    action: "ledger.reversed",
    summary: `${text} (${amount})`,
    actor: input.actor,
    at: input.at,
    before: { transactionId: deed.id, kind: deed.kind, text: deed.text },
    after: { transactionId: recorded.transactionId, reason },
  });
  return { transactionId: recorded.transactionId };
}

async function recordedDeed(tx: Tx, transactionId: string) {
  const [deed] = await tx.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, transactionId));
  if (!deed) throw new Problem("not-found", "no-such-deed", "There is no such deed in the ledger.");
  const [reversal] = await tx
    .select({ id: ledgerTransaction.id })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.deedKey, reversalKey(deed.id)));
  if (reversal) throw alreadyReversed();
  const debit = aliasedTable(ledgerAccount, "debit");
  const credit = aliasedTable(ledgerAccount, "credit");
  const transfers = await tx
    .select({
      id: ledgerTransfer.id,
      kind: ledgerTransfer.kind,
      debit: debit.key,
      credit: credit.key,
      amount: ledgerTransfer.amount,
      shareId: ledgerTransfer.shareId,
    })
    .from(ledgerTransfer)
    .innerJoin(debit, eq(debit.id, ledgerTransfer.debitAccountId))
    .innerJoin(credit, eq(credit.id, ledgerTransfer.creditAccountId))
    .where(eq(ledgerTransfer.transactionId, deed.id))
    .orderBy(ledgerTransfer.id);
  return { deed, transfers: transfers as RecordedTransfer[] };
}

function alreadyReversed(): Problem {
  return new Problem("conflict", "reversed-already", {
    title: "This deed is reversed already.",
    detail: "A deed is reversed once. The ledger shows the reversal beside it.",
  });
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
  if (error.code === "reservation-exceeded") {
    return new Problem("rule-broken", "reversal-answered", {
      title: "Part of this reservation has been paid or given back already.",
      detail:
        "Nothing has been changed. Reverse its payments first, or release what is left by ending the order.",
    });
  }
  return error;
}
