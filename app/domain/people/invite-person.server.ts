import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { organisation } from "~db/schema/organisations";
import { invitation, membership, user } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { foreignRoles, whyMayNot } from "./permission";
import { queueEmail } from "./queue-email.server";
import { roleList, type PersonActor, type Role } from "./role";

export const INVITATION_DAYS = 14;

/** Only the hash of an invitation's secret is kept: reading the database lets nobody in. */
export const invitationHash = (token: string) => createHash("sha256").update(token).digest("hex");

export interface InvitePerson {
  actor: PersonActor;
  at: Date;
  organisationCode: string;
  email: string;
  role: Role;
}

/**
 * Invites an e-mail address to a role of an organisation, by a mail with a link that works once, for 14 days. An open
 * invitation to the same address and role is replaced. Refuses who may not invite, a role that this kind of organisation
 * does not have, and somebody who has the role already. Answers the invitation's id and the secret of its link.
 */
export async function invitePerson(tx: Tx, input: InvitePerson): Promise<{ id: string; token: string }> {
  const { actor, at, organisationCode, role } = input;
  const email = input.email.trim().toLowerCase();
  const refusal = whyMayNot(actor, "invite-person", organisationCode);
  if (refusal) throw refusal;
  const [place] = await tx.select().from(organisation).where(eq(organisation.code, organisationCode));
  if (!place || foreignRoles(place.kind, [role]).length > 0) throw noSuchRole(role);
  await refuseMember(tx, organisationCode, email, role);
  const same = and(
    eq(invitation.organisationCode, organisationCode),
    eq(invitation.email, email),
    eq(invitation.role, role),
  );
  await tx
    .update(invitation)
    .set({ withdrawnAt: at })
    .where(
      and(same, isNull(invitation.acceptedAt), isNull(invitation.withdrawnAt), gt(invitation.expiresAt, at)),
    );
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(at.getTime() + INVITATION_DAYS * 86_400_000);
  const [row] = await tx
    .insert(invitation)
    .values({
      organisationCode,
      email,
      role,
      tokenHash: invitationHash(token),
      invitedBy: actor.userId,
      createdAt: at,
      expiresAt,
    })
    .returning({ id: invitation.id });
  await queueEmail(tx, {
    to: email,
    kind: "invitation",
    ...letter(actor.name, place.name, role, token),
  });
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "person.invited",
    summary: `Invited ${email} to be ${roleList([role]).toLowerCase()}`,
    actor,
    at,
    after: { email, role, expiresAt },
  });
  return { id: row!.id, token };
}

async function refuseMember(tx: Tx, organisationCode: string, email: string, role: Role): Promise<void> {
  const known = await tx
    .select({ id: user.id })
    .from(user)
    .innerJoin(membership, eq(membership.userId, user.id))
    .where(
      and(
        eq(user.email, email),
        eq(membership.organisationCode, organisationCode),
        eq(membership.role, role),
      ),
    );
  if (known.length === 0) return;
  throw new Problem("rule-broken", "already-member", {
    title: `${email} is ${roleList([role]).toLowerCase()} here already`,
    detail: "Invite them to another role, or another person to this one.",
  });
}

function noSuchRole(role: string): Problem {
  return new Problem("rule-broken", "no-such-role", {
    title: "This organisation does not have that role",
    detail: `${roleList([role])} is not a role of this kind of organisation. Choose another one.`,
  });
}

function letter(from: string, place: string, role: Role, token: string) {
  return {
    subject: `${from} invites you to Dovetail for ${place}`,
    body: [
      `${from} asks you to join ${place} on Dovetail, the marketplace for health and care technology, as ${roleList([role]).toLowerCase()}.`,
      { label: "To accept, open this page within 14 days", path: `/invitations/${token}` } as const,
      "If you do not know this person, you need not do anything.",
    ],
  };
}
