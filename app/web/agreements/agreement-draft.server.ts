import type { Queryable, Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { changeDraft } from "~/domain/agreements/draft/change-draft.server";
import type { DraftChange } from "~/domain/agreements/draft/draft-change";
import { draftView, type DraftView } from "~/domain/agreements/draft/draft-views.server";
import { requireDraft } from "~/domain/agreements/draft/stale-draft";

/** A draft as its pages show it: everything but what only the server can use. */
export function shownDraft({ version: _version, nameOf: _nameOf, ...shown }: DraftView) {
  return shown;
}

/** The draft of a page that changes it. Throws a conflict Problem when it is no draft any more. */
export async function openDraft(
  q: Queryable,
  { id, version }: { id: string; version: number },
): Promise<DraftView> {
  const draft = await draftView(q, { agreementId: id, version });
  requireDraft(draft.agreementId, draft.number, draft.state);
  return draft;
}

/** Does one change that a page asks for. */
export function changeAsAsked(
  tx: Tx,
  asked: { actor: Actor; now: Date; params: { id: string; version: number }; form: { seen: number } },
  change: DraftChange,
) {
  return changeDraft(tx, {
    agreementId: asked.params.id,
    version: asked.params.version,
    seen: asked.form.seen,
    change,
    actor: asked.actor,
    at: asked.now,
  });
}
