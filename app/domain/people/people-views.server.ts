import { and, asc, desc, eq, gt, ilike, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { auditEvent } from "~db/schema/audit";
import { organisation } from "~db/schema/organisations";
import { demoPerson, invitation, membership, user } from "~db/schema/people";
import { containing } from "~db/like";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { invitationHash } from "./invite-person.server";
import { invitationProblem, invitationState, requireConfirmed, whyMayNot } from "./permission";
import { membershipsOf } from "./person-views.server";
import type { PersonActor, Role } from "./role";
import { isSigningRole } from "./signature";

export interface Colleague {
  userId: string;
  name: string;
  email: string;
  /** Whether the person has an authenticator app. */
  authenticator: boolean;
  roles: Role[];
  /** Whether they sign orders, and up to which amount including VAT; a limit of null is none. */
  signs: { limit: Pence | null } | null;
}

/**
 * The people of an organisation and its open invitations, for those who belong to it. Throws Problem
 * not-allowed `not-your-organisation` and `not-a-keeper`.
 */
export async function organisationPeople(
  q: Queryable,
  { actor, organisationCode, at }: { actor: PersonActor; organisationCode: string; at: Date },
) {
  const refusal = whyMayNot(actor, "see-people", organisationCode);
  if (refusal) throw refusal;
  const rows = await q
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      authenticator: user.twoFactorEnabled,
      role: membership.role,
      limit: membership.signingLimit,
    })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(eq(membership.organisationCode, organisationCode))
    .orderBy(user.name, user.id, membership.role);
  const people = new Map<string, Colleague>();
  for (const { role, limit, authenticator, ...person } of rows) {
    const known = people.get(person.userId) ?? {
      ...person,
      authenticator: authenticator === true,
      roles: [],
      signs: null,
    };
    known.roles.push(role as Role);
    if (isSigningRole(role)) known.signs = { limit };
    people.set(person.userId, known);
  }
  const invitations = await openInvitations(q, { organisationCode, at });
  return { people: [...people.values()], invitations };
}

/** The invitations of an organisation that nobody accepted or withdrew and that have not run out, newest first. */
export async function openInvitations(
  q: Queryable,
  { organisationCode, at }: { organisationCode: string; at: Date },
) {
  return q
    .select({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      expiresAt: invitation.expiresAt,
      invitedBy: invitation.invitedBy,
      invitedByName: user.name,
      confirmedBy: invitation.confirmedBy,
      createdAt: invitation.createdAt,
    })
    .from(invitation)
    .innerJoin(user, eq(user.id, invitation.invitedBy))
    .where(
      and(
        eq(invitation.organisationCode, organisationCode),
        isNull(invitation.acceptedAt),
        isNull(invitation.withdrawnAt),
        gt(invitation.expiresAt, at),
      ),
    )
    .orderBy(desc(invitation.createdAt));
}

/**
 * One of the actor's colleagues and all of them, for a keeper who is about to change what they may do. Throws
 * not-found for a stranger, and not-allowed for somebody who looks after nobody. Codes: not-found
 * `not-a-member`, not-allowed `not-your-organisation` and `not-a-keeper`.
 */
export async function colleagueView(
  q: Queryable,
  input: { actor: PersonActor; action: "change-roles" | "reset-authenticator"; userId: string; at: Date },
) {
  const { actor, userId, at } = input;
  const place = actor.organisation;
  const refusal = place && whyMayNot(actor, input.action, place.code);
  if (refusal) throw refusal;
  const people = place
    ? (await organisationPeople(q, { actor, organisationCode: place.code, at })).people
    : [];
  const person = people.find((one) => one.userId === userId);
  if (!place || !person) {
    throw new Problem("not-found", "not-a-member", {
      title: "There is no such person at your organisation.",
      next: { label: "See the people of your organisation", href: "/account/people" },
    });
  }
  return { person, people, organisation: place };
}

