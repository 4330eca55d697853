import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { organisation } from "~db/schema/organisations";
import { invitation } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { invitationEmail, invitationEnd } from "./invitation-mail";
import { notifyPeople } from "./notify-people.server";
import { foreignRoles, needsConfirmation, noSuchRole, whyMayNot } from "./permission";
import { alreadyMember, isMember } from "./wrong-with-invitation.server";
import { queueEmail } from "./queue-email.server";
import { roleList, type PersonActor, type Role } from "./role";

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
 * Invites an e-mail address to a role of an organisation, by a mail with a link that works once, for 14 days.
 * At the centre it waits for a second officer (`confirmInvitation`): the mail goes to them, not yet to the address.
 * An open invitation to the same address and role is replaced. Refuses who may not invite, a role that this
 * kind of organisation does not have, and somebody who has the role already. Answers the invitation's id and
 * the secret of its link. Throws Problem not-allowed `not-your-organisation` and `not-a-keeper`, rule-broken
 * `no-such-role` and `already-member`.
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
  const tokenHash = invitationHash(token);
  const expiresAt = invitationEnd(at);
  const [row] = await tx
    .insert(invitation)
    .values({
      organisationCode,
      email,
      role,
      tokenHash,
      invitedBy: actor.userId,
      createdAt: at,
      expiresAt,
    })
    .returning({ id: invitation.id });
  if (needsConfirmation(place.kind, role)) await askForConfirmation(tx, { actor, place, email, role });
  else await queueEmail(tx, { to: email, ...invitationEmail(actor.name, place.name, role, token) });
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
  if (!(await isMember(tx, organisationCode, email, role))) return;
  throw new Problem("rule-broken", "already-member", {
    title: alreadyMember(email, role),
    detail: "Invite them to another role, or another person to this one.",
  });
}

/** To the other officers and the auditors: somebody new is to decide with them. */
async function askForConfirmation(
  tx: Tx,
  input: { actor: PersonActor; place: { code: string; name: string }; email: string; role: Role },
): Promise<void> {
  const { actor, place, email, role } = input;
  const others = { organisationCode: place.code, roles: ["commercial_officer", "auditor"] };
  await notifyPeople(
    tx,
    { ...others, exceptUserId: actor.userId },
    {
      kind: "invitation-to-confirm",
      subject: `${actor.name} invites ${email} to ${place.name}`,
      body: [
        `${actor.name} wants ${email} to be ${roleList([role]).toLowerCase()} of ${place.name}. Nothing is sent to that address until another commercial officer confirms it.`,
        "Confirm it only if you know that the address belongs to somebody who has this role, and to nobody who is here already.",
        { label: "See the open invitations", path: "/account/people" },
      ],
    },
  );
}
