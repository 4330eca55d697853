import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import type { Actor } from "~/domain/audit/event";
import { lockMoneyRequest } from "./lock-money-request.server";
import { withdrawRequest } from "../transfers/withdraw-request.server";

/**
 * Takes back a request that still waits. Only whoever asked may. Throws Problem not-found `no-such-request`,
 * conflict `request-decided`, not-allowed `funding-officer-only` and `not-yours`.
 */
export async function withdrawMoneyRequest(
  tx: Tx,
  input: { requestId: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const asked = await lockMoneyRequest(tx, input);
  await withdrawRequest(tx, { table: moneyRequest, kind: "request", asked, actor, at });
}
