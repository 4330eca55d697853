import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { MOST_ITEMS, MOST_SCOPES, type DraftContent, type DraftItem } from "./draft";
import { lockDraft } from "./lock-draft.server";
import { requireFresh, requireStillDraft } from "./standards-officer";
import { Problem } from "~/domain/shared/problem";

/** One part of a draft: fields as they are to be, or one item of evidence, counted from 0; `index` null adds one. */
export type DraftChange =
  | { fields: Partial<Omit<DraftContent, "items">> }
  | { item: DraftItem | null; index: number | null };

/**
 * Changes one part of a draft and records what was there before. `seen` is the revision that the person's page showed. Throws
 * Problem conflict when it is no draft any more or somebody changed it since. Throws Problem rule-broken `applies-to-fixed` when
 * what it applies to changes after the standard was published, and `mandatory-by-two` when one officer is asked for something
 * that is mandatory.
 */
export async function changeDraft(
  tx: Tx,
  input: { draftId: string; seen: number; change: DraftChange; actor: Actor; at: Date },
): Promise<void> {
  const { draft } = await lockDraft(tx, input);
  requireStillDraft(draft);
  requireFresh(draft, input.seen);
  const content = applied(draft.content, input.change);
  if (draft.kind !== "standard" && content.appliesTo !== draft.content.appliesTo) {
    throw new Problem("rule-broken", "applies-to-fixed", {
      title: "What a standard applies to does not change once it is published.",
      detail: "Its certificates belong to those who hold them. Publish another standard, and end this one.",
    });
  }
  const changed = (Object.keys(content) as (keyof DraftContent)[]).filter(
    (name) => JSON.stringify(content[name]) !== JSON.stringify(draft.content[name]),
  );
  if (changed.length === 0) return;
  await tx
    .update(standardDraft)
    .set({ content, title: content.title, revision: draft.revision + 1, changedAt: input.at })
    .where(eq(standardDraft.id, draft.id));
  const only = (of: DraftContent) => Object.fromEntries(changed.map((name) => [name, of[name]]));
  await recordEvent(tx, {
    stream: `standard:${draft.standardId}`,
    action: "standard.draft-changed",
    summary: `Changed ${draft.id}, a draft of ${content.title}`,
    actor: input.actor,
    at: input.at,
    before: only(draft.content),
    after: only(content),
  });
}

function applied(content: DraftContent, change: DraftChange): DraftContent {
  if ("fields" in change) {
    if ((change.fields.scopes?.length ?? 0) > MOST_SCOPES) throw tooMany(`${MOST_SCOPES} places`);
    return withTwoForMandatory({ ...content, ...change.fields }, change.fields.needsSecondOfficer === false);
  }
  const { item, index } = change;
  if (index !== null && content.items[index] === undefined) {
    throw new Problem("not-found", "no-such-item", "The draft has no such item of evidence.");
  }
  const same = content.items.findIndex((one) => one.title === item?.title);
  if (item !== null && same !== -1 && same !== index) {
    throw new Problem("rule-broken", "item-twice", {
      title: `“${item.title}” is asked for already.`,
      detail: "Give this item another name, or change the one that is there.",
    });
  }
  if (index === null && content.items.length >= MOST_ITEMS) throw tooMany(`${MOST_ITEMS} items of evidence`);
  const items =
    item === null
      ? content.items.filter((_, at) => at !== index)
      : index === null
        ? [...content.items, item]
        : content.items.with(index, item);
  return { ...content, items };
}

/** What is mandatory takes two officers from then on: asked for one, it is refused; made mandatory, it takes two. */
function withTwoForMandatory(content: DraftContent, askedForOne: boolean): DraftContent {
  if (content.scopes.length === 0 || content.needsSecondOfficer) return content;
  if (!askedForOne) return { ...content, needsSecondOfficer: true };
  throw new Problem("rule-broken", "mandatory-by-two", {
    title: "It is mandatory, so its changes take two officers.",
    detail:
      "One officer is enough only for a standard that closes no order: one that is mandatory for nobody.",
    rule: "Two officers change what closes orders",
  });
}

const tooMany = (what: string) =>
  new Problem("rule-broken", "too-many", `A version of a standard has at most ${what}.`);
