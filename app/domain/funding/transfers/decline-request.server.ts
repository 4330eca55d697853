import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import type { fundTransfer, moneyRequest } from "~db/schema/fund-changes";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { queueEmail } from "../../people/queue-email.server";
import { requireReason } from "~/domain/shared/reason";
import { ASKED, eventOf, type Decision } from "../requests/asked-of-officers";
import { requireSomebodyElse } from "../requests/two-people";

/**
 * Declines what another officer asked for: nothing moves, and whoever asked is told why. Throws a Problem for one's
 * own request, and without a reason. Throws Problem bad-request `reason-missing` and `reason-too-long`, not-allowed
 * `own-request`.
 */
export async function declineRequest(
  tx: Tx,
  input: Decision & { table: typeof fundTransfer | typeof moneyRequest } & { reason: string },
): Promise<void> {
  const { table, kind, asked, actor, at } = input;
  requireSomebodyElse(asked, actor.userId);
  const reason = requireReason(input.reason, "Say why, so that whoever asked knows what to change.");
  const { name, pages } = ASKED[kind];
  await tx
    .update(table)
    .set({ state: "declined", decidedBy: actor.userId, decidedAt: at, decisionReason: reason })
    .where(eq(table.id, asked.id));
  await recordEvent(tx, {
    ...eventOf(input, "declined"),
    summary: `Declined ${asked.id} of ${formatPence(asked.amount)}: ${reason}`,
    actor,
    at,
    after: { state: "declined", reason },
  });
  await queueEmail(tx, {
    to: asked.requester.email,
    kind: `${name}-decided`,
    subject: `${asked.id} was declined`,
    body: [
      `${actor.name} declined it: ${reason}`,
      "Nothing has moved.",
      { label: `See the ${kind}`, path: `${pages}/${asked.id}` },
    ],
  });
}
