import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { membership, user } from "~db/schema/people";
import { foreignRoles, noSuchRole } from "./permission";
import { roleList, type Role } from "./role";

/** What only the organisation knows to be wrong with an invitation as it was typed, by field. */
export async function wrongWithInvitation(
  q: Queryable,
  typed: { organisation: { code: string; kind: string }; email: string; role: Role | null },
): Promise<{ email?: string; role?: string }> {
  const { organisation: place, role } = typed;
  if (role === null) return {};
  if (foreignRoles(place.kind, [role]).length > 0) return { role: noSuchRole(role).public.detail };
  const email = typed.email.trim().toLowerCase();
  return (await isMember(q, place.code, email, role)) ? { email: alreadyMember(email, role) } : {};
}

/** Says that somebody has a role here already. */
export const alreadyMember = (email: string, role: Role) =>
  `${email} is ${roleList([role]).toLowerCase()} here already`;

/** Whether somebody has a role at an organisation, by e-mail address. */
export async function isMember(
  q: Queryable,
  organisationCode: string,
  email: string,
  role: Role,
): Promise<boolean> {
  const known = await q
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
  return known.length > 0;
}
