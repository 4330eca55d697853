import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import { COST_CATEGORIES } from "~/domain/agreements/rules/cost-line";
import type { Nature } from "../../funding/fund";
import { formatPence } from "../../money/format";
import { sum, type Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { formatFinancialYear, type FinancialYear } from "../../shared/financial-year";

/** What the public registers say of an organisation: shown in its profile, never typed. */
export interface RegisterFacts {
  code: string;
  name: string;
  kind: string;
  regionCode: string | null;
  icbCode: string | null;
  icbName: string | null;
  /** Registered with the Care Quality Commission, where the register says so by itself; null where it does not. */
  cqcRegistered: boolean | null;
  /** "Standards Met" and the like, where the register of the toolkit is loaded. */
  dsptStatus: string | null;
  /** Registered patients, beds ...: each with the day it was counted. */
  counts: { name: string; value: bigint; asAt: Day; source: string }[];
}

export const DSPT_STATUSES = {
  "standards-exceeded": "Standards exceeded",
  "standards-met": "Standards met",
  "approaching-standards": "Approaching standards",
  "standards-not-met": "Standards not met",
  "not-published": "Not published",
} as const;
export type DsptStatus = keyof typeof DSPT_STATUSES;

export const CQC_STATUSES = {
  registered: "Registered",
  "not-registered": "Not registered",
  "not-required": "We provide nothing that needs registration",
} as const;
export type CqcStatus = keyof typeof CQC_STATUSES;

export const RECORDS = {
  paper: "Mostly on paper",
  mixed: "Partly on paper, partly electronic",
  electronic: "An electronic record throughout",
} as const;
export type Records = keyof typeof RECORDS;

export const MATURITY_ANSWERS = { no: "No", partly: "Partly", yes: "Yes" } as const;
export type MaturityAnswer = keyof typeof MATURITY_ANSWERS;

/** A few plain questions from "What good looks like"; answers help assessors and close nothing by themselves. */
export const MATURITY_QUESTIONS = {
  plan: "Has your board, or whoever leads you, agreed a digital plan?",
  devices: "Do staff have the devices and the connection that their work needs?",
  shared: "Can staff see what other organisations recorded about a person in their care?",
  people: "Can people see or add to their own record online?",
  trained: "Have staff been trained in the systems they use within the last year?",
} as const;
export type MaturityQuestion = keyof typeof MATURITY_QUESTIONS;

/** Where an organisation stands, in its own words. */
export interface Readiness {
  dspt: DsptStatus;
  cqc: CqcStatus;
  records: Records;
  /** The electronic record it runs, if any. */
  system: string;
  maturity: Record<MaturityQuestion, MaturityAnswer>;
}

export interface NeedCost {
  category: CostCategory;
  nature: Nature;
  financialYear: FinancialYear;
  amount: Pence;
}

/** Something it needs money for. A need keeps its id in every version of the profile. */
export interface Need {
  id: string;
  title: string;
  summary: string;
  /** The capability it would buy, in words. */
  capability: string;
  /** It would buy a solution that is certified here. */
  assuredProduct: boolean;
  startsOn: Day;
  contactName: string;
  contactEmail: string;
  costs: NeedCost[];
}

export interface Profile {
  /** 0 while nothing was saved. */
  version: number;
  readiness: Readiness | null;
  needs: Need[];
}

export type ProfilePart = "register" | "readiness" | "needs";

/** The parts that are not complete, with what is missing. What the registers say is always complete. */
export function missingProfileParts(profile: Profile): { part: ProfilePart; text: string }[] {
  return [
    ...(profile.readiness ? [] : [{ part: "readiness" as const, text: "Say where you stand" }]),
    ...(profile.needs.length > 0 ? [] : [{ part: "needs" as const, text: "Add at least one need" }]),
  ];
}

/** The security toolkit's standard is met: by the register where it says anything, otherwise by the profile. */
export function meetsDspt(facts: RegisterFacts, readiness: Readiness | null): boolean {
  if (facts.dsptStatus !== null) return /standards (met|exceeded)/i.test(facts.dsptStatus);
  return readiness?.dspt === "standards-met" || readiness?.dspt === "standards-exceeded";
}

/**
 * Whether the provider is registered with the Care Quality Commission: by the register where it says so,
 * otherwise by what the provider itself declares.
 */
export function isCqcRegistered(facts: RegisterFacts, readiness: Readiness | null): boolean {
  return facts.cqcRegistered ?? readiness?.cqc === "registered";
}

/** What makes two costs of one need the same: paid once, from whatever fund. */
export function costKey(cost: Pick<NeedCost, "category" | "nature" | "financialYear">): string {
  return `${cost.category}|${cost.nature}|${cost.financialYear}`;
}

/** "licence or subscription, revenue, 2026/27" */
export function costName(cost: Pick<NeedCost, "category" | "nature" | "financialYear">): string {
  return `${COST_CATEGORIES[cost.category]}, ${cost.nature}, ${formatFinancialYear(cost.financialYear)}`;
}

/** The costs of a need that a fund's money may pay: those of its nature and financial year. */
export function payableBy(
  need: Need | null,
  fund: { nature: Nature; financialYear: FinancialYear },
): NeedCost[] {
  return (need?.costs ?? []).filter(
    (cost) => cost.nature === fund.nature && cost.financialYear === fund.financialYear,
  );
}

/** "£12,000 revenue and £3,000 capital in all" for a list of needs. */
export function needTotals(need: Need): string {
  const parts = (["revenue", "capital"] as const)
    .map((nature) => ({
      nature,
      amount: sum(need.costs.filter((cost) => cost.nature === nature).map((cost) => cost.amount)),
    }))
    .filter(({ amount }) => amount > 0n)
    .map(({ nature, amount }) => `${formatPence(amount, { whole: true })} ${nature}`);
  return parts.join(" and ") || "No costs yet";
}
