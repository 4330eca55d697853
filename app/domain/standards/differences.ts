import { APPLIES_TO_WORDS, validityText } from "~/domain/certification/standard-text";
import { itemText } from "~/domain/certification/claims/evidence-kinds";
import { formatDay, type Day } from "~/domain/shared/day";
import type { DraftContent, DraftItem } from "./draft";

/** What one version says and another does not; null: nothing there. */
export interface Difference {
  what: string;
  before: string | null;
  after: string | null;
}

/** What of a version can be compared; of those that were loaded, only some is known. */
export type Comparable = Partial<Omit<DraftContent, "scopes" | "needsSecondOfficer" | "whatChanged">> & {
  /** Where it is mandatory, in words. */
  scopeTexts?: readonly string[];
};

const dayText = (value: Day | null | undefined) => (value ? formatDay(value) : null);

/** What is different between two versions, in the order in which a standard is read; empty when nothing is. */
export function differencesBetween(before: Comparable, after: Comparable): Difference[] {
  const plain: [string, (of: Comparable) => string | null | undefined][] = [
    ["Title", (of) => of.title],
    ["Summary", (of) => of.summary],
    ["Owner", (of) => of.ownerName],
    ["Who certifies", (of) => of.certifier],
    ["Category", (of) => of.category],
    ["Applies to", (of) => of.appliesTo && APPLIES_TO_WORDS[of.appliesTo]],
    ["Legal reference", (of) => of.legalReference],
    ["Documents", (of) => of.url],
    ["In force from", (of) => dayText(of.effectiveFrom)],
    ["To be met by", (of) => dayText(of.complyBy)],
    ["Its last day", (of) => dayText(of.retiredOn)],
    [
      "A certificate lasts",
      (of) => (of.validityMonths === undefined ? null : validityText(of.validityMonths)),
    ],
  ];
  const found = plain.flatMap(([what, read]) => {
    const [was, is] = [read(before) || null, read(after) || null];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
  return [
    ...found,
    ...setDifferences("Mandatory for", before.scopeTexts ?? [], after.scopeTexts ?? []),
    ...itemDifferences(before.items ?? [], after.items ?? []),
  ];
}

function setDifferences(what: string, before: readonly string[], after: readonly string[]): Difference[] {
  return [
    ...before.filter((one) => !after.includes(one)).map((one) => ({ what, before: one, after: null })),
    ...after.filter((one) => !before.includes(one)).map((one) => ({ what, before: null, after: one })),
  ];
}

/** Items are the same by their title; what else is said of one stands beside what was. */
function itemDifferences(before: readonly DraftItem[], after: readonly DraftItem[]): Difference[] {
  const was = new Map(before.map((item) => [item.title, itemText(item)]));
  const is = new Map(after.map((item) => [item.title, itemText(item)]));
  const titles = [...new Set([...was.keys(), ...is.keys()])];
  return titles.flatMap((title) => {
    const [old, now] = [was.get(title) ?? null, is.get(title) ?? null];
    return old === now ? [] : [{ what: "Evidence", before: old, after: now }];
  });
}
