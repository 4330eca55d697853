import { formatPence, formatUnitPrice } from "~/domain/money/format";
import type { BasisPoints } from "~/domain/money/money";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { COST_CATEGORIES, type CostCategory } from "./cost-line";
import {
  BUYER,
  BUYERS_ICB,
  COUNTED_UNITS,
  formatRatio,
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
  if (when.regions) parts.push(`in ${list(when.regions)}`);
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

function eligibility(rule: EligibilityRule, nameOf: NameOf): string {
  const tests: string[] = [];
  if (rule.buyerKinds) tests.push(`the buyer is one of: ${rule.buyerKinds.map(plain).join(", ")}`);
  if (rule.odsRoles) tests.push(`the buyer has the role ${rule.odsRoles.join(" or ")}`);
  if (rule.regions) tests.push(`the buyer is in ${rule.regions.join(" or ")}`);
  if (rule.requires)
    tests.push(
      `${list(rule.requires.map((name) => `“${name}”`))} hold${rule.requires.length > 1 ? "" : "s"}`,
    );
  if (rule.orderedFrom) tests.push(`the order is placed from ${formatDay(rule.orderedFrom)}`);
  if (rule.orderedTo) tests.push(`the order is placed until ${formatDay(rule.orderedTo)}`);
  const who =
    "rule" in rule.appliesTo
      ? `Rule ${rule.appliesTo.rule} applies`
      : `${payerName(rule.appliesTo.payer, nameOf)} pays`;
  return `${who} only if ${list(tests)}`;
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
      return `No more than ${formatPence(rule.amount)}, nor more than is free, comes from ${nameOf(rule.fundId)} in ${formatFinancialYear(rule.financialYear)}`;
    case "residual":
      return `${payer(rule.payer)} pays the rest, rounding pennies included${from(rule.fundIds, nameOf)}`;
    default:
      return `A rule of the shape “${plain(rule.shape)}”, which is not worked out yet`;
  }
}

/** One rule as a sentence that a signatory can read. */
export function ruleSentence(rule: Rule, nameOf: NameOf): string {
  const own =
    rule.shape === "eligibility"
      ? words(rule, nameOf)
      : `${words(rule, nameOf)}${conditions(rule.when, nameOf)}`;
  return `${own.charAt(0).toUpperCase()}${own.slice(1)}.`;
}
