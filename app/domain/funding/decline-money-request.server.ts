import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatPence } from "../money/format";
import { queueEmail } from "../people/queue-email.server";
import { Problem } from "../shared/problem";
import { lockMoneyRequest } from "./lock-money-request.server";
import { requireSomebodyElse } from "./two-people";

/** Declines what another officer asked for, with a reason; nothing happens. */
export async function declineMoneyRequest(
  tx: Tx,
  input: { requestId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { actor, at } = input;
  const request = await lockMoneyRequest(tx, input);
  requireSomebodyElse(request, actor.userId);
  const reason = input.reason.trim();
  if (!reason) {
    throw new Problem(
      "bad-request",
      "reason-missing",
      "Say why, so that whoever asked knows what to change.",
    );
  }
  await tx
    .update(moneyRequest)
    .set({ state: "declined", decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(moneyRequest.id, request.id));
  await recordEvent(tx, {
    stream: `money-request:${request.id}`,
    action: "money-request.declined",
    summary: `Declined ${request.id} of ${formatPence(request.amount)}: ${reason}`,
    actor,
    at,
    before: { state: "requested" },
    after: { state: "declined", reason },
  });
  await queueEmail(tx, {
    to: request.requester.email,
    kind: "money-request-decided",
    subject: `${request.id} was declined`,
    body: [
      `${actor.name} declined it: ${reason}`,
      "Nothing has moved.",
      { label: "See the request", path: `/commercial/funding/requests/${request.id}` },
    ],
  });
}
