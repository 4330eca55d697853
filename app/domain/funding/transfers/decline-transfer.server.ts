import type { Tx } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { lockTransfer } from "./lock-transfer.server";
import { declineRequest } from "./decline-request.server";

/**
 * Declines a transfer between funds with a reason; nothing moves. By another officer than the one who asked.
 * Throws Problem not-found `no-such-transfer`, conflict `transfer-decided`, not-allowed
 * `funding-officer-only` and `own-request`, bad-request `reason-missing`.
 */
export async function declineTransfer(
  tx: Tx,
  input: { transferId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { reason, actor, at } = input;
  const asked = await lockTransfer(tx, input);
  await declineRequest(tx, { table: fundTransfer, kind: "transfer", asked, reason, actor, at });
}
