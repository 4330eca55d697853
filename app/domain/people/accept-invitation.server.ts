import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import { invitation, membership, user } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { invitationHash } from "./invite-person.server";
import { invitationProblem, invitationState, requireConfirmed } from "./permission";
import { notifyOfNewRole } from "./notify-of-new-role.server";
import { roleList, type Role } from "./role";

export interface AcceptInvitation {
  /** The secret from the mail: having it proves the e-mail address. */
  token: string;
  /** How the person wants to be called; kept only when they have no account yet. */
  name: string;
  at: Date;
  requestId: string | null;
}

/**
 * Accepts an invitation, once: makes the account if the address has none, and gives the role. The person
 * still signs in afterwards, so that a forwarded mail gives nobody a session. Refuses one that is used,
 * withdrawn or expired (gone). Those who hold a role that binds are told of it. Throws Problem not-found `no-such-invitation`, rule-broken
 * `invitation-unconfirmed` while the centre's second officer has not confirmed it.
 */
export async function acceptInvitation(tx: Tx, input: AcceptInvitation): Promise<{ email: string }> {
  const [found] = await tx
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, invitationHash(input.token)))
    .for("update");
  if (!found) throw new Problem("not-found", "no-such-invitation", "There is no such invitation");
  const state = invitationState(found, input.at);
  if (state !== "open") throw invitationProblem(state);
  const { organisationCode, email, role } = found;
  const [place] = await tx
    .select({ kind: organisation.kind, name: organisation.name })
    .from(organisation)
    .where(eq(organisation.code, organisationCode));
  requireConfirmed({ kind: place!.kind, role, confirmedBy: found.confirmedBy });
  await tx
    .insert(user)
    .values({
      id: randomUUID(),
      email,
      name: input.name,
      emailVerified: true,
      createdAt: input.at,
      updatedAt: input.at,
    })
    .onConflictDoNothing({ target: user.email });
  const [person] = await tx.select({ id: user.id, name: user.name }).from(user).where(eq(user.email, email));
  const grant = { userId: person!.id, organisationCode, role, grantedAt: input.at };
  const granted = await tx
    .insert(membership)
    .values({ ...grant })
    .onConflictDoNothing()
    .returning({ role: membership.role });
  await tx.update(invitation).set({ acceptedAt: input.at }).where(eq(invitation.id, found.id));
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "person.joined",
    summary: `${person!.name} accepted the invitation to be ${roleList([role]).toLowerCase()}`,
    actor: {
      userId: person!.id,
      name: person!.name,
      organisationCode,
      roles: [role],
      requestId: input.requestId,
    },
    at: input.at,
    after: { email, role },
  });
  if (granted.length > 0) {
    await notifyOfNewRole(tx, {
      place: { code: organisationCode, name: place!.name },
      person: { ...person!, email },
      roles: [role as Role],
      how: await whoStandsBehind(tx, found),
      at: input.at,
    });
  }
  return { email };
}

async function whoStandsBehind(tx: Tx, { invitedBy, confirmedBy }: typeof invitation.$inferSelect) {
  const people = await tx
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(isAnyOf(user.id, confirmedBy ? [invitedBy, confirmedBy] : [invitedBy]));
  const nameOf = (id: string) => people.find((one) => one.id === id)!.name;
  const confirmed = confirmedBy ? `, and ${nameOf(confirmedBy)} confirmed the invitation` : "";
  return `${nameOf(invitedBy)} invited them${confirmed}`;
}
