import type { DraftContent } from "./draft";

/** Why a change takes two officers: what it is about is mandatory, two change it today, or its draft asks for two. */
export type WhyTwo = "mandatory" | "marked" | "asked";

/**
 * Why publishing a draft takes two officers; null: one is enough. What is mandatory for anybody, before or after, closes or opens
 * orders on a day, so that two people stand behind it whatever the draft asks for; nothing else closes one. To need one officer
 * from now on is itself a change of what needs two today.
 */
export function whyTwo(
  draft: Pick<DraftContent, "scopes" | "needsSecondOfficer">,
  known: { row: { needsSecondOfficer: boolean }; bindings: readonly unknown[] } | null,
): WhyTwo | null {
  if (draft.scopes.length > 0 || (known !== null && known.bindings.length > 0)) return "mandatory";
  if (known?.row.needsSecondOfficer) return "marked";
  return draft.needsSecondOfficer ? "asked" : null;
}

/** Why two officers decide, for the officer who drafts. */
export const WHY_TWO_WORDS: Record<WhyTwo, string> = {
  mandatory: "Another officer decides: it is mandatory, so it closes orders",
  marked: "Another officer decides: two change this standard today",
  asked: "Another officer decides",
};
