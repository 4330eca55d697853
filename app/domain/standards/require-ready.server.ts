import type { Tx } from "~db";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { draftGaps } from "./draft";
import type { LockedDraft } from "./lock-draft.server";
import { registryOf } from "./registry-views.server";

/**
 * Throws rule-broken with every gap unless the draft can be published on the day. Answers the standard as it
 * is now. Codes: rule-broken `draft-incomplete`.
 */
export async function requireReady(tx: Tx, draft: LockedDraft, today: Day) {
  const known = await registryOf(tx, draft.standardId);
  const gaps = draftGaps(draft.content, { kind: draft.kind, versions: known?.versions ?? [], today });
  if (gaps.length > 0) {
    throw new Problem(
      "rule-broken",
      "draft-incomplete",
      {
        title: `${draft.id} cannot be published yet.`,
        detail: gaps.map((gap) => gap.text).join(" "),
        next: { label: "Go on with the draft", href: `/commercial/standards/${draft.id}` },
      },
      { gaps },
    );
  }
  return known;
}
