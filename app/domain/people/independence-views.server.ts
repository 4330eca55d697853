import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { invitation, membership, user } from "~db/schema/people";
import { whyNotIndependent, type Dependence, type FirstPerson } from "./independence";
import type { Role } from "./role";

/** Somebody with a role, and why they are no second person beside the first; null when they are. */
export interface Beside {
  userId: string;
  name: string;
  why: Dependence | null;
}

/** Everybody with one of the roles at an organisation, by name, and whether they are independent of a first person. */
export async function holdersBeside(
  q: Queryable,
  input: { organisationCode: string; roles: readonly Role[]; first: FirstPerson },
): Promise<Beside[]> {
  const { organisationCode, roles, first } = input;
  const [holders, invitations] = await Promise.all([
    q
      .select({ userId: user.id, name: user.name, grantedAt: membership.grantedAt })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(and(eq(membership.organisationCode, organisationCode), isAnyOf(membership.role, [...roles])))
      .orderBy(asc(user.name), asc(user.id), asc(membership.grantedAt)),
    q
      .select({ invitedBy: invitation.invitedBy, acceptedBy: user.id })
      .from(invitation)
      .innerJoin(user, eq(user.email, invitation.email))
      .where(and(eq(invitation.organisationCode, organisationCode), isNotNull(invitation.acceptedAt))),
  ]);
  // Of two roles the older one counts.
  const each = new Map<string, Beside>();
  for (const one of holders) {
    const { userId, name } = one;
    if (!each.has(userId))
      each.set(userId, { userId, name, why: whyNotIndependent(first, one, invitations) });
  }
  return [...each.values()];
}
