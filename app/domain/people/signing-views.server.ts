import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { membership, user } from "~db/schema/people";
import type { Pence } from "../money/money";
import type { Role } from "./role";
import { requireWithinLimit, type SigningRole } from "./signature";

export interface Signatory {
  userId: string;
  name: string;
  /** The largest amount, including VAT; null for no limit. */
  limit: Pence | null;
}

/** Everybody who signs or approves for an organisation in a role, by name. */
export async function signatoriesOf(
  q: Queryable,
  { organisationCode, role }: { organisationCode: string; role: Role },
): Promise<Signatory[]> {
  return q
    .select({ userId: user.id, name: user.name, limit: membership.signingLimit })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.organisationCode, organisationCode), eq(membership.role, role)))
    .orderBy(user.name, user.id);
}

/**
 * Throws rule-broken, with the names of those who may, when the amount is above the limit of the person who
 * signs. In pence. Codes: rule-broken `above-signing-limit`.
 */
export async function requireSigningPower(
  q: Queryable,
  input: {
    actor: { userId: string | null; organisationCode: string | null };
    role: SigningRole;
    /** Including VAT. */
    amount: Pence;
  },
): Promise<void> {
  const { actor, role, amount } = input;
  const all = await signatoriesOf(q, { organisationCode: actor.organisationCode!, role });
  const limit = all.find(({ userId }) => userId === actor.userId)?.limit ?? null;
  const others = all.filter(
    (one) => one.userId !== actor.userId && (one.limit === null || one.limit >= amount),
  );
  requireWithinLimit({ limit, amount, role, others: others.map(({ name }) => name) });
}

/** What a person may sign alone in a role, including VAT; null for no limit. In pence. */
export async function signingLimit(
  q: Queryable,
  { actor, role }: { actor: { userId: string | null; organisationCode: string | null }; role: SigningRole },
): Promise<Pence | null> {
  const all = await signatoriesOf(q, { organisationCode: actor.organisationCode ?? "", role });
  return all.find(({ userId }) => userId === actor.userId)?.limit ?? null;
}
