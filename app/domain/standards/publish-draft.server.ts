import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { standard, standardBinding, standardEvidenceItem, standardVersion } from "~db/schema/certification";
import { standardDraft } from "~db/schema/standards";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { DRAFT_STATES, DRAFT_WORDS } from "./draft";
import { lockDraft, type LockedDraft } from "./lock-draft.server";
import { notifyReached } from "./notify-reached.server";
import { registryAfter, type Registry } from "./registry";
import { contentOf, emptyRegistry } from "./registry-content";
import { requireReady } from "./require-ready.server";
import { requireAnotherOfficer, requireFresh } from "./standards-officer";
import { whyTwo } from "./two-officers";

/**
 * Publishes a draft: alone where one officer is enough (`whyTwo`), else what another officer proposed. From now on its
 * dates decide; no job is needed for any of them. Whom it reaches is e-mailed now where later notices cannot all go (`notifyReached`). Writes the difference to what `registryAfter` says, which
 * the impact report was judged by. Throws rule-broken (something is missing, a second officer is needed),
 * not-allowed (own proposal), conflict. Codes: rule-broken `second-officer`, and what its guards throw.
 */
export async function publishDraft(
  tx: Tx,
  input: { draftId: string; seen: number; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { actor, at, today } = input;
  const { draft, officerId } = await lockDraft(tx, input);
  const state = requireNextState(DRAFT_STATES, DRAFT_WORDS, draft.state, "publish");
  requireFresh(draft, input.seen);
  const known = await requireReady(tx, draft, today);
  if (whyTwo(draft.content, known) && draft.state !== "proposed") {
    throw new Problem("rule-broken", "second-officer", {
      title: "A second officer publishes this standard.",
      detail: "Propose it. Another commercial officer reads it and decides.",
      next: { label: "Check and propose", href: `/commercial/standards/${draft.id}/check` },
    });
  }
  if (draft.state === "proposed") requireAnotherOfficer(draft, officerId);
  const before = known ? contentOf(known, today) : null;
  await tx
    .update(standardDraft)
    .set({ state, before, decidedBy: officerId, decidedAt: at, changedAt: at })
    .where(eq(standardDraft.id, draft.id));
  await writeStandard(tx, draft);
  const registry = known ?? emptyRegistry(draft.standardId, draft.content);
  const after = registryAfter(registry, draft.content, draft);
  await writeRegistry(tx, draft, registry, after);
  await recordEvent(tx, {
    stream: `standard:${draft.standardId}`,
    action: draft.kind === "retirement" ? "standard.retired" : "standard.published",
    summary: summaryOf(draft),
    actor,
    at,
    before,
    after: { draft: draft.id, proposedBy: draft.proposedBy, content: draft.content },
  });
  await notifyReached(tx, { draft, before: registry, after, at, today });
}

function summaryOf({ kind, title, content }: LockedDraft): string {
  if (kind === "retirement") return `Ended the standard ${title}`;
  return kind === "standard"
    ? `Published the standard ${title}, version ${content.version}`
    : `Published version ${content.version} of ${title}`;
}

/** The words of the standard itself. A retirement leaves them as they were. */
async function writeStandard(tx: Tx, { kind, standardId, content }: LockedDraft): Promise<void> {
  if (kind === "retirement") return;
  const { title, summary, ownerName, certifier, category, appliesTo, legalReference, url } = content;
  const { needsSecondOfficer } = content;
  const words = {
    title,
    summary,
    ownerName,
    certifier,
    category,
    appliesTo,
    legalReference,
    url,
    needsSecondOfficer,
  };
  if (kind === "version") {
    await tx.update(standard).set(words).where(eq(standard.id, standardId));
    return;
  }
  await tx.insert(standard).values({ ...words, id: standardId, source: "Published here" });
}

async function writeRegistry(tx: Tx, draft: LockedDraft, before: Registry, after: Registry): Promise<void> {
  const known = new Map(before.versions.map((one) => [one.id, one]));
  for (const version of after.versions) {
    const was = known.get(version.id);
    if (!was) {
      await tx.insert(standardVersion).values({ ...version });
      const items = draft.content.items.map((item, at) => ({
        ...item,
        standardVersionId: version.id,
        position: at + 1,
      }));
      await insertRows(tx, standardEvidenceItem, items);
    } else if (was.retiredOn !== version.retiredOn) {
      const { retiredOn } = version;
      await tx.update(standardVersion).set({ retiredOn }).where(eq(standardVersion.id, version.id));
    }
  }
  const source = `Published here: ${draft.id}`;
  const bound = new Map(before.bindings.map((one) => [one.id, one]));
  for (const binding of after.bindings) {
    const was = bound.get(binding.id);
    bound.delete(binding.id);
    if (!was) await tx.insert(standardBinding).values({ ...binding, source });
    else if (was.validTo !== binding.validTo) {
      const { validTo } = binding;
      await tx.update(standardBinding).set({ validTo }).where(eq(standardBinding.id, binding.id));
    }
  }
  // What is left had not begun, and never does.
  for (const id of bound.keys()) await tx.delete(standardBinding).where(eq(standardBinding.id, id));
}
