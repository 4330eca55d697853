import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { localSpend } from "~db/schema/local-spend";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { formatDay } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireReason } from "~/domain/shared/reason";
import { SPEND_RECORDERS } from "./local-spend";
import { requireSpendDecider } from "./spend-state";

/**
 * Confirms that spend is shown by its evidence, so that it counts for a match, or declines it with a reason; its
 * organisation is told by e-mail. Once: the same decision again is one action. Throws Problem not-found
 * `no-such-spend`, conflict `spend-decided` and `spend-withdrawn`, not-allowed `not-spend-decider` and `own-spend`,
 * bad-request `reason-missing` and `reason-too-long`.
 */
export async function decideLocalSpend(
  tx: Tx,
  input: { id: string; decision: "confirm" | "decline"; reason: string; actor: Actor; at: Date },
): Promise<{ already: boolean }> {
  const { id, decision, actor, at } = input;
  const [found] = await tx.select().from(localSpend).where(eq(localSpend.id, id)).for("update");
  if (!found) throw new Problem("not-found", "no-such-spend", "There is no such record of local spend.");
  const decidedBy = requireSpendDecider(actor, found);
  const state = decision === "confirm" ? "confirmed" : "declined";
  if (found.state === state && !found.withdrawnAt) return { already: true };
  requireWaiting(found);
  const reason = decision === "decline" ? requireReason(input.reason) : null;
  await tx
    .update(localSpend)
    .set({ state, decidedBy, decidedAt: at, declinedReason: reason })
    .where(eq(localSpend.id, id));
  const what = `${formatPence(found.amount)} of own spend, evidence ${found.evidence}`;
  await recordEvent(tx, {
    stream: `organisation:${found.organisationCode}`,
    action: `local-spend.${state}`,
    summary: reason ? `Declined ${what}: ${reason}` : `Confirmed ${what}`,
    actor,
    at,
    before: { id, state: found.state },
    after: { id, state, amount: found.amount, evidence: found.evidence, ...(reason ? { reason } : {}) },
  });
  const spent = `${formatPence(found.amount)}, spent on ${formatDay(found.spentOn)}, evidence ${found.evidence}`;
  await notifyPeople(
    tx,
    { organisationCode: found.organisationCode, roles: SPEND_RECORDERS },
    {
      kind: `local-spend-${state}`,
      subject: `Your local spend ${found.evidence} was ${state}`,
      body: [
        `${actor.name} ${state} ${spent}.`,
        ...(reason
          ? [
              `Reason: ${reason}`,
              "It does not count for a match. Withdraw the record, and record the spend again with evidence that shows it.",
            ]
          : ["The next order under an agreement that matches local spend counts it."]),
        { label: "See your recorded spend", path: "/buying/local-spend" },
      ],
    },
  );
  return { already: false };
}

function requireWaiting(found: typeof localSpend.$inferSelect): void {
  const next = { label: "See local spend that waits", href: "/commercial/local-spend?state=waiting" };
  if (found.withdrawnAt) {
    throw new Problem("conflict", "spend-withdrawn", {
      title: `The record of ${found.evidence} was withdrawn by its organisation: ${found.withdrawnReason}`,
      detail: "A withdrawn record counts for nothing, and nothing is to be decided about it.",
      next,
    });
  }
  if (found.state === "waiting") return;
  throw new Problem("conflict", "spend-decided", {
    title: `The record of ${found.evidence} is ${found.state} already.`,
    detail:
      "It is decided once. If that was wrong, its organisation withdraws the record and records it again.",
    next,
  });
}
