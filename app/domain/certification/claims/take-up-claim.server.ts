import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { claim } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { CLAIM_STATES, type ClaimState } from "./claim";
import { ASSESSING_ROLES, requireRole } from "../permission";

/**
 * An assessor starts to review a claim, so that others see that it is in hand. Throws Problem not-found
 * `claim-not-found`, not-allowed `role-missing`, conflict `wrong-state`.
 */
export async function takeUpClaim(tx: Tx, input: { actor: Actor; at: Date; claimId: string }): Promise<void> {
  requireRole(input.actor, ASSESSING_ROLES, "review this claim");
  const [known] = await tx.select().from(claim).where(eq(claim.id, input.claimId)).for("update");
  if (!known) throw new Problem("not-found", "claim-not-found", "There is no such claim.");
  const state = requireNextState(CLAIM_STATES, "claim", known.state as ClaimState, "take_up");
  await tx.update(claim).set({ state }).where(eq(claim.id, known.id));
  await recordEvent(tx, {
    stream: `claim:${known.id}`,
    action: "claim.taken-up",
    summary: "Started to review the claim",
    actor: input.actor,
    at: input.at,
    before: { state: known.state },
    after: { state },
  });
}
