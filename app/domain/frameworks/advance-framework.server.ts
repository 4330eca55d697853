import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { framework } from "~db/schema/frameworks";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { FRAMEWORK_STATES, FRAMEWORK_WORDS, type FrameworkAction, type FrameworkState } from "./framework";

/**
 * Takes a framework one step through its life, as the state table allows. Throws conflict, not-found,
 * not-allowed. Codes: not-found `framework-not-found`, not-allowed `role-missing`, conflict `wrong-state`.
 */
export async function advanceFramework(
  tx: Tx,
  input: { actor: Actor; at: Date; frameworkId: string; action: FrameworkAction; reason?: string },
): Promise<FrameworkState> {
  requireRole(input.actor, COMMERCIAL_ROLES, "change this framework");
  const [known] = await tx.select().from(framework).where(eq(framework.id, input.frameworkId)).for("update");
  if (!known) throw new Problem("not-found", "framework-not-found", "There is no such framework.");
  const before = known.state as FrameworkState;
  const state = requireNextState(FRAMEWORK_STATES, FRAMEWORK_WORDS, before, input.action);
  await tx.update(framework).set({ state }).where(eq(framework.id, known.id));
  await recordEvent(tx, {
    stream: `framework:${known.id}`,
    action: `framework.${input.action.replaceAll("_", "-")}`,
    summary: `${known.name} is ${state.replaceAll("_", " ")}`,
    actor: input.actor,
    at: input.at,
    before: { state: before },
    after: { state, reason: input.reason ?? null },
  });
  return state;
}
