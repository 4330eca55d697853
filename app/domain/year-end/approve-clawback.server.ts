import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import { clawback } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { budgetAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { formatPence } from "~/domain/money/format";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { requireCause } from "./clawback-cause.server";
import { requireDecidable, whereItGoesBack } from "./clawback-request";

/**
 * Approves a clawback that another officer asked for: the money goes from the organisation's own budget back to the fund,
 * or to the payer's budget where that paid. A fund whose year is closed takes no money: then it goes to the fund's payer,
 * in the year in which it comes in (`whereItGoesBack`). What it rests on must
 * still stand when it lapsed by a certificate. Throws clawback-decided, clawback-own-request or clawback-unfounded.
 */
export async function approveClawback(
  tx: Tx,
  input: { clawbackId: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { actor, at } = input;
  requireFundingOfficer(actor);
  const [row] = await tx.select().from(clawback).where(eq(clawback.id, input.clawbackId)).for("update");
  requireDecidable(row, actor.userId);
  if (row.trigger === "standard-lapsed") {
    const { orderId, happenedOn: on, certificateNumber } = row;
    await requireCause(tx, { orderId, trigger: "standard-lapsed", on, certificateNumber });
  }
  // Closing a year waits for what is under way in the ledger, and this for a closing: the year is closed or it is not.
  await tx.execute(sql`lock table ledger_transaction in row exclusive mode`);
  const goesBack = whereItGoesBack(row, await fundOf(tx, row.fundId), await closedThrough(tx));
  await recordTransaction(tx, {
    idempotencyKey: `clawback:${row.id}`,
    kind: "clawback",
    text: `${formatPence(row.amount)} taken back of order ${row.orderId}${goesBack.closed ? ", to the payer because the fund’s year is closed" : ""}: ${row.reason}`,
    orderId: row.orderId,
    effectiveOn: input.today,
    at,
    transfers: [
      {
        kind: "move",
        debit: budgetAccount(row.organisationCode),
        credit: goesBack.account,
        amount: row.amount,
      },
    ],
  });
  await tx
    .update(clawback)
    .set({ state: "approved", decidedBy: actor.userId, decidedAt: at })
    .where(eq(clawback.id, row.id));
  await recordEvent(tx, {
    stream: `order:${row.orderId}`,
    action: "clawback.approved",
    summary: `Approved that ${formatPence(row.amount)} comes back`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "approved", clawbackId: row.id, amount: row.amount },
  });
  await notifyPeople(
    tx,
    { organisationCode: row.organisationCode, roles: ["approver", "procurement_lead"] },
    {
      kind: "clawback-approved",
      subject: `${formatPence(row.amount)} of order ${row.orderId} must be paid back`,
      body: [
        `The agreement behind order ${row.orderId} takes ${formatPence(row.amount)} back, and two officers of the centre have decided so.`,
        `Reason: ${row.reason}`,
        { label: "The order and who pays for it", path: `/buying/orders/${row.orderId}/who-pays` },
      ],
    },
  );
}

async function fundOf(tx: Tx, fundId: string | null) {
  if (fundId === null) return null;
  const [row] = await tx
    .select({ financialYear: fund.financialYear, payerCode: fund.payerCode })
    .from(fund)
    .where(eq(fund.id, fundId));
  return row ?? null;
}
