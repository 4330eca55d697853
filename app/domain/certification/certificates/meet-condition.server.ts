import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { workOffCondition } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { ASSESSING_ROLES, requireRole } from "../permission";

/**
 * Records that a condition of an approval was met today. Throws conflict when it was already, not-found.
 * Codes: not-found `condition-not-found`, conflict `condition-already-met`, not-allowed `role-missing`.
 */
export async function meetCondition(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; conditionId: string },
): Promise<void> {
  requireRole(input.actor, ASSESSING_ROLES, "record that this condition is met");
  const [condition] = await tx
    .select()
    .from(workOffCondition)
    .where(eq(workOffCondition.id, input.conditionId))
    .for("update");
  if (!condition) throw new Problem("not-found", "condition-not-found", "There is no such condition.");
  if (condition.metOn !== null) {
    throw new Problem("conflict", "condition-already-met", "This condition was recorded as met before.");
  }
  await tx.update(workOffCondition).set({ metOn: input.today }).where(eq(workOffCondition.id, condition.id));
  await recordEvent(tx, {
    stream: `certificate:${condition.certificateNumber}`,
    action: "certificate.condition-met",
    summary: `Condition met: ${condition.text}`,
    actor: input.actor,
    at: input.at,
    before: { metOn: null },
    after: { metOn: input.today },
  });
}
