import { sum, type Pence } from "~/domain/money/money";
import { addMonths, type Day } from "~/domain/shared/day";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import type { CostCategory, CostLine, Nature } from "~/domain/agreements/rules/cost-line";
import {
  BUYER,
  BUYERS_ICB,
  type CapitalRevenueRule,
  type CapRule,
  type Conditions,
  type CountedUnit,
  type EligibilityRule,
  type MatchRule,
  type PayerRef,
  type Rule,
} from "~/domain/agreements/rules/rule";

/**
 * What a payer gets back of the VAT it is charged: all of it; none; or, for NHS bodies and departments, that of
 * contracted-out services (VAT Act 1994 s.41).
 */
export type VatRecovery = "full" | "none" | "contracted-out";

/**
 * Categories taken to be contracted-out services. A working position on the Treasury's list of headings: services to
 * the recipient's specification yes, goods and off-the-shelf licences no. A body whose adviser says otherwise passes
 * its own list in the facts.
 */
export const CONTRACTED_OUT_CATEGORIES: readonly CostCategory[] = [
  "implementation",
  "data-migration",
  "integration-interoperability",
  "hosting-cloud",
  "support-maintenance",
];

/** What is known about the buyer and the order on the day it is placed. */
export interface Facts {
  buyerCode: string;
  buyerKind: string;
  /** The buyer's integrated care board; its own code when the buyer is one. */
  icbCode?: string | null;
  region?: string | null;
  odsRoles?: readonly string[];
  orderDate: Day;
  /** Counts as at the order date, or at the only census date there is: registered patients, beds ... */
  quantities?: Partial<Record<CountedUnit, bigint>>;
  /** The counts as at other days, where a rule names one as its census date; for that day nothing else is asked. */
  quantitiesAt?: Readonly<Record<Day, Partial<Record<CountedUnit, bigint>>>>;
  /** Requirements that hold on the order date: "dspt", "cqc-registered", "product-assured", "standard:DCB0129". */
  met?: readonly string[];
  /** By payer code; a payer that is not named recovers nothing. */
  vatRecovery: Readonly<Record<string, VatRecovery>>;
  contractedOutCategories?: readonly CostCategory[];
  /** What earlier orders have used of caps that reach beyond one order; see `capBucket`. */
  alreadyUsed?: readonly { ruleNumber: number; bucket: string; amount: Pence }[];
  /** What the buyer has spent of its own, with evidence, and nobody has matched yet. */
  localSpend?: readonly { category: CostCategory; spentOn: Day; amount: Pence }[];
  /** Milestones that are met and evidenced, by the names that rules give them. */
  milestonesMet?: readonly string[];
  /** Organisations that merged into another, or left, in the middle of a term. */
  successions?: readonly Succession[];
}

/** From that day the periods that start are another organisation's to pay, or nobody's. History keeps the old code. */
export interface Succession {
  code: string;
  on: Day;
  to: string | null;
}

/** A fund as the ledger knows it at that moment. */
export interface FundBalance {
  fundId: string;
  financialYear: FinancialYear;
  nature: Nature;
  free: Pence;
}

/**
 * The code behind a payer reference. Throws a rule-broken Problem when the buyer's ICB is needed and not
 * known. Codes: rule-broken `fact-missing`.
 */
export function payerCodeOf(ref: PayerRef, facts: Facts): string {
  if (ref === BUYER) return facts.buyerCode;
  if (ref !== BUYERS_ICB) return ref;
  if (facts.icbCode) return facts.icbCode;
  throw new Problem("rule-broken", "fact-missing", {
    title: "The buyer’s integrated care board is not known.",
    detail:
      "This agreement makes the buyer’s integrated care board pay. Record which one the buyer belongs to.",
    rule: "Who pays what",
  });
}

/** Who pays in an organisation's place for a period that starts on a day; null when it left and nobody took its place. */
export function payerOn(code: string, start: Day, { successions = [] }: Facts): string | null {
  let payer: string | null = code;
  for (let merged = 0; merged <= successions.length && payer !== null; merged += 1) {
    const next: Succession | undefined = successions.find((each) => each.code === payer && each.on <= start);
    if (!next) return payer;
    payer = next.to;
  }
  return payer;
}

/** Whether a payer is an organisation, or pays in its place after a merger. */
export function actsFor(payer: string, code: string, { successions = [] }: Facts): boolean {
  const seen = new Set<string>();
  for (let acting: string | null | undefined = code; acting && !seen.has(acting);) {
    if (acting === payer) return true;
    seen.add(acting);
    acting = successions.find((each) => each.code === acting)?.to;
  }
  return false;
}

/**
 * Evidenced local spend that a match rule counts. In pence, spent within the rule's window (months, both ends
 * inclusive).
 */
