import { aliasedTable, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { ledgerAccount, ledgerTransaction, ledgerTransfer } from "~db/schema/funding";
import { Problem } from "~/domain/shared/problem";
import { requireYearAllowsReversal } from "./closed-year";
import { closedThrough } from "./closed-year-views.server";
import { backwards, reversalKey, type RecordedTransfer } from "./ledger";
import { alreadyReversed } from "./reversed-already";

/**
 * A movement of the ledger with what would take it back. Throws a Problem when it is unknown, reversed already or itself
 * a reversal, holds a release, or belongs to a closed year.
 */
export async function loadReversal(tx: Tx, transactionId: string) {
  const { deed, transfers } = await recordedDeed(tx, transactionId);
  if (deed.kind === "reverse") {
    throw new Problem("rule-broken", "reversal-of-reversal", {
      title: "This is a reversal itself, and a reversal is not reversed.",
      detail: "Do the first thing again: place the order, pay the invoice or move the money once more.",
    });
  }
  requireYearAllowsReversal(deed, await closedThrough(tx));
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
      "This entry moved no money, so there is nothing to reverse.",
    );
  }
  return { deed, wanted };
}

async function recordedDeed(tx: Tx, transactionId: string) {
  const [deed] = await tx.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, transactionId));
  if (!deed) throw new Problem("not-found", "no-such-deed", "There is no such entry in the ledger.");
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
