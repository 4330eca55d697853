import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { membership, session } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import type { PersonActor } from "./role";

/**
 * Makes a person act for another of their organisations, in this session only. Throws Problem not-allowed
 * `not-your-organisation`.
 */
export async function switchOrganisation(
  tx: Tx,
  {
    actor,
    at,
    sessionToken,
    organisationCode,
  }: { actor: PersonActor; at: Date; sessionToken: string; organisationCode: string },
): Promise<{ kind: string }> {
  const roles = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.userId, actor.userId), eq(membership.organisationCode, organisationCode)));
  const place = actor.memberships.find(({ code }) => code === organisationCode);
  if (roles.length === 0 || !place) {
    throw new Problem("not-allowed", "not-your-organisation", {
      title: "You do not belong to this organisation",
      detail: "Choose one of your own, or ask the other one to invite you.",
      next: { label: "Choose an organisation", href: "/account/organisation" },
    });
  }
  await tx
    .update(session)
    .set({ activeOrganisationCode: organisationCode, updatedAt: at })
    .where(and(eq(session.token, sessionToken), eq(session.userId, actor.userId)));
  await recordEvent(tx, {
    stream: `user:${actor.userId}`,
    action: "organisation.switched",
    summary: `Acts for ${place.name}`,
    actor: { ...actor, organisationCode, roles: place.roles },
    at,
    before: { organisationCode: actor.organisationCode },
    after: { organisationCode },
  });
  return { kind: place.kind };
}
