import { Problem } from "../shared/problem";
import { roleList, rolesOf, type MemberActor, type PersonActor, type Role } from "./role";

/** What somebody may want to do about the people of an organisation. */
export type PeopleDeed = "see-people" | "invite-person" | "change-roles" | "reset-authenticator";

/**
 * Who looks after the people of an organisation: its administrators; and where it may be small, a practice or a care
 * home, whoever leads its buying or signs for the supplier. At the centre only administrators and commercial officers.
 */
export const KEEPERS: readonly Role[] = [
  "administrator",
  "procurement_lead",
  "supplier_signatory",
  "commercial_officer",
];

const DEED_WORDS: Record<Exclude<PeopleDeed, "see-people">, string> = {
  "invite-person": "invite people",
  "change-roles": "change what people may do",
  "reset-authenticator": "reset authenticator apps",
};

/** Null when the actor may do it; otherwise why not, as a refusal to throw. */
export function whyMayNot(actor: PersonActor, deed: PeopleDeed, organisationCode: string): Problem | null {
  const place = actor.memberships.find(({ code }) => code === organisationCode);
  if (!place) {
    return new Problem("not-allowed", "not-your-organisation", {
      title: "You do not belong to this organisation",
      detail: "People are looked after by their own organisation. Ask one of its administrators.",
    });
  }
  if (deed === "see-people" || KEEPERS.some((role) => place.roles.includes(role))) return null;
  return new Problem("not-allowed", "not-a-keeper", {
    title: `You cannot ${DEED_WORDS[deed]} at ${place.name}`,
    detail: `This needs one of these roles: ${roleList(KEEPERS.filter((role) => rolesOf(place.kind).includes(role)))}.`,
    next: { label: "See your account", href: "/account" },
  });
}

export function mayDo(actor: MemberActor, deed: PeopleDeed): boolean {
  return whyMayNot(actor, deed, actor.organisationCode) === null;
}

/** Which of the roles an organisation of this kind cannot give; empty when all are fine. */
export function foreignRoles(kind: string, roles: readonly string[]): string[] {
  return roles.filter((role) => !(rolesOf(kind) as readonly string[]).includes(role));
}

/** The state of an invitation at an instant, from its dates. */
export type InvitationState = "open" | "accepted" | "withdrawn" | "expired";

export function invitationState(
  invitation: { expiresAt: Date; acceptedAt: Date | null; withdrawnAt: Date | null },
  at: Date,
): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.withdrawnAt) return "withdrawn";
  return invitation.expiresAt <= at ? "expired" : "open";
}

/** The refusal for an invitation that is not open any more. */
export function invitationProblem(state: Exclude<InvitationState, "open">): Problem {
  const title = {
    accepted: "This invitation has been used",
    withdrawn: "This invitation was withdrawn",
    expired: "This invitation has expired",
  }[state];
  const detail =
    state === "accepted"
      ? "Sign in with the e-mail address that it was sent to."
      : "Ask the person who invited you for a new one.";
  return new Problem("gone", `invitation-${state}`, {
    title,
    detail,
    next: { label: "Sign in", href: "/sign-in" },
  });
}
