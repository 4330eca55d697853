import type { AppliesTo } from "~/domain/certification/requirement";
import type { Day } from "~/domain/shared/day";
import { emptyDraft, nextVersion, type DraftContent, type DraftItem } from "./draft";
import type { Registry } from "./registry";

/** A standard as it is published: the registry, its own words, and the evidence that each version asks for. */
export interface KnownStandard extends Registry {
  row: Pick<
    DraftContent,
    | "title"
    | "summary"
    | "ownerName"
    | "certifier"
    | "category"
    | "legalReference"
    | "url"
    | "needsSecondOfficer"
  > & { appliesTo: string };
  items: ReadonlyMap<string, DraftItem[]>;
}

/** The registry of a standard that is not there yet. */
export const emptyRegistry = (standardId: string, draft: DraftContent): Registry => ({
  standard: {
    id: standardId,
    title: draft.title,
    appliesTo: draft.appliesTo,
    legalReference: draft.legalReference,
  },
  versions: [],
  bindings: [],
});

/** A standard as it is, in the words of a draft: its newest version, and where it is mandatory on the day or later. */
export function contentOf({ row, versions, bindings, items }: KnownStandard, on: Day): DraftContent {
  const newest = versions.at(-1);
  return {
    ...emptyDraft(row.title),
    summary: row.summary,
    ownerName: row.ownerName,
    certifier: row.certifier,
    category: row.category,
    appliesTo: row.appliesTo as AppliesTo,
    legalReference: row.legalReference,
    url: row.url,
    version: newest?.version ?? "",
    effectiveFrom: newest?.effectiveFrom ?? null,
    complyBy: newest?.complyBy ?? null,
    retiredOn: newest?.retiredOn ?? null,
    validityMonths: newest ? newest.validityMonths : 12,
    items: newest ? (items.get(newest.id) ?? []) : [],
    scopes: bindings
      .filter((one) => one.validTo === null || one.validTo >= on)
      .map(({ capabilityRef, lotId, careSetting, buyerKind }) => ({
        capabilityRef,
        lotId,
        careSetting,
        buyerKind,
      })),
    needsSecondOfficer: row.needsSecondOfficer,
  };
}

/**
 * What a draft begins with: the standard as it is, with the next version's name and no dates. Two officers change what is
 * mandatory, also where the list that it was loaded from did not say so.
 */
export function nextContentOf(known: KnownStandard, on: Day): DraftContent {
  const content = contentOf(known, on);
  return {
    ...content,
    needsSecondOfficer: content.needsSecondOfficer || content.scopes.length > 0,
    version: nextVersion(known.versions),
    effectiveFrom: null,
    complyBy: null,
    retiredOn: null,
  };
}
