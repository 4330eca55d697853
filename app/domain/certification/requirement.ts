import { contains, type Day } from "~/domain/shared/day";
import type { StandardVersion } from "./certificates/certificate";

/** Which thing holds the certificate: organisation, product; deployment is the buyer's, framework the centre's. */
export type AppliesTo = "organisation" | "product" | "deployment" | "framework";

export interface Standard {
  id: string;
  title: string;
  appliesTo: AppliesTo;
  legalReference: string | null;
}

/** Where a standard is mandatory; each of the four narrowing columns that is set must match. */
export interface Binding {
  id: string;
  standardId: string;
  capabilityRef: string | null;
  lotId: string | null;
  careSetting: string | null;
  buyerKind: string | null;
  validFrom: Day;
  validTo: Day | null;
}

/** What is to be bought, where and by whom. No lot, or null as buyer: only what binds every lot, every buyer applies. */
export interface Subject {
  capabilityRefs: readonly string[];
  careSettings: readonly string[];
  lotIds: readonly string[];
  buyerKind: string | null;
  on: Day;
}

export interface Requirement {
  standard: Standard;
  /** The bindings that matched, in order of their ids: the rules behind this requirement. */
  bindingIds: string[];
}

function binds(binding: Binding, subject: Subject): boolean {
  return (
    contains({ from: binding.validFrom, to: binding.validTo }, subject.on) &&
    (binding.capabilityRef === null || subject.capabilityRefs.includes(binding.capabilityRef)) &&
    (binding.careSetting === null || subject.careSettings.includes(binding.careSetting)) &&
    (binding.lotId === null || subject.lotIds.includes(binding.lotId)) &&
    (binding.buyerKind === null || binding.buyerKind === subject.buyerKind)
  );
}

/** The versions of a standard that may be used on a day, newest first. */
export function versionsInForce(
  versions: readonly StandardVersion[],
  standardId: string,
  on: Day,
): StandardVersion[] {
  return versions
    .filter(
      (version) =>
        version.standardId === standardId &&
        contains({ from: version.effectiveFrom, to: version.retiredOn }, on),
    )
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
}

/** The last day on which any version of a standard may be used; null while one has no end, or there is none. */
export function lastDayOf(versions: readonly StandardVersion[], standardId: string): Day | null {
  const ends = versions.filter((one) => one.standardId === standardId).map((one) => one.retiredOn);
  if (ends.includes(null)) return null;
  return (ends as Day[]).toSorted().at(-1) ?? null;
}

/** The versions of a standard that are worth a claim on a day, newest first: in force, and not superseded by another. */
export function usefulVersions(
  versions: readonly StandardVersion[],
  standardId: string,
  on: Day,
): StandardVersion[] {
  const open = versionsInForce(versions, standardId, on);
  const binding = open.findIndex((version) => version.complyBy !== null && version.complyBy < on);
  return binding === -1 ? open : open.slice(0, binding + 1);
}

/**
 * The standards that something must meet on a day, by title. A standard with no version in force binds nobody: there
 * is nothing to meet before its first version and after its last.
 */
export function requirementsFor(
  bindings: readonly Binding[],
  standards: ReadonlyMap<string, Standard>,
  versions: readonly StandardVersion[],
  subject: Subject,
): Requirement[] {
  const found = new Map<string, Requirement>();
  for (const binding of bindings) {
    const standard = standards.get(binding.standardId);
    if (!standard || !binds(binding, subject)) continue;
    const known = found.get(standard.id);
    if (known) known.bindingIds.push(binding.id);
    else if (versionsInForce(versions, standard.id, subject.on).length > 0) {
      found.set(standard.id, { standard, bindingIds: [binding.id] });
    }
  }
  for (const requirement of found.values()) requirement.bindingIds.sort();
  return [...found.values()].sort((a, b) => a.standard.title.localeCompare(b.standard.title, "en-GB"));
}
