import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import type { AgreementState } from "./agreement";

/** Who signs for a party: the one who approves what it pays, at the centre the commercial officer. */
export const SIGNING_ROLES = ["approver", "commercial_officer", "supplier_signatory"];

export interface SigningParty {
  organisationCode: string;
  signedAt: Date | null;
  /** Null for a signature on paper that the system recorded. */
  signedBy: string | null;
}

/**
 * Whether one person would stand behind a version alone: who proposed it would give its last signature, and gave every
 * signature before it. It takes a second person to propose or to sign.
 */
export function aloneBehindIt(
  userId: string | null,
  proposedBy: string | null,
  others: readonly SigningParty[],
): boolean {
  if (userId === null || proposedBy !== userId) return false;
  return others.every((party) => party.signedAt !== null && party.signedBy === userId);
}

/** Why the actor cannot sign for the organisation now; null when they can. The system signs what was signed on paper. */
export function whyNotSign(
  actor: Pick<Actor, "userId" | "organisationCode" | "roles">,
  organisationCode: string,
  state: AgreementState,
  parties: readonly SigningParty[],
  proposedBy: string | null,
): string | null {
  const party = parties.find((each) => each.organisationCode === organisationCode);
  if (!party) return "Your organisation is not a party to this agreement.";
  if (state === "draft") return "It has not been proposed yet, so its words may still change.";
  if (party.signedAt) return "Your organisation has signed it already.";
  if (state !== "proposed") return "It is no longer open for signature.";
  if (actor.userId === null) return null;
  if (actor.organisationCode !== organisationCode) return "You act for another organisation.";
  if (!actor.roles.some((role) => SIGNING_ROLES.includes(role))) {
    return "Signing is for your organisation’s budget approver.";
  }
  if (
    aloneBehindIt(
      actor.userId,
      proposedBy,
      parties.filter((each) => each !== party),
    )
  ) {
    return "You proposed it, so somebody else signs: two people stand behind every agreement. Ask a colleague who may sign.";
  }
  return null;
}

/** Agreements are written by the centre: a commercial officer, or the system itself. */
export function mayWriteAgreements(actor: Pick<Actor, "userId" | "roles">): boolean {
  return actor.userId === null || actor.roles.includes("commercial_officer");
}

/**
 * Throws Problem not-allowed when the actor may not write agreements. Codes: not-allowed
 * `agreement-writer-only`.
 */
export function requireAgreementWriter(actor: Actor): void {
  if (mayWriteAgreements(actor)) return;
  throw new Problem("not-allowed", "agreement-writer-only", {
    title: "Only a commercial officer can write, propose or end an agreement.",
    detail: "Ask the commercial team to do it. Your organisation signs what it agrees to.",
  });
}
