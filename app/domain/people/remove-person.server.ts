import type { Tx } from "~db";
import { Problem } from "../shared/problem";
import { changeRoles } from "./change-roles.server";
import { organisationPeople } from "./people-views.server";
import { queueEmail } from "./queue-email.server";
import { onlyHolderOf, onlyText } from "./removal";
import { roleList, type PersonActor } from "./role";

/**
 * Takes a person out of an organisation with all their roles there, and tells them. Throws Problem
 * only-holder when nobody else has one of the roles and the actor did not say that they know (`gapAccepted`).
 * Throws Problem rule-broken `only-holder`, `own-roles` and `no-such-role`, not-allowed
 * `not-your-organisation` and `not-a-keeper`, not-found `not-a-member`.
 */
export async function removePerson(
  tx: Tx,
  input: { actor: PersonActor; at: Date; organisationCode: string; userId: string; gapAccepted?: boolean },
): Promise<void> {
  const { actor, at, organisationCode, userId, gapAccepted } = input;
  const { people } = await organisationPeople(tx, { actor, organisationCode, at });
  const person = people.find((one) => one.userId === userId);
  // Waits for the organisation's row, so that two people who remove each other's last colleague do so one by one.
  await changeRoles(tx, { actor, at, organisationCode, userId, roles: [] });
  const { people: left } = await organisationPeople(tx, { actor, organisationCode, at });
  const only = person ? onlyHolderOf([...left, person], userId) : [];
  if (only.length > 0 && !gapAccepted) {
    throw new Problem("rule-broken", "only-holder", {
      title: `${person!.name} is ${onlyText(only)} of your organisation.`,
      detail: "Nobody was removed. Invite another first, or tick on the check page that you know.",
      next: { label: "People of your organisation", href: "/account/people" },
    });
  }
  const place = actor.memberships.find(({ code }) => code === organisationCode)!;
  await queueEmail(tx, {
    to: person!.email,
    kind: "person-removed",
    subject: `You no longer act for ${place.name}`,
    body: [
      `${actor.name} removed you from ${place.name}, where you were ${roleList(person!.roles).toLowerCase()}. You cannot see or do anything for it any more; what you did before stays on record.`,
      `If this is a mistake, ask ${actor.name} or another person who looks after people there for an invitation.`,
      { label: "See your account", path: "/account" },
    ],
  });
}
