import type { Tx } from "~db";
import { dayOf, formatDay } from "~/domain/shared/day";
import { notifyPeople } from "./notify-people.server";
import { BINDING_ROLES, roleList, type Role } from "./role";

/** Somebody who has just got roles at an organisation, and who stands behind it. */
export interface NewRole {
  place: { code: string; name: string };
  person: { id: string; name: string; email: string };
  /** What they got and did not have before. */
  roles: readonly Role[];
  /** "Priya Shah invited them to it", as a sentence without its full stop. */
  how: string;
  at: Date;
}

/**
 * E-mails everybody else who holds a role that binds, or is administrator, that somebody new has it. Nobody is a second
 * person of their own making without those beside them hearing of it. Other roles tell nobody. Answers how many were told.
 */
export async function notifyOfNewRole(tx: Tx, { place, person, roles, how, at }: NewRole): Promise<number> {
  const binding = roles.filter((role) => BINDING_ROLES.includes(role));
  if (binding.length === 0) return 0;
  const what = roleList(binding).toLowerCase();
  return notifyPeople(
    tx,
    { organisationCode: place.code, roles: [...binding, "administrator"], exceptUserId: person.id },
    {
      kind: "new-role",
      subject: `${person.name} is now ${what} of ${place.name}`,
      body: [
        `${person.name} (${person.email}) became ${what} of ${place.name} on ${formatDay(dayOf(at))}. ${how}.`,
        "You are told because you hold this role too, or look after the people there.",
        "If you do not know this person, or the address is a second one of somebody who is there already, have the role taken away: whoever looks after the people of your organisation does it on this page. Ring them on a number that you already had, and rely on nothing that this person approves or signs until it is clear.",
        { label: "See the people of your organisation", path: "/account/people" },
      ],
    },
  );
}
