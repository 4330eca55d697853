import type { Queryable } from "~db";
import { openInvitations } from "~/domain/people/people-views.server";
import { whyNotConfirm } from "~/domain/people/permission";
import { roleList, type MemberActor, type Role } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { moreThanShown, TODOS_OF_A_KIND, type Todos } from "./home-data.server";

/** Invitations to roles of the centre that this officer may confirm, as the second of two. */
export async function peopleTodos(q: Queryable, actor: MemberActor, now: Date): Promise<Todos> {
  const { code: organisationCode, kind } = actor.organisation;
  const open = await openInvitations(q, { organisationCode, at: now });
  const own = open.filter((row) => whyNotConfirm({ ...row, organisationCode, kind }, actor) === null);
  return {
    todos: own.slice(0, TODOS_OF_A_KIND).map((row) => ({
      key: `invitation-${row.id}`,
      label: `Confirm that ${row.email} is invited`,
      href: "/account/people",
      about: `${row.invitedByName} invites this person as ${roleList([row.role as Role]).toLowerCase()}`,
      dateLabel: "Asked",
      day: dayOf(row.createdAt),
    })),
    more: moreThanShown(own.length, ["invitation to confirm", "invitations to confirm"], "/account/people"),
  };
}
