import { formatPence, formatUnitPrice } from "~/domain/money/format";
import type { BasisPoints, Pence } from "~/domain/money/money";
import { regionName } from "~/domain/organisations/region";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { COST_CATEGORIES, type CostCategory } from "./cost-line";
import {
  BUYER,
  BUYERS_ICB,
  CLAWBACK_TRIGGERS,
  COUNTED_UNITS,
  formatRatio,
  type BandRule,
  type CapRule,
  type Conditions,
  type EligibilityRule,
  type PayerRef,
  type Per,
  type Rule,
  type Target,
} from "./rule";

/** Names an organisation or a fund by its code. */
export type NameOf = (code: string) => string;

const PER: Record<Per, string> = {
  order: "",
  "contract-year": " in each contract year",
  "financial-year": " in each financial year",
};

const SCOPES: Record<CapRule["scope"], string> = {
  order: "per order",
  organisation: "per organisation",
  location: "per location",
  "financial-year": "per financial year",
  programme: "across the programme",
};

/** "a, b and c" */
function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function plain(word: string): string {
  return word.replaceAll("_", " ").replaceAll("-", " ");
}

/**
 * How a rule's sentence calls a payer: the buyer and its integrated care board by their part, everybody else
 * by name.
 */
export function payerName(payer: PayerRef, nameOf: NameOf): string {
  if (payer === BUYER) return "the buyer";
  return payer === BUYERS_ICB ? "the buyer’s integrated care board" : nameOf(payer);
}

function categories(ids: readonly CostCategory[]): string {
  return list(ids.map((id) => COST_CATEGORIES[id] ?? id));
}

/** What a rule applies to: "of licence or subscription costs", or "of the cost". */
function ofWhat(when: Conditions | undefined): string {
  if (!when?.categories && !when?.nature) return "the cost";
  return [when.nature, when.categories ? categories(when.categories) : null, "costs"]
    .filter(Boolean)
    .join(" ");
}

function conditions(when: Conditions | undefined, nameOf: NameOf): string {
  if (!when) return "";
  const parts: string[] = [];
  if (when.contractYears) parts.push(`in contract year ${list(when.contractYears.map(String))}`);
  if (when.financialYears) parts.push(`in ${list(when.financialYears.map(formatFinancialYear))}`);
  if (when.organisations) parts.push(`for ${list(when.organisations.map(nameOf))}`);
  if (when.buyerKinds) parts.push(`where the buyer is ${list(when.buyerKinds.map(plain))}`);
  if (when.regions) parts.push(`in ${list(when.regions.map(regionName))}`);
  if (when.orderedFrom) parts.push(`for orders from ${formatDay(when.orderedFrom)}`);
  if (when.orderedTo) parts.push(`for orders until ${formatDay(when.orderedTo)}`);
  return parts.length > 0 ? `, ${parts.join(", ")}` : "";
}

function target(appliesTo: Target, nameOf: NameOf): string {
  return "rule" in appliesTo
    ? `what rule ${appliesTo.rule} pays`
    : `what ${payerName(appliesTo.payer, nameOf)} pays`;
}

function from(fundIds: readonly string[] | undefined, nameOf: NameOf): string {
  return fundIds && fundIds.length > 0 ? ` from ${list(fundIds.map(nameOf))}` : "";
}

function taper(byContractYear: readonly BasisPoints[]): string {
  const years = byContractYear.map(
    (portion, index) => `${formatRatio(portion)} in contract year ${index + 1}`,
  );
  return `${list(years)}, and nothing after`;
}

/** What an eligibility rule asks for most, in words; others are called by their name. */
const REQUIREMENTS: Readonly<Record<string, string>> = {
  dspt: "the buyer meets the data security and protection toolkit",
  "cqc-registered": "the buyer is registered with the Care Quality Commission",
  "product-assured": "the product is certified",
};

function requirement(name: string): string {
  return REQUIREMENTS[name] ?? `“${name.replace(/^standard:/, "")}” is met`;
}

function eligibility(rule: EligibilityRule, nameOf: NameOf): string {
  const tests: string[] = [];
  if (rule.buyerKinds) tests.push(`the buyer is one of: ${rule.buyerKinds.map(plain).join(", ")}`);
  if (rule.odsRoles) tests.push(`the buyer has the role ${rule.odsRoles.join(" or ")}`);
  if (rule.regions) tests.push(`the buyer is in ${rule.regions.map(regionName).join(" or ")}`);
  if (rule.requires) tests.push(...rule.requires.map(requirement));
  if (rule.orderedFrom) tests.push(`the order is placed from ${formatDay(rule.orderedFrom)}`);
  if (rule.orderedTo) tests.push(`the order is placed until ${formatDay(rule.orderedTo)}`);
  const who =
    "rule" in rule.appliesTo
      ? `Rule ${rule.appliesTo.rule} applies`
      : `${payerName(rule.appliesTo.payer, nameOf)} pays`;
  return `${who} only if ${list(tests)}`;
}

function months(count: number): string {
  return count === 1 ? "month" : `${count} months`;
}

