import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatPence } from "../money/format";
import { Problem } from "../shared/problem";
import { lockTransfer } from "./lock-transfer.server";

/** Takes back a transfer between funds that still waits. Only whoever asked for it may. */
export async function withdrawTransfer(
  tx: Tx,
  input: { transferId: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const transfer = await lockTransfer(tx, input);
  if (transfer.requestedBy !== actor.userId) {
    throw new Problem("not-allowed", "not-yours", {
      title: `${transfer.requester.name} asked for ${transfer.id}, so only they can withdraw it.`,
      detail: "You can decline it.",
    });
  }
  await tx
    .update(fundTransfer)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at })
    .where(eq(fundTransfer.id, transfer.id));
  await recordEvent(tx, {
    stream: `fund-transfer:${transfer.id}`,
    action: "fund-transfer.withdrawn",
    summary: `Withdrew ${transfer.id} of ${formatPence(transfer.amount)}`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "withdrawn" },
  });
}
