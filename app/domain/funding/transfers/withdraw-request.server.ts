import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import type { fundTransfer, moneyRequest } from "~db/schema/fund-changes";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { Problem } from "../../shared/problem";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { ASKED, eventOf, type Decision } from "../requests/asked-of-officers";

/**
 * Takes back what one asked for oneself and nobody has decided; the officers who were asked are told. Throws a Problem
 * for what somebody else asked for. Throws Problem not-allowed `not-yours`.
 */
export async function withdrawRequest(
  tx: Tx,
  input: Decision & { table: typeof fundTransfer | typeof moneyRequest },
): Promise<void> {
  const { table, kind, asked, actor, at } = input;
  if (asked.requestedBy !== actor.userId) {
    throw new Problem("not-allowed", "not-yours", {
      title: `${asked.requester.name} asked for ${asked.id}, so only they can withdraw it.`,
      detail: "You can decline it.",
    });
  }
  await tx
    .update(table)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at })
    .where(eq(table.id, asked.id));
  await recordEvent(tx, {
    ...eventOf(input, "withdrawn"),
    summary: `Withdrew ${asked.id} of ${formatPence(asked.amount)}`,
    actor,
    at,
    after: { state: "withdrawn" },
  });
  const { name, pages } = ASKED[kind];
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: `${name}-withdrawn`,
    subject: `${asked.id} was withdrawn`,
    body: [
      `${actor.name} withdrew the ${kind} of ${formatPence(asked.amount)} that you were asked to decide on. There is nothing left for you to decide.`,
      "Nothing has moved.",
      { label: `See the ${kind}`, path: `${pages}/${asked.id}` },
    ],
  });
}
