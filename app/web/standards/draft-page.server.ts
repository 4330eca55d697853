import type { Queryable, Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { changeDraft, type DraftChange } from "~/domain/standards/change-draft.server";
import { draftGaps, type DraftContent } from "~/domain/standards/draft";
import { draftView, type DraftView } from "~/domain/standards/draft-views.server";
import { requireStillDraft } from "~/domain/standards/standards-officer";
import type { Day } from "~/domain/shared/day";

/** The draft of a page that changes it. Throws not-found, and conflict when it is no draft any more. */
export async function openDraft(q: Queryable, id: string, today: Day): Promise<DraftView> {
  const draft = await draftView(q, { id, today });
  requireStillDraft(draft);
  return draft;
}

/** Does one change that a page asks for. */
export function changeAsAsked(
  tx: Tx,
  asked: { actor: Actor; now: Date; params: { id: string }; form: { seen: number } },
  change: DraftChange,
): Promise<void> {
  const { actor, now, params, form } = asked;
  return changeDraft(tx, { draftId: params.id, seen: form.seen, change, actor, at: now });
}

/** What is wrong with dates that were typed, by their fields; what is missing is the form's own to say. */
export async function dateErrors(
  q: Queryable,
  id: string,
  typed: Partial<DraftContent>,
  today: Day,
): Promise<Record<string, string>> {
  const draft = await openDraft(q, id, today);
  const content = { ...draft.content, ...typed };
  const gaps = draftGaps(content, { kind: draft.kind, versions: draft.versions, today });
  // The first is said: the next may go with it.
  return Object.fromEntries(
    gaps.flatMap(({ field, text }) => (field && typed[field] ? [[field, text] as const] : [])).reverse(),
  );
}
