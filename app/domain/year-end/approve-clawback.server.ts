import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { clawback } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { budgetAccount, payingAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { formatPence } from "~/domain/money/format";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { requireDecidable } from "./clawback-request";

/**
 * Approves a clawback that another officer asked for: the money goes from the organisation's own budget back to the fund,
 * or to the payer's budget where that paid. Throws clawback-decided or clawback-own-request.
 */
export async function approveClawback(
  tx: Tx,
  input: { clawbackId: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { actor, at } = input;
  requireFundingOfficer(actor);
  const [row] = await tx.select().from(clawback).where(eq(clawback.id, input.clawbackId)).for("update");
  requireDecidable(row, actor.userId);
  await recordTransaction(tx, {
    deedKey: `clawback:${row.id}`,
    kind: "clawback",
    text: `${formatPence(row.amount)} taken back of order ${row.orderId}: ${row.reason}`,
    orderId: row.orderId,
    effectiveOn: input.today,
    at,
    transfers: [
      {
        kind: "move",
        debit: budgetAccount(row.organisationCode),
        credit: payingAccount(row),
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