export function localSpendFor(rule: MatchRule, { localSpend = [], orderDate }: Facts): Pence {
  const from = addMonths(orderDate, -rule.windowMonths);
  const counted = localSpend.filter(
    ({ category, spentOn }) =>
      rule.eligibleCategories.includes(category) && spentOn >= from && spentOn <= orderDate,
  );
  return sum(counted.map(({ amount }) => amount));
}

/** Whether the conditions about the buyer and the order hold; those about a cost are `holdsForLine`. */
export function holdsForOrder(when: Conditions | undefined, facts: Facts): boolean {
  if (!when) return true;
  return (
    (!when.buyerKinds || when.buyerKinds.includes(facts.buyerKind)) &&
    (!when.regions || (!!facts.region && when.regions.includes(facts.region))) &&
    (!when.orderedFrom || facts.orderDate >= when.orderedFrom) &&
    (!when.orderedTo || facts.orderDate <= when.orderedTo)
  );
}

/**
 * Whether a rule's conditions hold for one cost line: category, nature, financial year, contract year, and
 * the buyer or the line's location.
 */
export function holdsForLine(when: Conditions | undefined, line: CostLine, facts: Facts): boolean {
  if (!when) return true;
  return (
    (!when.categories || when.categories.includes(line.category)) &&
    (!when.nature || when.nature === line.nature) &&
    (!when.financialYears || when.financialYears.includes(line.financialYear)) &&
    (!when.contractYears || when.contractYears.includes(line.contractYear)) &&
    (!when.organisations ||
      when.organisations.includes(facts.buyerCode) ||
      (!!line.locationCode && when.organisations.includes(line.locationCode)))
  );
}

/**
 * The rule that keeps a payer's money to the other nature than a line's; null where none does. Throws Problem
 * rule-broken `fact-missing`.
 */
export function natureKeptBy(
  payerCode: string,
  line: CostLine,
  rules: readonly Rule[],
  facts: Facts,
): CapitalRevenueRule | null {
  const keeps = (rule: Rule): rule is CapitalRevenueRule =>
    rule.shape === "capital-revenue" &&
    rule.only !== line.nature &&
    payerCodeOf(rule.payer, facts) === payerCode &&
    holdsForOrder(rule.when, facts) &&
    holdsForLine(rule.when, line, facts);
  return rules.find(keeps) ?? null;
}

/** Each reason why an eligibility rule does not let its target fire, in words; empty when it does. */
export function reasonsNotEligible(rule: EligibilityRule, facts: Facts): string[] {
  const found: string[] = [];
  const met = new Set(facts.met ?? []);
  if (rule.buyerKinds && !rule.buyerKinds.includes(facts.buyerKind))
    found.push(`the buyer is not one of: ${rule.buyerKinds.join(", ").replaceAll("_", " ")}`);
  if (rule.odsRoles && !rule.odsRoles.some((role) => facts.odsRoles?.includes(role)))
    found.push(`the buyer has none of the roles ${rule.odsRoles.join(", ")}`);
  if (rule.regions && !(facts.region && rule.regions.includes(facts.region)))
    found.push(`the buyer is not in ${rule.regions.join(", ")}`);
  for (const requirement of rule.requires ?? [])
    if (!met.has(requirement)) found.push(`“${requirement}” is not met`);
  if (rule.orderedFrom && facts.orderDate < rule.orderedFrom)
    found.push(`the order is dated before ${rule.orderedFrom}`);
  if (rule.orderedTo && facts.orderDate > rule.orderedTo)
    found.push(`the order is dated after ${rule.orderedTo}`);
  return found;
}

/** Caps that reach over every order under their agreement; those of one order need no memory. */
export function reachesBeyond(rule: Rule): rule is CapRule {
  return rule.shape === "cap" && rule.scope !== "order";
}

/**
 * The pot of a cap that a line counts against, for example "order", "organisation:R0A", "location:A81001 2026/27".
 * Record what a share uses under this name and pass it back as `alreadyUsed` for the next order.
 */
export function capBucket(rule: CapRule, line: CostLine, facts: Facts): string {
  const year = formatFinancialYear(line.financialYear);
  if (rule.scope === "financial-year") return year;
  const bucket =
    rule.scope === "organisation"
      ? `organisation:${facts.buyerCode}`
      : rule.scope === "location"
        ? `location:${line.locationCode ?? facts.buyerCode}`
        : rule.scope;
  return rule.perFinancialYear ? `${bucket} ${year}` : bucket;
}

/** How much of a VAT amount a payer recovers on a category. In pence. */
export function recoverableVat(vat: Pence, payerCode: string, category: CostCategory, facts: Facts): Pence {
  const recovery = facts.vatRecovery[payerCode] ?? "none";
  if (recovery === "full") return vat;
  const contractedOut = facts.contractedOutCategories ?? CONTRACTED_OUT_CATEGORIES;
  return recovery === "contracted-out" && contractedOut.includes(category) ? vat : (0n as Pence);
}
