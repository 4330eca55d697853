import { eq, like, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { fund, ledgerTransaction } from "~db/schema/funding";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import type { Day } from "../shared/day";
import { Problem } from "../shared/problem";
import { fundState } from "./fund";
import { requireFundingOfficer } from "./funding-officer";
import { fundAccount, sourceAccount } from "./ledger";
import { recordTransaction } from "./record-transaction.server";

/** Puts more of the payer's money into a fund that has not closed. Every call adds. Throws a Problem otherwise. */
export async function addToFund(
  tx: Tx,
  input: { fundId: string; amount: Pence; reason: string; actor: Actor; at: Date; today: Day },
): Promise<{ transactionId: string }> {
  requireFundingOfficer(input.actor);
  const [held] = await tx.select().from(fund).where(eq(fund.id, input.fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${input.fundId}.`);
  const reason = input.reason.trim();
  if (!reason) throw new Problem("bad-request", "reason-missing", "Say why money is added.");
  if (input.amount <= 0n) {
    throw new Problem("bad-request", "amount-not-positive", "Enter an amount above zero.");
  }
  if (fundState(held, input.today) === "closed") {
    throw new Problem("rule-broken", "fund-closed", {
      title: `${held.name} is closed, so money added to it could not be used.`,
      detail: "Change its closing date first, or add the money to the fund that is open.",
    });
  }
  const prefix = `add-fund:${held.id}:`;
  const [earlier] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(ledgerTransaction)
    .where(like(ledgerTransaction.deedKey, `${prefix.replace(/[\\%_]/g, "\\$&")}%`));
  const done = await recordTransaction(tx, {
    deedKey: `${prefix}${(earlier?.count ?? 0) + 1}`,
    kind: "add",
    text: `${held.name} got ${formatPence(input.amount)} more: ${reason}`,
    effectiveOn: input.today,
    at: input.at,
    transfers: [
      {
        kind: "move",
        debit: sourceAccount(held.payerCode),
        credit: fundAccount(held.id),
        amount: input.amount,
      },
    ],
  });
  await recordEvent(tx, {
    stream: `fund:${held.id}`,
    action: "fund.added-to",
    summary: `Added ${formatPence(input.amount)} to ${held.name}: ${reason}`,
    actor: input.actor,
    at: input.at,
    after: { amount: input.amount, reason },
  });
  return { transactionId: done.transactionId };
}
