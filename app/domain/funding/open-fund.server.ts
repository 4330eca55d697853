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
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { requireWithinLimit } from "./require-within-limit.server";

export type { NewFund } from "./fund";

/**
 * Opens a fund with its money: its account never falls below zero, and the amount comes from its payer's source
 * account. Throws Problem fund-exists, fund-contradicts-itself with the reasons, or needs-second-officer.
 */
export async function openFund(
  tx: Tx,
  input: {
    fund: NewFund;
    amount: Pence;
    /** The request that another officer approves with this; without one, one officer's limit holds. */
    requestId?: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ fundId: string }> {
  requireFundingOfficer(input.actor);
  requireOpenable(input.fund, input.amount, await closedThrough(tx));
  if (input.requestId === undefined) await requireWithinLimit(tx, input);
  const [row] = await tx
    .insert(fund)
    .values({ ...input.fund })
    .onConflictDoNothing()
    .returning({ id: fund.id });
  if (!row) {
    throw new Problem("conflict", "fund-exists", {
      title: `There is a fund ${input.fund.id} already.`,
      detail: "Give the new fund another reference.",
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
    after: { ...input.fund, amount: input.amount },
  });
  await recordTransaction(tx, {
    deedKey: `open-fund:${row.id}`,
    kind: "open",
    text: `${input.fund.name} opened with ${formatPence(input.amount)}`,
    effectiveOn: input.today,
    at: input.at,
    transfers: [
      { kind: "move", debit: sourceAccount(input.fund.payerCode), credit: key, amount: input.amount },
    ],
  });
  return { fundId: row.id };
}
