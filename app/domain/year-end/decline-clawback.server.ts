import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { clawback, clawbackLine } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { formatPence } from "~/domain/money/format";
import { requireReason } from "~/domain/shared/reason";
import { requireDecidable } from "./clawback-request";

/**
 * Turns a clawback down, with a reason. Its payments may be asked back again. Not by the officer who asked. Throws
 * Problem bad-request `reason-missing` and `reason-too-long`, not-allowed `funding-officer-only` and
 * `clawback-own-request`, not-found `no-such-clawback`, conflict `clawback-decided`.
 */
export async function declineClawback(
  tx: Tx,
  input: { clawbackId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  requireFundingOfficer(actor);
  const reason = requireReason(input.reason, "Say why the money does not come back.");
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
