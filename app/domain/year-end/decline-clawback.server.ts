import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { clawback, clawbackLine } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { formatPence } from "~/domain/money/format";
import { Problem } from "~/domain/shared/problem";
import { requireDecidable } from "./clawback-request";

/** Turns a clawback down, with a reason. Its payments may be asked back again. Not by the officer who asked. */
export async function declineClawback(
  tx: Tx,
  input: { clawbackId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  requireFundingOfficer(actor);
  const reason = input.reason.trim();
  if (!reason) throw new Problem("bad-request", "reason-missing", "Say why the money does not come back.");
  const [row] = await tx.select().from(clawback).where(eq(clawback.id, input.clawbackId)).for("update");
  requireDecidable(row, actor.userId);
  await tx.update(clawbackLine).set({ declined: true }).where(eq(clawbackLine.clawbackId, row.id));
  await tx
    .update(clawback)
    .set({ state: "declined", decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(clawback.id, row.id));
  await recordEvent(tx, {
    stream: `order:${row.orderId}`,
    action: "clawback.declined",
    summary: `Declined that ${formatPence(row.amount)} comes back: ${reason}`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "declined", clawbackId: row.id, reason },
  });
}
