import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { standard } from "~db/schema/certification";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { drawNumber } from "~/domain/shared/draw-number.server";
import { Problem } from "~/domain/shared/problem";
import { emptyDraft, standardIdOf, type DraftContent } from "./draft";
import { nextContentOf } from "./registry-content";
import { registryOf } from "./registry-views.server";
import { requireStandardsOfficer } from "./standards-officer";

export type DraftStart =
  | { kind: "standard"; title: string }
  | { kind: "version" | "retirement"; standardId: string };

/**
 * Begins a draft: of a new standard, or of a new version or the end of one, which begins with what the
 * standard says now. Answers its number. Throws conflict when a draft of that standard is open, or when it is
 * there already. Codes: not-allowed `person-needed` and `role-missing`, not-found `standard-not-found`,
 * bad-request `title-missing`, conflict `standard-exists` and `draft-open`.
 */
export async function startDraft(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; of: DraftStart },
): Promise<string> {
  const { actor, at, of } = input;
  const officerId = requireStandardsOfficer(actor);
  const { standardId, content } = await beginning(tx, of, input.today);
  await requireNoOpenDraft(tx, standardId);
  const id = await drawNumber(tx, "standardDraft");
  await tx.insert(standardDraft).values({
    id,
    kind: of.kind,
    standardId,
    title: content.title,
    content,
    state: "draft",
    createdBy: officerId,
    createdAt: at,
    changedAt: at,
  });
  const what = { standard: "a new standard", version: "a new version", retirement: "the end" }[of.kind];
  await recordEvent(tx, {
    stream: `standard:${standardId}`,
    action: "standard.drafted",
    summary: `Began ${id}, a draft of ${what}${of.kind === "standard" ? "," : " of"} ${content.title}`,
    actor,
    at,
    after: { draft: id, kind: of.kind, content },
  });
  return id;
}

async function beginning(
  tx: Tx,
  of: DraftStart,
  today: Day,
): Promise<{ standardId: string; content: DraftContent }> {
  if (of.kind !== "standard") {
    const known = await registryOf(tx, of.standardId);
    if (!known) throw new Problem("not-found", "standard-not-found", "There is no such standard.");
    return { standardId: of.standardId, content: nextContentOf(known, today) };
  }
  const title = of.title.trim();
  const standardId = standardIdOf(title);
  if (!standardId) {
    throw new Problem("bad-request", "title-missing", "Enter a title with at least one letter or figure.");
  }
  const [known] = await tx.select({ id: standard.id }).from(standard).where(eq(standard.id, standardId));
  if (known) {
    throw new Problem("conflict", "standard-exists", {
      title: `There is a standard “${title}” already.`,
      detail: "Draft a new version of it, or give yours another title.",
      next: { label: "See that standard", href: `/standards/${standardId}` },
    });
  }
  return { standardId, content: emptyDraft(title) };
}

/** One change of a standard at a time: two would be judged without each other. The database holds it as well. */
async function requireNoOpenDraft(tx: Tx, standardId: string): Promise<void> {
  const [open] = await tx
    .select({ id: standardDraft.id })
    .from(standardDraft)
    .where(
      and(eq(standardDraft.standardId, standardId), isAnyOf(standardDraft.state, ["draft", "proposed"])),
    );
  if (!open) return;
  throw new Problem("conflict", "draft-open", {
    title: `${open.id} is an open draft of this standard.`,
    detail: "A standard has one change at a time. Go on with that draft, or discard it first.",
    next: { label: `Open ${open.id}`, href: `/commercial/standards/${open.id}` },
  });
}
