import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { changeDraft } from "~/domain/standards/change-draft.server";
import { draftView } from "~/domain/standards/draft-views.server";
import { proposeDraft } from "~/domain/standards/propose-draft.server";
import { startDraft } from "~/domain/standards/start-draft.server";
import type { SeedTime } from "./seed-time";

/** What is being written about standards: a version that waits for a second officer, with its report, and one that was begun. */
export async function seedStandardDrafts(tx: Tx, officer: Actor, time: SeedTime): Promise<void> {
  const { today } = time;
  const at = time.at(time.daysAgo(3));
  const by = { actor: officer, at, today };
  const draftId = await startDraft(tx, { ...by, of: { kind: "version", standardId: "dcb0129" } });
  const seen = async () => (await draftView(tx, { id: draftId, today })).revision;
  const item = {
    title: "Safety case for parts that learn from data",
    kinds: ["url" as const, "file" as const],
    validityMonths: 12,
    form: null,
  };
  await changeDraft(tx, { ...by, draftId, seen: await seen(), change: { item, index: null } });
  const fields = {
    version: "2-demo",
    effectiveFrom: time.daysAhead(30),
    complyBy: time.daysAhead(240),
    validityMonths: 36,
    needsSecondOfficer: true,
    whatChanged:
      "Products with parts that learn from data say in their safety case how those parts are watched after go-live.",
  };
  await changeDraft(tx, { ...by, draftId, seen: await seen(), change: { fields } });
  await proposeDraft(tx, { ...by, draftId, seen: await seen() });
  await startDraft(tx, { ...by, of: { kind: "version", standardId: "wcag22aa" } });
}
