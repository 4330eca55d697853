import type { AgreementScope, AgreementVersion } from "./agreement";
import { whichApplies } from "./precedence";

export interface Overlap {
  agreementId: string;
  version: number;
  title: string;
  /** Whether this agreement goes before the other where both cover a purchase. */
  wins: boolean;
  /** "AG-0003 is more specific: it names the organisation" */
  reason: string;
}

/** Whether a purchase could fall under both scopes. Where one does not say, it covers what the other names. */
export function scopesOverlap(a: AgreementScope, b: AgreementScope): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof AgreementScope)[]);
  return [...keys].every((key) => {
    const [one, other] = [a[key] as readonly string[] | undefined, b[key] as readonly string[] | undefined];
    return !one || !other || one.some((value) => other.includes(value));
  });
}

function datesOverlap(a: AgreementVersion, b: AgreementVersion): boolean {
  return (
    (a.effectiveTo === null || b.effectiveFrom <= a.effectiveTo) &&
    (b.effectiveTo === null || a.effectiveFrom <= b.effectiveTo)
  );
}

/**
 * The other agreements that could cover the same purchases on the same days, and which goes before which. An
 * organisation's own region or board is not asked: what could overlap is said to.
 */
export function overlapsOf(agreement: AgreementVersion, others: readonly AgreementVersion[]): Overlap[] {
  return others
    .filter((other) => other.agreementId !== agreement.agreementId)
    .filter((other) => datesOverlap(agreement, other) && scopesOverlap(agreement.scope, other.scope))
    .map((other) => {
      const { chosen, reason } = whichApplies(agreement, other);
      const { agreementId, version, title } = other;
      return { agreementId, version, title, wins: chosen === agreement, reason };
    });
}
