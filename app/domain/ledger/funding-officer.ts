import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";

/** Programmes, funds and allocations are the centre's: a commercial officer, or the system itself. */
export function mayManageFunding(actor: Pick<Actor, "userId" | "roles">): boolean {
  return actor.userId === null || actor.roles.includes("commercial_officer");
}

/**
 * Throws Problem not-allowed when the actor may not change programmes and funds. Codes: not-allowed
 * `funding-officer-only`.
 */
export function requireFundingOfficer(actor: Actor): void {
  if (mayManageFunding(actor)) return;
  throw new Problem("not-allowed", "funding-officer-only", {
    title: "Only a commercial officer can change programmes and funds.",
    detail: "Ask the commercial team of the organisation that pays into the fund.",
  });
}
