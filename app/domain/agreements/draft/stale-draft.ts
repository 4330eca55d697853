import { Problem } from "~/domain/shared/problem";
import type { AgreementState } from "../agreement";

/**
 * Refuses a change to what is no draft any more: its words have been shown to the parties. Throws Problem
 * conflict `not-a-draft`.
 */
export function requireDraft(agreementId: string, version: number, state: AgreementState): void {
  if (state === "draft") return;
  throw new Problem(
    "conflict",
    "not-a-draft",
    {
      title: `Version ${version} of ${agreementId} is not a draft any more, so it cannot be changed.`,
      detail:
        "What parties have been asked to sign stays as it was shown to them. Write its next version instead.",
      next: { label: "See the agreement", href: `/commercial/agreements/${agreementId}` },
    },
    { state },
  );
}

/**
 * Refuses a change that was made on an older picture of the draft, so that nobody overwrites a colleague
 * unseen. Throws Problem conflict `stale-edit`.
 */
export function requireFreshDraft(draft: {
  agreementId: string;
  version: number;
  editCount: number;
  seen: number;
}): void {
  const { agreementId, version, editCount, seen } = draft;
  if (editCount === seen) return;
  throw new Problem(
    "conflict",
    "stale-edit",
    {
      title: "Somebody changed this draft after you opened this page.",
      detail:
        "Nothing was saved, and what you entered is kept below. Look at the draft as it is now, then send again.",
      next: {
        label: "See the draft as it is now",
        href: `/commercial/agreements/${agreementId}/versions/${version}/edit`,
      },
    },
    { agreementId, version, seen, now: editCount },
  );
}
