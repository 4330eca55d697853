import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { changeStateWord, isWriting, type ChangeState } from "./change";
import type { Gap } from "./completeness";

interface Guarded {
  id: string;
  state: ChangeState;
  revision: number;
}

const way = (id: string, label: string) => ({ label, href: `/supplying/listings/changes/${id}` });

/** Who acts, as a person: nothing is written in a listing by nobody. Throws Problem not-allowed `person-needed`. */
export function requirePersonOf(actor: Actor): string {
  if (actor.userId !== null) return actor.userId;
  throw new Problem("not-allowed", "person-needed", "A listing is written and reviewed by a person.");
}

/** "/commercial/listings/LC-0001" */
export const reviewPath = (id: string): string => `/commercial/listings/${id}`;

/** Refuses to change what is not being written. Throws Problem conflict `not-being-written`. */
export function requireWriting(change: Guarded): void {
  if (isWriting(change.state)) return;
  throw new Problem(
    "conflict",
    "not-being-written",
    {
      title: `${change.id} cannot be changed: ${changeStateWord(change.state).toLowerCase()}.`,
      detail:
        change.state === "submitted"
          ? "The centre reads these words. Take it back to change them."
          : "What was decided stays as it is. Begin another edit of the listing.",
      next: way(change.id, `See ${change.id}`),
    },
    { state: change.state },
  );
}

/** Refuses what was done on an older picture of the change. Throws Problem conflict `stale-edit`. */
export function requireFresh(change: Guarded, seen: number, path?: string): void {
  if (change.revision === seen) return;
  throw new Problem(
    "conflict",
    "stale-edit",
    {
      title: "Somebody changed this listing after you opened this page.",
      detail:
        "Nothing was saved, and what you entered is kept below. Look at the listing as it is now, then send again.",
      next: path ? { label: "See it as it is now", href: path } : way(change.id, "See it as it is now"),
    },
    { id: change.id, seen, now: change.revision },
  );
}

/** Refuses to send in what is not complete. Throws Problem rule-broken `listing-incomplete`. */
export function requireComplete(change: { id: string }, gaps: readonly Gap[]): void {
  if (gaps.length === 0) return;
  throw new Problem(
    "rule-broken",
    "listing-incomplete",
    {
      title: `${change.id} cannot be sent in yet.`,
      detail: gaps.map((gap) => gap.text).join(" "),
      next: way(change.id, "Go on with the listing"),
    },
    { gaps },
  );
}
