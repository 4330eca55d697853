import { later } from "~/domain/shared/day";
import type { AgreementScope, AgreementVersion } from "../agreement";
import { whichApplies } from "../rules/precedence";

export interface Overlap {
  agreementId: string;
  version: number;
  title: string;
  /** Whether this agreement goes before the other where both cover a purchase. */
  wins: boolean;
  /** "AG-0003 is more specific: it names the organisation" */
  reason: string;
}

/** Where those stand that scopes name: what decides whether one scope's words leave out what the other's take in. */
export interface KnownPlaces {
  organisations: ReadonlyMap<string, { kind: string; icbCode: string | null; region: string | null }>;
  /** The region of a board's area. */
  regionOfBoard: ReadonlyMap<string, string | null>;
  frameworkOfLot: ReadonlyMap<string, string>;
}

const allows = (part: readonly string[] | undefined, value: string | null): boolean =>
  part === undefined || (value !== null && part.includes(value));

/** What both name where both do, what one names where one does; null where neither does. */
function named(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | null {
  if (a && b) return a.filter((value) => b.includes(value));
  return a ?? b ?? null;
}

/** Whether some buyer falls under both: the named ones as they are, otherwise any of the kinds, boards and regions left. */
function someBuyer(a: AgreementScope, b: AgreementScope, known: KnownPlaces): boolean {
  const organisations = named(a.organisations, b.organisations);
  if (organisations)
    return organisations.some((code) => {
      const place = known.organisations.get(code);
      // One that is not on record could be anywhere.
      if (!place) return true;
      return [a, b].every(
        (scope) =>
          allows(scope.buyerKinds, place.kind) &&
          allows(scope.icbCodes, place.icbCode) &&
          allows(scope.regions, place.region),
      );
    });
  if (named(a.buyerKinds, b.buyerKinds)?.length === 0) return false;
  const boards = named(a.icbCodes, b.icbCodes);
  if (boards === null) return named(a.regions, b.regions)?.length !== 0;
  return boards.some((code) => {
    const region = known.regionOfBoard.get(code);
    return region === undefined || [a, b].every((scope) => allows(scope.regions, region));
  });
}

/** The same of lots and their frameworks. */
function someLot(a: AgreementScope, b: AgreementScope, known: KnownPlaces): boolean {
  const lots = named(a.lots, b.lots);
  if (lots === null) return named(a.frameworks, b.frameworks)?.length !== 0;
  return lots.some((lot) => {
    const framework = known.frameworkOfLot.get(lot);
    return framework === undefined || [a, b].every((scope) => allows(scope.frameworks, framework));
  });
}

/**
 * Whether some purchase falls under both scopes (`reasonsNotCovered`). Programmes never keep two apart: a buyer can have
 * money of both.
 */
export function scopesOverlap(a: AgreementScope, b: AgreementScope, known: KnownPlaces): boolean {
  return named(a.categories, b.categories)?.length !== 0 && someLot(a, b, known) && someBuyer(a, b, known);
}

/** Whether both are in force on some day. One that ended before its first day is in force on none. */
function datesOverlap(a: AgreementVersion, b: AgreementVersion): boolean {
  const from = later(a.effectiveFrom, b.effectiveFrom);
  return [a, b].every(({ effectiveTo }) => effectiveTo === null || from <= effectiveTo);
}

/** The other agreements that cover some of the same purchases on the same days, and which goes before which. */
export function overlapsOf(
  agreement: AgreementVersion,
  others: readonly AgreementVersion[],
  known: KnownPlaces,
): Overlap[] {
  return others
    .filter((other) => other.agreementId !== agreement.agreementId)
    .filter((other) => datesOverlap(agreement, other) && scopesOverlap(agreement.scope, other.scope, known))
    .map((other) => {
      const { chosen, reason } = whichApplies(agreement, other);
      const { agreementId, version, title } = other;
      return { agreementId, version, title, wins: chosen === agreement, reason };
    });
}
