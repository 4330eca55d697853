import type { BasisPoints, Pence, UnitPrice } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import type { CostCategory, Nature } from "./cost-line";

/** An organisation's code, or one of the two roles below, which become codes when a split is worked out. */
export type PayerRef = string;
/** Whoever places the order. */
export const BUYER = "@buyer";
/** The integrated care board of the buyer's area. */
export const BUYERS_ICB = "@buyers-icb";

/** Basis points (6000 is 60%), or a fraction where a percentage cannot be exact (one third). */
export type Ratio = BasisPoints | { numerator: number; denominator: number };

/** A rule fires only where all of these hold; what is left out does not matter. */
export interface Conditions {
  categories?: readonly CostCategory[];
  nature?: Nature;
  financialYears?: readonly FinancialYear[];
  contractYears?: readonly number[];
  /** Codes of the buyer or of the place of use. */
  organisations?: readonly string[];
  buyerKinds?: readonly string[];
  regions?: readonly string[];
  orderedFrom?: Day;
  orderedTo?: Day;
}

interface Numbered {
  /** Stable: contradictions, traces and differences between versions name it. */
  ruleNumber: number;
  when?: Conditions;
}

interface Paying extends Numbered {
  payer: PayerRef;
  /**
   * The funds it pays from; left out, its own budget. A fund is money of one year and one nature, so each cost is paid
   * from the fund of its own year and nature, and a cost for which none of these fits is not paid by this rule.
   */
  fundIds?: readonly string[];
}

/** How often a sum is given: once for the order, or afresh in each year. */
export type Per = "order" | "contract-year" | "financial-year";
/** How a sum that does not cover everything is shared by the lines: in proportion, or the earliest cost first. */
export type Spread = "proportional" | "earliest-first";
/** What a cap or an eligibility test limits: one rule, or all that a payer's rules pay. */
export type Target = { rule: number } | { payer: PayerRef };

export interface PercentageRule extends Paying {
  shape: "percentage";
  portion: Ratio;
  /** Of the whole cost (the default), or of what the rules before it have left. */
  of?: "cost" | "rest";
}
export interface TaperRule extends Paying {
  shape: "taper";
  /** 10000, 7500, 5000 ... for contract years 1, 2, 3 ...; nothing after the last. */
  byContractYear: readonly BasisPoints[];
}
export interface CategorySplitRule extends Numbered {
  shape: "category-split";
  shares: readonly {
    category: CostCategory;
    payer: PayerRef;
    fundIds?: readonly string[];
    portion: Ratio;
  }[];
}
export interface FixedRule extends Paying {
  shape: "fixed";
  amount: Pence;
  per?: Per;
  spread?: Spread;
}
export interface FirstSliceRule extends Paying {
  shape: "first-slice";
  upTo: Pence;
  per?: Per;
}
export const COUNTED_UNITS = {
  registeredPatient: ["registered patient", "registered patients"],
  weightedPatient: ["weighted patient", "weighted patients"],
  bed: ["bed", "beds"],
  location: ["location", "locations"],
  licence: ["licence", "licences"],
  serviceUser: ["service user", "service users"],
  staffWTE: ["whole-time equivalent member of staff", "whole-time equivalent staff"],
} as const;
export type CountedUnit = keyof typeof COUNTED_UNITS;
export interface PerUnitRule extends Paying {
  shape: "per-unit";
  rate: UnitPrice;
  unit: CountedUnit;
  /** The day whose count is used. */
  censusDate: Day;
  /** The count is rounded down to a multiple of this: 10 pays for 120 beds of 127. */
  roundUnit?: bigint;
  per?: Per;
  spread?: Spread;
}
export type CapScope = "order" | "organisation" | "location" | "financial-year" | "programme";
export interface CapRule extends Numbered {
  shape: "cap";
  appliesTo: Target;
  amount: Pence;
  scope: CapScope;
  /** The sum holds in each financial year of the scope: "per organisation per financial year". */
  perFinancialYear?: boolean;
  spread?: Spread;
}
/** Exactly one of amount and portion. */
export interface FloorRule extends Paying {
  shape: "floor";
  amount?: Pence;
  portion?: Ratio;
}
export interface CapitalRevenueRule extends Numbered {
  shape: "capital-revenue";
  payer: PayerRef;
  only: Nature;
}
export interface EligibilityRule extends Numbered {
  shape: "eligibility";
  appliesTo: Target;
  buyerKinds?: readonly string[];
  odsRoles?: readonly string[];
  regions?: readonly string[];
  /** Each must be among the facts' `met`: "dspt", "cqc-registered", "product-assured", "standard:DCB0129". */
  requires?: readonly string[];
  orderedFrom?: Day;
  orderedTo?: Day;
}
/** The finite pot: nothing is paid from the fund beyond this sum, its free balance, or its year. */
export interface EnvelopeRule extends Numbered {
  shape: "envelope";
  fundId: string;
  financialYear: FinancialYear;
  amount: Pence;
}
/** Mandatory and last: takes what is left, rounding pennies included. */
export interface ResidualRule extends Paying {
  shape: "residual";
}

