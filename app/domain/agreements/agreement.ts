import { contains, type Day } from "~/domain/shared/day";
import type { StateTable, StateWords } from "~/domain/shared/state-table";
import type { CostCategory } from "./rules/cost-line";
import type { Rule } from "./rules/rule";

export type AgreementState = "draft" | "proposed" | "in_force" | "superseded" | "ended" | "withdrawn";
export type AgreementAction = "propose" | "bring_into_force" | "withdraw" | "supersede" | "end";

/** Proposing freezes the version; it comes into force when every party has signed. */
export const AGREEMENT_STATES: StateTable<AgreementState, AgreementAction> = {
  draft: { propose: "proposed" },
  // A party declined: the version stays as it was shown, and a new version is drafted from it.
  proposed: { bring_into_force: "in_force", withdraw: "withdrawn" },
  in_force: { supersede: "superseded", end: "ended" },
  superseded: {},
  ended: {},
  withdrawn: {},
};

/** How its refusals are said. */
export const AGREEMENT_WORDS: StateWords<AgreementState, AgreementAction> = {
  actions: {
    propose: "propose this version of the agreement",
    bring_into_force: "bring this version of the agreement into force",
    withdraw: "withdraw this version of the agreement",
    supersede: "replace this version of the agreement",
    end: "end this agreement",
  },
  states: {
    draft: "it is still a draft",
    proposed: "it is proposed, and its parties are deciding",
    in_force: "every party has signed it",
    superseded: "a later version has replaced it",
    ended: "it has an end already",
    withdrawn: "it was withdrawn",
  },
};

/** Whether no order ever falls under a version: it was withdrawn, or ended before its first day. */
export function neverInForce(version: {
  state: AgreementState;
  effectiveFrom: Day;
  effectiveTo: Day | null;
}): boolean {
  if (version.state === "withdrawn") return true;
  return version.effectiveTo !== null && version.effectiveTo < version.effectiveFrom;
}

/** What a version is on a day, which its state alone does not say: signed ones begin and end by their dates. */
export type AgreementStatus =
  | "draft"
  | "proposed"
  | "withdrawn"
  | "signed, not begun"
  | "in force"
  | "superseded"
  | "ended";

/**
 * The status of a version on a day. One that was superseded or ended from a later day is in force until then.
 * The first and the last day are inclusive.
 */
export function statusOf(
  version: { state: AgreementState; effectiveFrom: Day; effectiveTo: Day | null },
  on: Day,
): AgreementStatus {
  const { state, effectiveFrom, effectiveTo } = version;
  if (state === "draft" || state === "proposed" || state === "withdrawn") return state;
  const over = state === "superseded" ? "superseded" : "ended";
  if (neverInForce(version) || (effectiveTo !== null && effectiveTo < on)) return over;
  return effectiveFrom > on ? "signed, not begun" : "in force";
}

/** What an agreement covers; what is left out does not matter. */
export interface AgreementScope {
  programmes?: readonly string[];
  frameworks?: readonly string[];
  lots?: readonly string[];
  organisations?: readonly string[];
  icbCodes?: readonly string[];
  regions?: readonly string[];
  buyerKinds?: readonly string[];
  /** Only costs of these categories; the other lines of an order fall to the agreement that covers them. */
  categories?: readonly CostCategory[];
}

/** Whether nothing narrows an agreement to some buyers or some products: every order of every buyer falls under it. */
export function coversEverything(scope: AgreementScope): boolean {
  const { categories: _which, ...narrowing } = scope;
  return Object.values(narrowing).every((part) => part === undefined);
}

/** One version of who pays what: immutable once proposed. */
export interface AgreementVersion {
  agreementId: string;
  version: number;
  title: string;
  /** Codes of those who sign; a payer that is named must be one of them. */
  parties: readonly string[];
  effectiveFrom: Day;
  effectiveTo: Day | null;
  scope: AgreementScope;
  /** In the order in which they apply. */
  rules: readonly Rule[];
}

/** What is bought, by whom, when: enough to find the agreement that covers it. */
export interface Purchase {
  orderDate: Day;
  buyerCode: string;
  buyerKind: string;
  icbCode?: string | null;
  region?: string | null;
  /** Programmes that have set money of a fund aside for the buyer or for its board. */
  programmeIds?: readonly string[];
  frameworkId?: string | null;
  lotId?: string | null;
  /** What the cost is for; needed where an agreement's scope names categories. */
  category?: CostCategory | null;
}

/** Each reason why an agreement does not cover a purchase, in words; empty when it does. */
export function reasonsNotCovered(agreement: AgreementVersion, purchase: Purchase): string[] {
  const { scope } = agreement;
  const found: string[] = [];
  const outside = (allowed: readonly string[] | undefined, value: string | null | undefined) =>
    allowed !== undefined && !(value && allowed.includes(value));
  if (!contains({ from: agreement.effectiveFrom, to: agreement.effectiveTo }, purchase.orderDate)) {
    const until = agreement.effectiveTo ? ` to ${agreement.effectiveTo}` : "";
    found.push(`It is in force from ${agreement.effectiveFrom}${until}.`);
  }
  if (scope.programmes && !scope.programmes.some((id) => purchase.programmeIds?.includes(id)))
    found.push("It covers organisations for which its programmes have set money aside.");
  if (outside(scope.frameworks, purchase.frameworkId)) found.push("It covers other frameworks.");
  if (outside(scope.lots, purchase.lotId)) found.push("It covers other lots.");
  if (outside(scope.organisations, purchase.buyerCode)) found.push("It covers other organisations.");
  if (outside(scope.icbCodes, purchase.icbCode)) found.push("It covers other integrated care boards’ areas.");
  if (outside(scope.regions, purchase.region)) found.push("It covers other regions.");
  if (outside(scope.buyerKinds, purchase.buyerKind)) found.push("It covers other kinds of organisation.");
  if (outside(scope.categories, purchase.category)) found.push("It covers other kinds of cost.");
  return found;
}
