import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { membership, user } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { whyMayNot } from "./permission";
import type { PersonActor } from "./role";
import { SIGNING_ROLES } from "./signature";

export interface SigningLimit {
  actor: PersonActor;
  at: Date;
  organisationCode: string;
  userId: string;
  /** Including VAT; null lets the person sign any amount. */
  limit: Pence | null;
}

/**
 * Says up to which amount somebody signs orders for the organisation. Nobody sets their own limit. Throws
 * not-allowed, not-found for a person without a role that signs, and rule-broken for oneself. The limit is
 * pence including VAT. Codes: rule-broken `own-limit`, not-found `not-a-signatory`, not-allowed
 * `not-your-organisation` and `not-a-keeper`.
 */
export async function setSigningLimit(tx: Tx, input: SigningLimit): Promise<void> {
  const { actor, at, organisationCode, userId, limit } = input;
  const refusal = whyMayNot(actor, "change-roles", organisationCode);
  if (refusal) throw refusal;
  if (userId === actor.userId) {
    throw new Problem("rule-broken", "own-limit", {
      title: "You cannot change your own signing limit",
      detail: "Ask another person who looks after people at your organisation.",
    });
  }
  const held = await tx
    .select({ role: membership.role, limit: membership.signingLimit, name: user.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.userId, userId), eq(membership.organisationCode, organisationCode)))
    .for("update", { of: membership });
  const signing = held.find(({ role }) => SIGNING_ROLES.some((one) => one === role));
  if (!signing) {
    throw new Problem("not-found", "not-a-signatory", {
      title: "This person does not sign for the organisation",
    });
  }
  if (signing.limit === limit) return;
  await tx
    .update(membership)
    .set({ signingLimit: limit })
    .where(
      and(
        eq(membership.userId, userId),
        eq(membership.organisationCode, organisationCode),
        eq(membership.role, signing.role),
      ),
    );
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "person.signing-limit-set",
    summary:
      limit === null
        ? `${signing.name} may sign orders of any amount`
        : `${signing.name} may sign orders of up to ${formatPence(limit)} including VAT`,
    actor,
    at,
    before: { userId, limit: signing.limit },
    after: { userId, limit },
  });
}
