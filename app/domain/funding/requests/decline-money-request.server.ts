import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { lockMoneyRequest } from "./lock-money-request.server";
import { declineRequest } from "../transfers/decline-request.server";

/**
 * Declines what another officer asked for, with a reason; nothing happens. Throws Problem not-found
 * `no-such-request`, conflict `request-decided`, not-allowed `funding-officer-only` and `own-request`,
 * bad-request `reason-missing`.
 */
export async function declineMoneyRequest(
  tx: Tx,
  input: { requestId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { reason, actor, at } = input;
  const asked = await lockMoneyRequest(tx, input);
  await declineRequest(tx, { table: moneyRequest, kind: "request", asked, reason, actor, at });
}
