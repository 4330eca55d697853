import type { Tx } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { lockTransfer } from "./lock-transfer.server";
import { withdrawRequest } from "./withdraw-request.server";

/**
 * Takes back a transfer between funds that still waits. Only whoever asked for it may. Throws Problem
 * not-found `no-such-transfer`, conflict `transfer-decided`, not-allowed `funding-officer-only` and
 * `not-yours`.
 */
export async function withdrawTransfer(
  tx: Tx,
  input: { transferId: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const asked = await lockTransfer(tx, input);
  await withdrawRequest(tx, { table: fundTransfer, kind: "transfer", asked, actor, at });
}
