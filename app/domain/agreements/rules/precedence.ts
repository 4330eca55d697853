import { formatDay } from "~/domain/shared/day";
import { reasonsNotCovered, type AgreementScope, type AgreementVersion, type Purchase } from "../agreement";

/**
 * From wide to narrow: naming an organisation is more specific than all the others together. Each weighs more than all
 * before it, so that where two scopes differ the heaviest that only one of them names decides.
 */
const WEIGHTS: readonly (readonly [keyof AgreementScope, number, string])[] = [
  ["buyerKinds", 1, "it names the kind of organisation"],
  ["regions", 2, "it names the region"],
  ["icbCodes", 4, "it names the integrated care board"],
  ["categories", 8, "it names the kind of cost"],
  ["frameworks", 16, "it names the framework"],
  ["lots", 32, "it names the lot"],
  ["programmes", 64, "it names the programme"],
  ["organisations", 128, "it names the organisation"],
];

/** An agreement that covers a purchase too, and why it gave way. */
export interface PassedOver {
  agreementId: string;
  version: number;
  title: string;
  /** "AG-0003 is more specific: it names the organisation" */
  reason: string;
}

export interface Precedence {
  /** Null when no agreement covers the purchase. */
  chosen: AgreementVersion | null;
  /** The others that cover it, the nearest first. */
  passedOver: PassedOver[];
}

function specificity(scope: AgreementScope): number {
  return WEIGHTS.reduce((total, [key, weight]) => (scope[key] ? total + weight : total), 0);
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts what applies first to the front; no two agreements are alike in all of this, so there is always one answer. */
function byPrecedence(a: AgreementVersion, b: AgreementVersion): number {
  return (
    specificity(b.scope) - specificity(a.scope) ||
    compare(b.effectiveFrom, a.effectiveFrom) ||
    b.version - a.version ||
    compare(b.agreementId, a.agreementId)
  );
}

function reasonFor(chosen: AgreementVersion, other: AgreementVersion): string {
  const name = chosen.agreementId;
  if (specificity(chosen.scope) > specificity(other.scope)) {
    const decides = WEIGHTS.findLast(([key]) => chosen.scope[key] && !other.scope[key])!;
    return `${name} is more specific: ${decides[2]}`;
  }
  if (chosen.effectiveFrom > other.effectiveFrom) {
    return `${name} is as specific and later: it is in force from ${formatDay(chosen.effectiveFrom)}, ${other.agreementId} from ${formatDay(other.effectiveFrom)}`;
  }
  if (chosen.version > other.version) {
    return `${name} is as specific, in force from the same day, and is the higher version: ${chosen.version}`;
  }
  return `${name} is as specific, in force from the same day, and has the later number`;
}

/** Which of two agreements goes before the other where both cover a purchase, and why. */
export function whichApplies(
  a: AgreementVersion,
  b: AgreementVersion,
): { chosen: AgreementVersion; reason: string } {
  return byPrecedence(a, b) <= 0
    ? { chosen: a, reason: reasonFor(a, b) }
    : { chosen: b, reason: reasonFor(b, a) };
}

/**
 * The agreement that applies where several cover the same purchase: the most specific scope, then the one in force
 * from the latest date, then the higher version, then the later id; and why each of the others gives way.
 */
export function precedenceOf(agreements: readonly AgreementVersion[], purchase: Purchase): Precedence {
  const [chosen, ...others] = agreements
    .filter((agreement) => reasonsNotCovered(agreement, purchase).length === 0)
    .sort(byPrecedence);
  if (!chosen) return { chosen: null, passedOver: [] };
  return {
    chosen,
    passedOver: others.map((other) => ({
      agreementId: other.agreementId,
      version: other.version,
      title: other.title,
      reason: reasonFor(chosen, other),
    })),
  };
}

/** "AG-0002 version 1 also covers this purchase; AG-0003 is more specific: it names the organisation." */
export function passedOverText({ agreementId, version, reason }: PassedOver): string {
  return `${agreementId} version ${version} also covers this purchase; ${reason}.`;
}

/** The agreement that applies to a purchase; null when none covers it. */
export function agreementFor(
  agreements: readonly AgreementVersion[],
  purchase: Purchase,
): AgreementVersion | null {
  return precedenceOf(agreements, purchase).chosen;
}
