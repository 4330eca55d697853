import type { Actor } from "~/domain/audit/event";
import { Problem } from "../shared/problem";

export interface ProviderActor extends Actor {
  userId: string;
  organisationCode: string;
}

/**
 * Throws unless the actor may prepare and send applications for their organisation: a procurement lead.
 * Throws Problem not-allowed `procurement-lead-only`.
 */
export function requireApplicant(actor: Actor): ProviderActor {
  if (actor.userId && actor.organisationCode && actor.roles.includes("procurement_lead"))
    return actor as ProviderActor;
  throw new Problem("not-allowed", "procurement-lead-only", {
    title: "Only a procurement lead can change the profile and applications.",
    detail: "Ask a procurement lead of your organisation, or an administrator to give you that role.",
  });
}

/**
 * Throws unless the actor may bind their organisation: a budget approver. Throws Problem not-allowed
 * `approver-only`.
 */
export function requireSignatory(actor: Actor): ProviderActor {
  if (actor.userId && actor.organisationCode && actor.roles.includes("approver"))
    return actor as ProviderActor;
  throw new Problem("not-allowed", "approver-only", {
    title: "Only a budget approver can accept, turn down or give back an award.",
    detail: "Ask a budget approver of your organisation.",
  });
}

/**
 * Throws unless the actor decides about awards: a commercial officer. Throws Problem not-allowed
 * `commercial-officer-only`.
 */
export function requireOfficer(actor: Actor): ProviderActor {
  if (actor.userId && actor.organisationCode && actor.roles.includes("commercial_officer"))
    return actor as ProviderActor;
  throw new Problem("not-allowed", "commercial-officer-only", {
    title: "Only a commercial officer can decide about applications and awards.",
    detail: "Ask a commercial officer of the organisation that pays into the fund.",
  });
}

/**
 * Throws unless the actor may score: an assessor or a commercial officer. Throws Problem not-allowed
 * `assessor-only`.
 */
export function requireAssessor(actor: Actor): ProviderActor {
  const may = actor.roles.includes("assessor") || actor.roles.includes("commercial_officer");
  if (actor.userId && actor.organisationCode && may) return actor as ProviderActor;
  throw new Problem("not-allowed", "assessor-only", {
    title: "Only an assessor or a commercial officer can score an application.",
  });
}

/**
 * The refusal for an application that is not there, or is another organisation's. Answers Problem not-found
 * `no-such-application`.
 */
export function noSuchApplication(): Problem {
  return new Problem("not-found", "no-such-application", {
    title: "There is no such application.",
    next: { label: "See your applications", href: "/buying/applications" },
  });
}

/**
 * The same answer for an award that does not exist and for one of another organisation. Answers Problem
 * not-found `no-such-grant-award`.
 */
export function noSuchAward(): Problem {
  return new Problem("not-found", "no-such-grant-award", { title: "There is no such award." });
}

/**
 * The refusal for a page that shows an older picture than the one that is kept. Answers Problem conflict
 * `changed-meanwhile`.
 */
export function changedMeanwhile(what: string): Problem {
  return new Problem("conflict", "changed-meanwhile", {
    title: `Somebody changed this ${what} since you opened the page.`,
    detail:
      "Nothing was saved, and what you entered is kept below. Look at it as it is now in another window, then send again.",
  });
}

/**
 * The answer for a need that is not in the organisation's own profile. Answers Problem not-found
 * `no-such-need`.
 */
export function noSuchNeed(): Problem {
  return new Problem("not-found", "no-such-need", {
    title: "There is no such need in your profile.",
    next: { label: "See your profile", href: "/buying/profile" },
  });
}
