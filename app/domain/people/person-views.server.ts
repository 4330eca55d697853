import { and, eq, gt } from "drizzle-orm";
import type { Queryable } from "~db";
import { supplier } from "~db/schema/catalogue";
import { organisation } from "~db/schema/organisations";
import { membership, session, user } from "~db/schema/people";
import type { ActorOrganisation, Role } from "./role";

export interface PersonMembership extends ActorOrganisation {
  roles: Role[];
}

export interface SignedInPerson {
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  sessionToken: string;
  /** Whether the person has an authenticator app, and whether this session has passed it: see second-factor. */
  twoFactorEnabled: boolean;
  secondFactorPassed: boolean;
  activeOrganisationCode: string | null;
  expiresAt: Date;
  memberships: PersonMembership[];
}

/** The organisations that a person belongs to, by name, with the roles in each. */
export async function membershipsOf(q: Queryable, userId: string): Promise<PersonMembership[]> {
  const rows = await q
    .select({
      code: organisation.code,
      name: organisation.name,
      kind: organisation.kind,
      supplierId: supplier.id,
      role: membership.role,
    })
    .from(membership)
    .innerJoin(organisation, eq(organisation.code, membership.organisationCode))
    .leftJoin(supplier, eq(supplier.organisationCode, organisation.code))
    .where(eq(membership.userId, userId))
    .orderBy(organisation.name, organisation.code, membership.role);
  const found = new Map<string, PersonMembership>();
  for (const { role, ...place } of rows) {
    const known = found.get(place.code) ?? { ...place, roles: [] };
    known.roles.push(role as Role);
    found.set(place.code, known);
  }
  return [...found.values()];
}

/** The person of a session that has not ended at `at`, or null. */
export async function personOfSession(
  q: Queryable,
  { token, at }: { token: string; at: Date },
): Promise<SignedInPerson | null> {
  const [row] = await q
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      twoFactorEnabled: user.twoFactorEnabled,
      sessionId: session.id,
      activeOrganisationCode: session.activeOrganisationCode,
      secondFactorAt: session.secondFactorAt,
      expiresAt: session.endsAt,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(eq(session.token, token), gt(session.endsAt, at)));
  if (!row) return null;
  const { secondFactorAt, ...person } = row;
  const twoFactorEnabled = person.twoFactorEnabled === true;
  return {
    ...person,
    twoFactorEnabled,
    sessionToken: token,
    secondFactorPassed: secondFactorAt !== null,
    memberships: await membershipsOf(q, person.userId),
  };
}

/** Whose session it was, even when it has ended; null when the session is not known any more. */
export async function userOfSession(q: Queryable, token: string): Promise<string | null> {
  const [row] = await q.select({ userId: session.userId }).from(session).where(eq(session.token, token));
  return row?.userId ?? null;
}
