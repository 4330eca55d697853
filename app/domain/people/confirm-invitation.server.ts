import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { organisation } from "~db/schema/organisations";
import { invitation, user } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { invitationHash } from "./invite-person.server";
import { invitationEmail, invitationEnd } from "./invitation-mail";
import { invitationProblem, invitationState, whyNotConfirm } from "./permission";
import { queueEmail } from "./queue-email.server";
import { roleList, type PersonActor, type Role } from "./role";

/**
 * Confirms, as the second officer, that somebody gets a role at the centre: now the link is made and mailed, for 14 days from
 * here. Answers its secret. Throws Problem not-found `no-such-invitation`, conflict `nothing-to-confirm`, not-allowed
 * `own-invitation` and `officer-only`, gone `invitation-accepted`, `invitation-withdrawn` and `invitation-expired`.
 */
export async function confirmInvitation(
  tx: Tx,
  { actor, at, invitationId }: { actor: PersonActor; at: Date; invitationId: string },
): Promise<{ token: string }> {
  const [found] = await tx
    .select({ row: invitation, kind: organisation.kind, place: organisation.name, from: user.name })
    .from(invitation)
    .innerJoin(organisation, eq(organisation.code, invitation.organisationCode))
    .innerJoin(user, eq(user.id, invitation.invitedBy))
    .where(eq(invitation.id, invitationId))
    .for("update", { of: invitation });
  if (!found) throw new Problem("not-found", "no-such-invitation", "There is no such invitation");
  const { row, kind, place, from } = found;
  const state = invitationState(row, at);
  if (state !== "open") throw invitationProblem(state);
  const refusal = whyNotConfirm({ ...row, kind }, actor);
  if (refusal) throw refusal;
  const token = randomBytes(24).toString("base64url");
  const tokenHash = invitationHash(token);
  const expiresAt = invitationEnd(at);
  const confirmed = { confirmedBy: actor.userId, confirmedAt: at };
  await tx
    .update(invitation)
    .set({ ...confirmed, tokenHash, expiresAt })
    .where(eq(invitation.id, row.id));
  const role = row.role as Role;
  await queueEmail(tx, { to: row.email, ...invitationEmail(from, place, role, token) });
  await recordEvent(tx, {
    stream: `organisation:${row.organisationCode}`,
    action: "invitation.confirmed",
    summary: `Confirmed that ${row.email} is invited to be ${roleList([role]).toLowerCase()}, as ${from} asked`,
    actor,
    at,
    after: { email: row.email, role, invitedBy: row.invitedBy, expiresAt },
  });
  return { token };
}
