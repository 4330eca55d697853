import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatPence } from "../money/format";
import { Problem } from "../shared/problem";
import { lockMoneyRequest } from "./lock-money-request.server";

/** Takes back a request that still waits. Only whoever asked may. */
export async function withdrawMoneyRequest(
  tx: Tx,
  input: { requestId: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const request = await lockMoneyRequest(tx, input);
  if (request.requestedBy !== actor.userId) {
    throw new Problem("not-allowed", "not-yours", {
      title: `${request.requester.name} asked for ${request.id}, so only they can withdraw it.`,
      detail: "You can decline it.",
    });
  }
  await tx
    .update(moneyRequest)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at })
    .where(eq(moneyRequest.id, request.id));
  await recordEvent(tx, {
    stream: `money-request:${request.id}`,
    action: "money-request.withdrawn",
    summary: `Withdrew ${request.id} of ${formatPence(request.amount)}`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "withdrawn" },
  });
}
