import { like, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { ledgerTransaction } from "~db/schema/funding";
import { beginningWith } from "~db/like";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import type { Day } from "../shared/day";
import { askPayer } from "./payments/ask-payer.server";
import { asksPayer } from "./payments/fund-payment";
import { requireReason } from "~/domain/shared/reason";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { fundAccount, sourceAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { requireAddable } from "./requests/require-addable.server";
import { requireWithinLimit } from "./requests/require-within-limit.server";

/**
 * Puts more of the payer's money into a fund that has not closed. Every call adds. Another body than the officer's own is
 * asked first, and nothing moves before it agrees. Throws a Problem otherwise, and
 * needs-second-officer above the limit for one. The amount is pence. Throws Problem bad-request `reason-missing` and
 * `reason-too-long`, and what its guards throw.
 */
export async function addToFund(
  tx: Tx,
  input: {
    fundId: string;
    amount: Pence;
    reason: string;
    /** The request that another officer approves with this; without one, one officer's limit holds. */
    requestId?: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ transactionId: string | null; paymentId: string | null }> {
  requireFundingOfficer(input.actor);
  const held = await requireAddable(tx, input.fundId, input.amount, input.today);
  const reason = requireReason(input.reason, "Say why money is added.");
  if (input.requestId === undefined) await requireWithinLimit(tx, input);
  const prefix = `add-fund:${held.id}:`;
  if (asksPayer(held.payerCode, input.actor)) {
    const { amount, requestId, actor, at } = input;
    const movementKey = (id: string) => `${prefix}${requestId ?? id}`;
    const adding = { fund: held, opens: false, amount, reason, requestId, movementKey };
    return { transactionId: null, paymentId: await askPayer(tx, { ...adding, actor, at }) };
  }
  const [earlier] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(ledgerTransaction)
    .where(like(ledgerTransaction.idempotencyKey, beginningWith(prefix)));
  const done = await recordTransaction(tx, {
    idempotencyKey: `${prefix}${input.requestId ?? (earlier?.count ?? 0) + 1}`,
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
    after: { amount: input.amount, reason, requestId: input.requestId },
  });
  return { transactionId: done.transactionId, paymentId: null };
}