/** What a band is measured in: the value of the costs the rule is about, or a count of the buyer's. */
export type BandMeasure = "order-value" | CountedUnit;
export interface BandShare {
  payer: PayerRef;
  fundIds?: readonly string[];
  portion: Ratio;
}
export interface Band {
  /** Where it ends and the next starts, in pence or units; null for the last, which has no end. */
  upTo: bigint | null;
  shares: readonly BandShare[];
}
/**
 * Marginal: the part of the cost that lies in a band is shared as the band says. Of a count, each unit bears an equal
 * part of the cost.
 */
export interface BandRule extends Numbered {
  shape: "band";
  by: BandMeasure;
  /** For a count: the day whose count is used. */
  censusDate?: Day;
  bands: readonly Band[];
  per?: Per;
}
/** Money for money: so much for what the buyer has itself spent, with evidence, shortly before it ordered. */
export interface MatchRule extends Paying {
  shape: "match";
  /** 2 to 1 pays two pounds for each pound of local spend. */
  ratio: { numerator: number; denominator: number };
  /** Spend of so many months before the order counts, the order's day included. */
  windowMonths: number;
  eligibleCategories: readonly CostCategory[];
  max: Pence;
  spread?: Spread;
}
/** At least so much of what the payer pays is for one category; it moves no money, a split that misses it says so. */
export interface EarmarkRule extends Paying {
  shape: "earmark";
  category: CostCategory;
  portion: Ratio;
}
/** So much of what the payer pays is released only when the milestone is met; it changes when, never how much. */
export interface MilestoneReleaseRule extends Paying {
  shape: "milestone-release";
  milestone: string;
  portion: Ratio;
}
export const CLAWBACK_TRIGGERS = {
  delisted: "the product is delisted",
  terminated: "the contract is terminated",
  "standard-lapsed": "a required standard lapses",
} as const;
/** The same as what has happened: "a required standard lapsed". */
export const CLAWBACK_EVENTS: Record<keyof typeof CLAWBACK_TRIGGERS, string> = {
  delisted: "the product was taken off the catalogue",
  terminated: "the contract was terminated",
  "standard-lapsed": "a required standard lapsed",
};
export type ClawbackTrigger = keyof typeof CLAWBACK_TRIGGERS;
/** So much of what the payer paid comes back when the event falls within so many months of the payment. */
export interface ClawbackRule extends Paying {
  shape: "clawback";
  trigger: ClawbackTrigger;
  portion: Ratio;
  windowMonths: number;
}

export type Rule =
  | PercentageRule
  | TaperRule
  | CategorySplitRule
  | FixedRule
  | FirstSliceRule
  | PerUnitRule
  | CapRule
  | FloorRule
  | CapitalRevenueRule
  | EligibilityRule
  | EnvelopeRule
  | BandRule
  | MatchRule
  | EarmarkRule
  | MilestoneReleaseRule
  | ClawbackRule
  | ResidualRule;

export type PayingRule =
  | PercentageRule
  | TaperRule
  | CategorySplitRule
  | FixedRule
  | FirstSliceRule
  | PerUnitRule
  | BandRule
  | MatchRule;

const PAYING = new Set("percentage taper category-split fixed first-slice per-unit band match".split(" "));

/** True for a rule that puts money down by itself (not a limit, a test or the residual). */
export function isPaying(rule: Rule): rule is PayingRule {
  return PAYING.has(rule.shape);
}

/** Everyone a paying rule makes pay, with the funds they pay from. */
export function payersOf(rule: PayingRule): { payer: PayerRef; fundIds?: readonly string[] }[] {
  if (rule.shape === "band") return rule.bands.flatMap((band) => band.shares);
  return rule.shape === "category-split" ? [...rule.shares] : [rule];
}

/** A ratio as a numerator and a denominator. Basis points are ten-thousandths. */
export function ratioOf(ratio: Ratio): { numerator: bigint; denominator: bigint } {
  if (typeof ratio === "number") return { numerator: BigInt(ratio), denominator: 10_000n };
  return { numerator: BigInt(ratio.numerator), denominator: BigInt(ratio.denominator) };
}

/** "60%", "33.33%" or "1/3", for people. From basis points or a fraction. */
export function formatRatio(ratio: Ratio): string {
  return typeof ratio === "number" ? `${ratio / 100}%` : `${ratio.numerator}/${ratio.denominator}`;
}

/** True when a limit on the target limits this rule, wholly or through one of its payers. */
export function targets(target: Target, rule: PayingRule): boolean {
  if ("rule" in target) return target.rule === rule.ruleNumber;
  return payersOf(rule).some(({ payer }) => payer === target.payer);
}
