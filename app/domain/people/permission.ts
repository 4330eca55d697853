import { Problem } from "../shared/problem";
import {
  actingRoles,
  audienceOf,
  roleList,
  rolesOf,
  type MemberActor,
  type PersonActor,
  type Role,
} from "./role";

/** What somebody may want to do about the people of an organisation. */
export type PeopleAction = "see-people" | "invite-person" | "change-roles" | "reset-authenticator";

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

const ACTION_WORDS: Record<Exclude<PeopleAction, "see-people">, string> = {
  "invite-person": "invite people",
  "change-roles": "change what people may do",
  "reset-authenticator": "reset authenticator apps",
};

/**
 * Null when the actor may do it; otherwise why not, as a refusal to throw. Answers null or Problem
 * not-allowed `not-your-organisation` and `not-a-keeper`.
 */
export function whyMayNot(
  actor: PersonActor,
  action: PeopleAction,
  organisationCode: string,
): Problem | null {
  const place = actor.memberships.find(({ code }) => code === organisationCode);
  if (!place) {
    return new Problem("not-allowed", "not-your-organisation", {
      title: "You do not belong to this organisation",
      detail: "People are looked after by their own organisation. Ask one of its administrators.",
    });
  }
  if (action === "see-people" || KEEPERS.some((role) => place.roles.includes(role))) return null;
  return new Problem("not-allowed", "not-a-keeper", {
    title: `You cannot ${ACTION_WORDS[action]} at ${place.name}`,
    detail: `This needs one of these roles: ${roleList(KEEPERS.filter((role) => rolesOf(place.kind).includes(role)))}.`,
    next: { label: "See your account", href: "/account" },
  });
}

/** Whether somebody may do this to people of their own organisation. */
export function mayDo(actor: MemberActor, action: PeopleAction): boolean {
  return whyMayNot(actor, action, actor.organisationCode) === null;
}

/** Which of the roles an organisation of this kind cannot give; empty when all are fine. */
export function foreignRoles(kind: string, roles: readonly string[]): string[] {
  return roles.filter((role) => !(rolesOf(kind) as readonly string[]).includes(role));
}

/**
 * Whether a second commercial officer confirms before somebody gets this role: at the centre every role that changes something, or
 * gives roles. Otherwise one officer could be both of the two who stand behind money, standards and agreements.
 */
export function needsConfirmation(kind: string, role: string): boolean {
  return audienceOf(kind) === "centre" && actingRoles("centre").some((one) => one === role);
}

/** An invitation with what its confirmation turns on. */
export interface ToConfirm {
  organisationCode: string;
  kind: string;
  email: string;
  role: string;
  invitedBy: string;
  confirmedBy: string | null;
}

/**
 * Null when the actor may confirm an invitation; otherwise why not. Answers null or Problem conflict `nothing-to-confirm`,
 * not-allowed `own-invitation` and `officer-only`.
 */
export function whyNotConfirm(invitation: ToConfirm, actor: PersonActor): Problem | null {
  if (invitation.confirmedBy !== null || !needsConfirmation(invitation.kind, invitation.role)) {
    return new Problem("conflict", "nothing-to-confirm", {
      title: "This invitation does not wait for a second officer",
      detail: "It was confirmed already, or it needs nobody to confirm it.",
      next: { label: "See the people of your organisation", href: "/account/people" },
    });
  }
  if (invitation.invitedBy === actor.userId || invitation.email === actor.email) {
    return new Problem("not-allowed", "own-invitation", {
      title: "Another commercial officer confirms this invitation",
      detail: "You invited this person, or you are this person. The other officers have been e-mailed.",
      rule: "Two people stand behind every role at the centre",
      next: { label: "See the people of your organisation", href: "/account/people" },
    });
  }
  const place = actor.memberships.find(({ code }) => code === invitation.organisationCode);
  if (place?.roles.includes("commercial_officer")) return null;
  return new Problem("not-allowed", "officer-only", {
    title: "A commercial officer confirms this invitation",
    detail: "It takes that role at the organisation that invites.",
    next: { label: "See your account", href: "/account" },
  });
}

/** Throws Problem rule-broken `invitation-unconfirmed` where a second officer has not confirmed yet. */
export function requireConfirmed(invitation: Pick<ToConfirm, "kind" | "role" | "confirmedBy">): void {
  if (invitation.confirmedBy !== null || !needsConfirmation(invitation.kind, invitation.role)) return;
  throw new Problem("rule-broken", "invitation-unconfirmed", {
    title: "This invitation waits for a second commercial officer",
    detail: "You are e-mailed a link as soon as somebody else at the organisation has confirmed it.",
    rule: "Two people stand behind every role at the centre",
  });
}

/** The state of an invitation at an instant, from its dates. */
export type InvitationState = "open" | "accepted" | "withdrawn" | "expired";

/**
 * An invitation's state at an instant; accepted and withdrawn stand for ever, and it has expired from
 * `expiresAt` on.
 */
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

/** The refusal of a role that this kind of organisation does not have: rule-broken no-such-role. */
export function noSuchRole(role: string): Problem {
  return new Problem("rule-broken", "no-such-role", {
    title: "This organisation does not have that role",
    detail: `${roleList([role])} is not a role of this kind of organisation. Choose another one.`,
  });
}