/** "By order value: up to £100.00, NHS England pays 50%; above that, nobody" */
function bands(rule: BandRule, nameOf: NameOf): string {
  const size = (value: bigint) =>
    rule.by === "order-value" ? formatPence(value as Pence) : `${value} ${COUNTED_UNITS[rule.by][1]}`;
  const parts = rule.bands.map(({ upTo, shares }, index) => {
    const where =
      upTo !== null
        ? `${index === 0 ? "" : "then "}up to ${size(upTo)}`
        : index === 0
          ? "for all of it"
          : "above that";
    const paying = shares.map(
      (share) =>
        `${payerName(share.payer, nameOf)} pays ${formatRatio(share.portion)}${from(share.fundIds, nameOf)}`,
    );
    return `${where} ${list(paying) || "nobody"}`;
  });
  const measure = rule.by === "order-value" ? "value" : `number of ${COUNTED_UNITS[rule.by][1]}`;
  const census = rule.censusDate ? ` on ${formatDay(rule.censusDate)}` : "";
  return `Of ${ofWhat(rule.when)}${PER[rule.per ?? "order"]}, in bands by ${measure}${census}: ${parts.join("; ")}`;
}

function words(rule: Rule, nameOf: NameOf): string {
  const payer = (ref: PayerRef) => payerName(ref, nameOf);
  switch (rule.shape) {
    case "percentage": {
      const what = rule.of === "rest" ? `what is left of ${ofWhat(rule.when)}` : ofWhat(rule.when);
      return `${payer(rule.payer)} pays ${formatRatio(rule.portion)} of ${what}${from(rule.fundIds, nameOf)}`;
    }
    case "taper":
      return `${payer(rule.payer)} pays a falling part of ${ofWhat(rule.when)}${from(rule.fundIds, nameOf)}: ${taper(rule.byContractYear)}`;
    case "category-split": {
      const shares = rule.shares.map(
        (share) =>
          `${payer(share.payer)} pays ${formatRatio(share.portion)} of ${COST_CATEGORIES[share.category] ?? share.category}${from(share.fundIds, nameOf)}`,
      );
      return list(shares);
    }
    case "fixed":
      return `${payer(rule.payer)} pays ${formatPence(rule.amount)} towards ${ofWhat(rule.when)}${PER[rule.per ?? "order"]}${from(rule.fundIds, nameOf)}`;
    case "first-slice":
      return `${payer(rule.payer)} pays the first ${formatPence(rule.upTo)} of ${ofWhat(rule.when)}${PER[rule.per ?? "order"]}${from(rule.fundIds, nameOf)}`;
    case "per-unit": {
      const whole = rule.roundUnit && rule.roundUnit > 1n ? `, in whole ${rule.roundUnit}s` : "";
      return `${payer(rule.payer)} pays ${formatUnitPrice(rule.rate)} per ${COUNTED_UNITS[rule.unit][0]} on ${formatDay(rule.censusDate)}${whole} towards ${ofWhat(rule.when)}${PER[rule.per ?? "order"]}${from(rule.fundIds, nameOf)}`;
    }
    case "cap": {
      const yearly = rule.perFinancialYear && rule.scope !== "financial-year" ? " per financial year" : "";
      return `No more than ${formatPence(rule.amount)} ${SCOPES[rule.scope]}${yearly} of ${target(rule.appliesTo, nameOf)}`;
    }
    case "floor": {
      const least =
        rule.amount === undefined
          ? `${formatRatio(rule.portion ?? 0)} of `
          : `${formatPence(rule.amount)} of `;
      return `${payer(rule.payer)} pays at least ${least}${ofWhat(rule.when)}`;
    }
    case "capital-revenue":
      return `${payer(rule.payer)} pays only for ${rule.only} costs`;
    case "eligibility":
      return eligibility(rule, nameOf);
    case "envelope":
      return `No more than ${formatPence(rule.amount)}, nor more than is free to commit, comes from ${nameOf(rule.fundId)} in ${formatFinancialYear(rule.financialYear)}`;
    case "residual":
      return `${payer(rule.payer)} pays the rest, rounding pennies included${from(rule.fundIds, nameOf)}`;
    case "band":
      return bands(rule, nameOf);
    case "match":
      return `${payer(rule.payer)} pays £${rule.ratio.numerator} for every £${rule.ratio.denominator} that the buyer can show it spent on ${categories(rule.eligibleCategories)} in the ${months(rule.windowMonths)} before the order, up to ${formatPence(rule.max)}, towards ${ofWhat(rule.when)}${from(rule.fundIds, nameOf)}`;
    case "earmark":
      return `At least ${formatRatio(rule.portion)} of what ${payer(rule.payer)} pays${from(rule.fundIds, nameOf)} is for ${COST_CATEGORIES[rule.category] ?? rule.category}`;
    case "milestone-release":
      return `${formatRatio(rule.portion)} of what ${payer(rule.payer)} pays${from(rule.fundIds, nameOf)} is released when “${rule.milestone}” is met`;
    case "clawback":
      return `If ${CLAWBACK_TRIGGERS[rule.trigger]} within ${months(rule.windowMonths)} of a payment, ${formatRatio(rule.portion)} of what ${payer(rule.payer)} paid${from(rule.fundIds, nameOf)} comes back`;
    default:
      // Stored by a version of Dovetail that knew more shapes than this one.
      return `A rule of the shape “${plain((rule as { shape: string }).shape)}”, which is not known here`;
  }
}

/** One rule as a sentence that a signatory can read. */
export function ruleSentence(rule: Rule, nameOf: NameOf): string {
  const spread = "spread" in rule && rule.spread === "earliest-first" ? ", the earliest costs first" : "";
  const own =
    rule.shape === "eligibility"
      ? words(rule, nameOf)
      : `${words(rule, nameOf)}${spread}${conditions(rule.when, nameOf)}`;
  return `${own.charAt(0).toUpperCase()}${own.slice(1)}.`;
}
