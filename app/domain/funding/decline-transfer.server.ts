import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatPence } from "../money/format";
import { queueEmail } from "../people/queue-email.server";
import { Problem } from "../shared/problem";
import { lockTransfer } from "./lock-transfer.server";
import { requireSomebodyElse } from "./two-people";

/** Declines a transfer between funds with a reason; nothing moves. By another officer than the one who asked. */
export async function declineTransfer(
  tx: Tx,
  input: { transferId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const transfer = await lockTransfer(tx, input);
  requireSomebodyElse(transfer, actor.userId);
  const reason = input.reason.trim();
  if (!reason) {
    throw new Problem(
      "bad-request",
      "reason-missing",
      "Say why, so that whoever asked knows what to change.",
    );
  }
  await tx
    .update(fundTransfer)
    .set({ state: "declined", decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(fundTransfer.id, transfer.id));
  await recordEvent(tx, {
    stream: `fund-transfer:${transfer.id}`,
    action: "fund-transfer.declined",
    summary: `Declined ${transfer.id} of ${formatPence(transfer.amount)}: ${reason}`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "declined", reason },
  });
  await queueEmail(tx, {
    to: transfer.requester.email,
    kind: "fund-transfer-decided",
    subject: `${transfer.id} was declined`,
    body: [
      `${actor.name} declined it: ${reason}`,
      "Nothing has moved.",
      { label: "See the transfer", path: `/commercial/funding/transfers/${transfer.id}` },
    ],
  });
}
