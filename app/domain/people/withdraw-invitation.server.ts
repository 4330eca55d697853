import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { invitation } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { invitationProblem, invitationState, whyMayNot } from "./permission";
import type { PersonActor } from "./role";

/**
 * Takes back an invitation that nobody has accepted yet; its link then says so. One that was accepted or ran
 * out is refused with conflict `invitation-accepted` or `invitation-expired`. Throws Problem not-found
 * `no-such-invitation`, not-allowed `not-your-organisation` and `not-a-keeper`.
 */
export async function withdrawInvitation(
  tx: Tx,
  { actor, at, invitationId }: { actor: PersonActor; at: Date; invitationId: string },
): Promise<void> {
  const [found] = await tx.select().from(invitation).where(eq(invitation.id, invitationId)).for("update");
  if (!found) throw new Problem("not-found", "no-such-invitation", "There is no such invitation");
  const refusal = whyMayNot(actor, "invite-person", found.organisationCode);
  if (refusal) throw refusal;
  const state = invitationState(found, at);
  if (state === "withdrawn") return;
  if (state !== "open") throw new Problem("conflict", `invitation-${state}`, invitationProblem(state).public);
  await tx.update(invitation).set({ withdrawnAt: at }).where(eq(invitation.id, invitationId));
  await recordEvent(tx, {
    stream: `organisation:${found.organisationCode}`,
    action: "invitation.withdrawn",
    summary: `Withdrew the invitation to ${found.email}`,
    actor,
    at,
    before: { email: found.email, role: found.role },
  });
}
