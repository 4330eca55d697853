import type { Tx } from "~db";
import { fund, ledgerAccount } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../money/format";
import { pence, type Pence } from "../money/money";
import type { Day } from "../shared/day";
import { Problem } from "../shared/problem";
import type { NewFund } from "./fund";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { fundAccount, sourceAccount } from "~/domain/ledger/ledger";
import { requireOpenable } from "./openable";
import { nameAsKept } from "./programme";
import { askPayer } from "./payments/ask-payer.server";
import { asksPayer } from "./payments/fund-payment";
import { requireNewFund } from "./require-new-fund.server";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { requireWithinLimit } from "./requests/require-within-limit.server";

export type { NewFund } from "./fund";

/**
 * Opens a fund with its money: its account never falls below zero, and the amount comes from its payer's
 * source account. Where that is another body than the officer's own, it is asked first: the fund opens without money, and waits
 * (`paymentId`). Throws Problem fund-exists, fund-contradicts-itself with the reasons, or
 * needs-second-officer. The amount is pence; the first and last day are inclusive London days. Throws Problem
 * conflict `fund-exists`, and what its guards throw.
 */
export async function openFund(
  tx: Tx,
  input: {
    fund: NewFund;
    amount: Pence;
    /** The request that another officer approves with this; without one, one officer's limit holds. */
    requestId?: string;
    /** For the body that pays, where it is asked. */
    reason?: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ fundId: string; paymentId: string | null }> {
  requireFundingOfficer(input.actor);
  requireOpenable(input.fund, input.amount, await closedThrough(tx));
  await requireNewFund(tx, input.fund);
  if (input.requestId === undefined) await requireWithinLimit(tx, { ...input, fundId: input.fund.id });
  const asked = asksPayer(input.fund.payerCode, input.actor);
  const [row] = await tx
    .insert(fund)
    .values({ ...input.fund, name: nameAsKept(input.fund.name), payerAgreed: !asked })
    .onConflictDoNothing()
    .returning({ id: fund.id });
  if (!row) {
    throw new Problem("conflict", "fund-exists", {
      title: `There is a fund ${input.fund.id}, or one of this name, already.`,
      detail: "Somebody opened it just before you. Give the new fund another reference and name.",
    });
  }
  const key = fundAccount(row.id);
  await tx.insert(ledgerAccount).values({ key, kind: "fund", fundId: row.id, floor: pence(0) });
  await recordEvent(tx, {
    stream: `fund:${row.id}`,
    action: "fund.opened",
    summary: `Opened ${input.fund.name} with ${formatPence(input.amount)}`,
    actor: input.actor,
    at: input.at,
    after: { ...input.fund, amount: input.amount, requestId: input.requestId },
  });
  const movementKey = `open-fund:${row.id}`;
  if (asked) {
    const reason = input.reason ?? `It opens ${input.fund.name}.`;
    const opening = { fund: input.fund, opens: true, amount: input.amount, requestId: input.requestId };
    const by = { actor: input.actor, at: input.at };
    const paymentId = await askPayer(tx, { ...opening, ...by, reason, movementKey: () => movementKey });
    return { fundId: row.id, paymentId };
  }
  await recordTransaction(tx, {
    idempotencyKey: movementKey,
    kind: "open",
    text: `${input.fund.name} opened with ${formatPence(input.amount)}`,
    effectiveOn: input.today,
    at: input.at,
    transfers: [
      { kind: "move", debit: sourceAccount(input.fund.payerCode), credit: key, amount: input.amount },
    ],
  });
  return { fundId: row.id, paymentId: null };
}