/** The name of somebody who was removed from the actor's organisation, for the page that says so; null otherwise. */
export async function removedPersonName(
  q: Queryable,
  { organisationCode, userId }: { organisationCode: string; userId: string },
): Promise<string | null> {
  const [row] = await q
    .select({ name: user.name })
    .from(auditEvent)
    .innerJoin(user, eq(user.id, userId))
    .where(
      and(
        eq(auditEvent.stream, `organisation:${organisationCode}`),
        eq(auditEvent.action, "person.removed"),
        sql`${auditEvent.before} ->> 'userId' = ${userId}`,
        sql`not exists (select from ${membership} m where m.user_id = ${userId} and m.organisation_code = ${organisationCode})`,
      ),
    )
    .limit(1);
  return row?.name ?? null;
}

/** The addresses of those who have a role at an organisation, for mails about their work. */
export async function peopleWithRole(
  q: Queryable,
  { organisationCode, role }: { organisationCode: string; role: Role },
): Promise<{ userId: string; name: string; email: string }[]> {
  return q
    .select({ userId: user.id, name: user.name, email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.organisationCode, organisationCode), eq(membership.role, role)))
    .orderBy(user.name, user.id);
}

/**
 * What an open invitation offers, for the person who has its link. Gone when it is not open any more. Throws
 * Problem not-found `no-such-invitation`, rule-broken `invitation-unconfirmed`.
 */
export async function invitationView(q: Queryable, { token, at }: { token: string; at: Date }) {
  const [found] = await q
    .select({
      email: invitation.email,
      role: invitation.role,
      expiresAt: invitation.expiresAt,
      acceptedAt: invitation.acceptedAt,
      withdrawnAt: invitation.withdrawnAt,
      confirmedBy: invitation.confirmedBy,
      organisationName: organisation.name,
      kind: organisation.kind,
      invitedBy: user.name,
    })
    .from(invitation)
    .innerJoin(organisation, eq(organisation.code, invitation.organisationCode))
    .innerJoin(user, eq(user.id, invitation.invitedBy))
    .where(eq(invitation.tokenHash, invitationHash(token)));
  if (!found) {
    throw new Problem("not-found", "no-such-invitation", {
      title: "There is no such invitation",
      detail: "Check that the whole address from the e-mail was opened.",
    });
  }
  const state = invitationState(found, at);
  if (state !== "open") throw invitationProblem(state);
  requireConfirmed(found);
  const [known] = await q.select({ id: user.id }).from(user).where(eq(user.email, found.email));
  const { email, role, expiresAt, organisationName, invitedBy } = found;
  return { email, role, expiresAt, organisationName, invitedBy, hasAccount: known !== undefined };
}

/** The demonstration people in their order, with what they do and where. */
export async function demoPeople(q: Queryable) {
  const rows = await q
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      summary: demoPerson.summary,
      position: demoPerson.position,
    })
    .from(demoPerson)
    .innerJoin(user, eq(user.id, demoPerson.userId))
    .orderBy(demoPerson.position);
  return Promise.all(rows.map(async (row) => ({ ...row, memberships: await membershipsOf(q, row.userId) })));
}

export const PEOPLE_PAGE = 25;

/** Everybody with an account, by name, for the centre: a page from `after`, whose names or addresses hold the words. */
export async function allPeople(
  q: Queryable,
  { search, after }: { search?: string; after?: { name: string; userId: string } },
) {
  const words = search ? containing(search) : null;
  const rows = await q
    .select({ userId: user.id, name: user.name, email: user.email, twoFactorEnabled: user.twoFactorEnabled })
    .from(user)
    .where(
      and(
        words ? or(ilike(user.name, words), ilike(user.email, words)) : undefined,
        after
          ? or(gt(user.name, after.name), and(eq(user.name, after.name), gt(user.id, after.userId)))
          : undefined,
      ),
    )
    .orderBy(asc(user.name), asc(user.id))
    .limit(PEOPLE_PAGE + 1);
  const shown = rows.slice(0, PEOPLE_PAGE);
  const people = await Promise.all(
    shown.map(async (row) => ({ ...row, memberships: await membershipsOf(q, row.userId) })),
  );
  const last = shown.at(-1);
  const next = rows.length > PEOPLE_PAGE && last ? { name: last.name, userId: last.userId } : null;
  return { people, next };
}
