import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import { Problem } from "~/domain/shared/problem";
import { requireRecorder } from "./local-spend";
import { requireReason } from "~/domain/shared/reason";

/**
 * Takes a wrong record of local spend back, while no order has had it matched. Twice is one action. Throws
 * Problem not-found `no-such-spend`, rule-broken `spend-matched`, not-allowed `not-spend-recorder`,
 * bad-request `reason-missing` and `reason-too-long`.
 */
export async function withdrawLocalSpend(
  tx: Tx,
  input: { id: string; reason: string; actor: Actor; at: Date },
): Promise<{ already: boolean }> {
  const { id, actor, at } = input;
  const organisationCode = requireRecorder(actor);
  const [found] = await tx
    .select()
    .from(localSpend)
    .where(and(eq(localSpend.id, id), eq(localSpend.organisationCode, organisationCode)))
    .for("update");
  if (!found) throw new Problem("not-found", "no-such-spend", "There is no such record of local spend.");
  if (found.withdrawnAt) return { already: true };
  const reason = requireReason(input.reason);
  const [use] = await tx.select().from(localSpendUse).where(eq(localSpendUse.localSpendId, id)).limit(1);
  if (use) {
    throw new Problem("rule-broken", "spend-matched", {
      title: `Order ${use.orderId} has had ${formatPence(use.amount)} of this spend matched.`,
      detail: "It can be withdrawn when that order has been cancelled or has come back to you.",
      next: { label: "See the order", href: `/buying/orders/${use.orderId}` },
    });
  }
  await tx
    .update(localSpend)
    .set({ withdrawnBy: actor.userId, withdrawnAt: at, withdrawnReason: reason })
    .where(eq(localSpend.id, id));
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "local-spend.withdrawn",
    summary: `Withdrew ${formatPence(found.amount)} of own spend, evidence ${found.evidence}: ${reason}`,
    actor,
    at,
    before: { id, amount: found.amount, evidence: found.evidence },
    after: { id, withdrawn: true, reason },
  });
  return { already: false };
}
