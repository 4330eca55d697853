import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { organisation } from "~db/schema/organisations";
import { demoPerson, membership, user } from "~db/schema/people";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { foreignRoles } from "./permission";
import { roleList, type Role } from "./role";

export interface EnrolPerson {
  actor: Actor;
  at: Date;
  email: string;
  name: string;
  organisationCode: string;
  roles: readonly Role[];
  /** Demonstration mode: the person's place on the page where one becomes them, and a line about them. */
  demo?: { position: number; summary: string };
}

/**
 * Gives somebody an account and roles without an invitation: the first administrator of an organisation, and
 * the demonstration people. Doing it again adds what is missing. Answers the person's id. Throws Problem
 * rule-broken `no-such-role`.
 */
export async function enrolPerson(tx: Tx, input: EnrolPerson): Promise<string> {
  const email = input.email.toLowerCase();
  const { actor, at, name, organisationCode } = input;
  const [place] = await tx.select().from(organisation).where(eq(organisation.code, organisationCode));
  const foreign = foreignRoles(place?.kind ?? "", input.roles);
  if (!place || foreign.length > 0) {
    throw new Problem("rule-broken", "no-such-role", {
      title: place
        ? `${place.name} does not have the role ${roleList(foreign)}`
        : `There is no organisation ${organisationCode}`,
    });
  }
  await tx
    .insert(user)
    .values({ id: randomUUID(), email, name, emailVerified: true, createdAt: at, updatedAt: at })
    .onConflictDoNothing({ target: user.email });
  const [person] = await tx.select({ id: user.id }).from(user).where(eq(user.email, email));
  const userId = person!.id;
  const added: Role[] = [];
  for (const role of input.roles) {
    const [granted] = await tx
      .insert(membership)
      .values({ userId, organisationCode, role, grantedAt: at })
      .onConflictDoNothing()
      .returning({ role: membership.role });
    if (granted) added.push(role);
  }
  if (input.demo)
    await tx
      .insert(demoPerson)
      .values({ userId, ...input.demo })
      .onConflictDoNothing();
  if (added.length > 0) {
    await recordEvent(tx, {
      stream: `organisation:${organisationCode}`,
      action: "person.enrolled",
      summary: `${name} became ${roleList(added).toLowerCase()}`,
      actor,
      at,
      after: { email, roles: added },
    });
  }
  return userId;
}
