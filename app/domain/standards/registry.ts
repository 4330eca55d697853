import type { StandardVersion } from "~/domain/certification/certificates/certificate";
import type { Binding, Standard } from "~/domain/certification/requirement";
import { addDays, earlier, type Day } from "~/domain/shared/day";
import type { DraftContent, DraftKind, DraftScope } from "./draft";

/** One standard as the verdict knows it: itself, its versions, and where it is mandatory. */
export interface Registry {
  standard: Standard;
  versions: readonly StandardVersion[];
  bindings: readonly Binding[];
}

const scopeKey = (scope: DraftScope) =>
  JSON.stringify([scope.capabilityRef, scope.lotId, scope.careSetting, scope.buyerKind]);

/** From when a standard binds somebody whom it did not bind before: once the time to comply is over, where there is one. */
export function bindsFrom(draft: Pick<DraftContent, "effectiveFrom" | "complyBy">): Day {
  return draft.complyBy === null ? draft.effectiveFrom! : addDays(draft.complyBy, 1);
}

/**
 * The registry as it would be after a draft is published. Publishing writes the difference to this and the impact report judges
 * by it, so that the two cannot disagree. The draft has no gaps. Ids of new bindings follow those that there are.
 */
export function registryAfter(
  before: Registry,
  draft: DraftContent,
  of: { kind: DraftKind; standardId: string },
): Registry {
  const standard: Standard = {
    id: of.standardId,
    title: draft.title,
    appliesTo: draft.appliesTo,
    legalReference: draft.legalReference,
  };
  if (of.kind === "retirement") {
    const last = draft.retiredOn!;
    return {
      standard: before.standard,
      versions: before.versions.map((one) => ({ ...one, retiredOn: sooner(one.retiredOn, last) })),
      bindings: before.bindings
        .filter((one) => one.validFrom <= last)
        .map((one) => ({ ...one, validTo: sooner(one.validTo, last) })),
    };
  }
  const { version, complyBy, retiredOn, validityMonths } = draft;
  const effectiveFrom = draft.effectiveFrom!;
  const former = draft.formerRetiredOn;
  const published: StandardVersion = {
    id: `${of.standardId}@${version}`,
    standardId: of.standardId,
    version,
    effectiveFrom,
    complyBy,
    retiredOn,
    validityMonths,
  };
  return {
    standard,
    versions: [
      ...before.versions.map((one) =>
        former === null ? one : { ...one, retiredOn: sooner(one.retiredOn, former) },
      ),
      published,
    ],
    bindings: bindingsAfter(before.bindings, draft, of.standardId),
  };
}

const sooner = (one: Day | null, other: Day): Day => (one === null ? other : earlier(one, other));

/** What stays goes on; what is no longer mandatory ends the day before; what is new begins once the time to comply is over. */
function bindingsAfter(before: readonly Binding[], draft: DraftContent, standardId: string): Binding[] {
  const effectiveFrom = draft.effectiveFrom!;
  const wanted = new Map(draft.scopes.map((scope) => [scopeKey(scope), scope]));
  const kept = before.flatMap((one) => {
    const open = one.validTo === null || one.validTo >= effectiveFrom;
    if (open && wanted.delete(scopeKey(one))) return [one];
    if (!open) return [one];
    // One that has not begun yet never does.
    const end = addDays(effectiveFrom, -1);
    return one.validFrom > end ? [] : [{ ...one, validTo: end }];
  });
  const taken = before.map((one) => Number(one.id.split("#").at(-1))).filter(Number.isInteger);
  const last = Math.max(0, before.length, ...taken);
  const added = [...wanted.values()].map((scope, index) => ({
    ...scope,
    id: `${standardId}#${last + index + 1}`,
    standardId,
    validFrom: bindsFrom(draft),
    validTo: null,
  }));
  return [...kept, ...added];
}
