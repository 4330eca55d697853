import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import { membership, user } from "~db/schema/people";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { foreignRoles, needsConfirmation, whyMayNot } from "./permission";
import { notifyOfNewRole } from "./notify-of-new-role.server";
import { roleList, ROLES, type PersonActor, type Role } from "./role";

export interface ChangeRoles {
  actor: PersonActor;
  at: Date;
  organisationCode: string;
  userId: string;
  /** All the roles the person has from now on; none removes the person from the organisation. */
  roles: readonly Role[];
}

/**
 * Sets what a person may do at an organisation. Nobody changes their own roles, so an organisation cannot
 * lock itself out by one click and nobody gives themselves more; those who hold a new role that binds are told. Throws Problem rule-broken `own-roles`,
 * `no-such-role` and `role-by-two` (at the centre a second officer confirms), not-found `not-a-member`, not-allowed `not-your-organisation` and `not-a-keeper`.
 */
export async function changeRoles(tx: Tx, input: ChangeRoles): Promise<void> {
  const { actor, at, organisationCode, userId, roles } = input;
  const refusal = whyMayNot(actor, "change-roles", organisationCode);
  if (refusal) throw refusal;
  if (userId === actor.userId) {
    throw new Problem("rule-broken", "own-roles", {
      title: "You cannot change your own roles",
      detail: "Ask another person who looks after people at your organisation.",
    });
  }
  const place = await lockPlace(tx, organisationCode, roles);
  const here = and(eq(membership.userId, userId), eq(membership.organisationCode, organisationCode));
  const held = await tx
    .select({ role: membership.role, signingLimit: membership.signingLimit, grantedAt: membership.grantedAt })
    .from(membership)
    .where(here);
  const before = held.map(({ role }) => role);
  const [person] = await tx
    .select({ name: user.name, email: user.email })
    .from(user)
    .where(eq(user.id, userId));
  if (!person || before.length === 0) {
    throw new Problem("not-found", "not-a-member", {
      title: "This person does not belong to the organisation",
    });
  }
  const after = ROLES.filter((role) => roles.includes(role));
  const added = after.filter((role) => !before.includes(role));
  refuseAlone(place.kind, added);
  await tx.delete(membership).where(here);
  await insertRows(
    tx,
    membership,
    after.map((role) => ({
      userId,
      organisationCode,
      role,
      signingLimit: held.find((one) => one.role === role)?.signingLimit ?? null,
      grantedAt: held.find((one) => one.role === role)?.grantedAt ?? at,
    })),
  );
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: after.length > 0 ? "person.roles_changed" : "person.removed",
    summary:
      after.length > 0
        ? `${person.name} is now ${roleList(after).toLowerCase()}`
        : `Removed ${person.name} from ${place.name}`,
    actor,
    at,
    before: { userId, roles: before.toSorted() },
    after: { userId, roles: after },
  });
  await notifyOfNewRole(tx, {
    place,
    person: { id: userId, ...person },
    roles: added,
    how: `${actor.name} gave it to them`,
    at,
  });
}

/** At the centre nobody gives a role that changes something alone. */
function refuseAlone(kind: string, added: readonly Role[]): void {
  const alone = added.filter((role) => needsConfirmation(kind, role));
  if (alone.length === 0) return;
  throw new Problem("rule-broken", "role-by-two", {
    title: `Two officers stand behind the role ${roleList(alone).toLowerCase()}`,
    detail: "Invite the person to it. Another commercial officer confirms the invitation.",
  });
}

/** The organisation, held until the commit, so that two changes of its people go one by one. */
async function lockPlace(tx: Tx, organisationCode: string, roles: readonly Role[]) {
  const [place] = await tx
    .select()
    .from(organisation)
    .where(eq(organisation.code, organisationCode))
    .for("update");
  const foreign = foreignRoles(place?.kind ?? "", roles);
  if (place && foreign.length === 0) return place;
  throw new Problem(
    "rule-broken",
    "no-such-role",
    `This organisation does not have the role ${roleList(foreign)}`,
  );
}
