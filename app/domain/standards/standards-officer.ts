import type { Actor } from "~/domain/audit/event";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import { Problem } from "~/domain/shared/problem";
import type { DraftState } from "./draft";

/**
 * Throws not-allowed unless a commercial officer acts, as a person: a standard is never changed by nobody.
 * Codes: not-allowed `person-needed` and `role-missing`.
 */
export function requireStandardsOfficer(actor: Actor): string {
  requireRole(actor, COMMERCIAL_ROLES, "change the standards");
  if (actor.userId !== null) return actor.userId;
  throw new Problem("not-allowed", "person-needed", "A standard is drafted and published by a person.");
}

/**
 * Whoever proposed a change of a standard does not decide about it. Throws own-proposal. Throws Problem
 * not-allowed `own-proposal`.
 */
export function requireAnotherOfficer(
  draft: { id: string; proposedBy: string | null },
  userId: string,
): void {
  if (draft.proposedBy !== userId) return;
  throw new Problem("not-allowed", "own-proposal", {
    title: `You proposed ${draft.id} yourself, so another commercial officer decides.`,
    detail: "Two people stand behind every change of this standard. You can take your proposal back.",
    rule: "The person who publishes is not the one who proposed",
  });
}

/**
 * Refuses a change that was made on an older picture of the draft. Throws stale-edit. Throws Problem conflict
 * `stale-edit`.
 */
export function requireFresh(draft: { id: string; revision: number }, seen: number): void {
  if (draft.revision === seen) return;
  throw new Problem(
    "conflict",
    "stale-edit",
    {
      title: "Somebody changed this draft after you opened this page.",
      detail:
        "Nothing was saved, and what you entered is kept below. Look at the draft as it is now, then send again.",
      next: { label: "See the draft as it is now", href: `/commercial/standards/${draft.id}` },
    },
    { id: draft.id, seen, now: draft.revision },
  );
}

/** Refuses to change what is no draft any more. Throws not-a-draft. Throws Problem conflict `not-a-draft`. */
export function requireStillDraft(draft: { id: string; state: DraftState }): void {
  if (draft.state === "draft") return;
  throw new Problem(
    "conflict",
    "not-a-draft",
    {
      title: `${draft.id} is ${draft.state}, so it cannot be changed.`,
      detail:
        draft.state === "proposed"
          ? "Another officer was asked to publish these words. Take the proposal back to change them."
          : "What was decided stays as it is. Begin another draft.",
      next: { label: `See ${draft.id}`, href: `/commercial/standards/${draft.id}` },
    },
    { state: draft.state },
  );
}
