import { isOrganisationKind } from "~/domain/organisations/organisation";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { COST_CATEGORY_IDS, isCostCategory, type CostCategory } from "./cost-line";
import {
  CLAWBACK_TRIGGERS,
  COUNTED_UNITS,
  type Band,
  type BandMeasure,
  type BandRule,
  type BandShare,
} from "./rule";
import type { ClawbackTrigger, Conditions, CountedUnit, Per, Rule, Spread } from "./rule";
import { list, record, rows, series, ticks } from "./rule-form-groups";
import {
  choice,
  code,
  date,
  financialYear,
  money,
  optional,
  percentage,
  rate,
  ratio,
  readCode,
  readFinancialYear,
  target,
  text,
  tick,
  units,
  whole,
  type Codec,
  type Reading,
  type RuleFormFields,
} from "./rule-form-values";

export type RuleShape = Rule["shape"];

const payer = code("Choose who pays");
const funds = rows(code("Choose a fund"));
const category = choice<CostCategory>(COST_CATEGORY_IDS, "Choose a kind of cost");
const nature = choice(["capital", "revenue"] as const, "Choose capital or revenue");
const per = choice<Per>(
  ["order", "contract-year", "financial-year"],
  "Choose how often the sum is given",
  "order",
);
const spread = choice<Spread>(
  ["proportional", "earliest-first"],
  "Choose how the sum is spread",
  "proportional",
);
const unitNames = Object.keys(COUNTED_UNITS) as CountedUnit[];
const codes = list(readCode, String, (word) => `“${word}” is not an organisation’s code such as RR8`);
const requirement = (value: string) => /^[\w:.-]{1,60}$/.test(value);
const months = whole("the number of months");

const when = record<Conditions>({
  categories: ticks<CostCategory>(isCostCategory),
  nature: optional(nature),
  contractYears: list(
    (word) => (/^[1-9]\d?$/.test(word) ? Number(word) : null),
    String,
    () => "Enter contract years as numbers, for example 1, 2, 3",
  ),
  financialYears: list(
    readFinancialYear,
    formatFinancialYear,
    () => "Enter financial years such as 2026/27, 2027/28",
  ),
  organisations: codes,
  buyerKinds: ticks(isOrganisationKind),
  regions: ticks((value) => readCode(value) !== null),
  orderedFrom: optional(date("the first day of orders")),
  orderedTo: optional(date("the last day of orders")),
});

const share = record<BandShare>({ payer, portion: ratio("the part that they pay"), fundIds: funds });
const bandShares = rows(share);

/**
 * Bands with an end in rows "bands.1.upTo", and what is above them under "above": the last band always has no end. An
 * end is money or a count, as the measure says.
 */
const bandsBy = (measure: string | undefined): Codec<readonly Band[]> => {
  const end = (measure === "order-value" ? money : units)("where the band ends") as Codec<bigint>;
  const ended = record<{ upTo: bigint; shares?: readonly BandShare[] }>({ upTo: end, shares: bandShares });
  return {
    write(values, name) {
      const parts = values.map(({ upTo, shares }, index) =>
        upTo === null
          ? bandShares.write(shares, "above.shares")
          : ended.write({ upTo, shares }, `${name}.${index + 1}`),
      );
      return Object.assign({}, ...parts);
    },
    read(from, name) {
      const below = rows(ended).read(from, name) ?? [];
      const above: Band = { upTo: null, shares: bandShares.read(from, "above.shares") ?? [] };
      return [...below.map(({ upTo, shares = [] }): Band => ({ upTo, shares })), above];
    },
  };
};

const bandParts = (measure: string | undefined) =>
  record<Omit<BandRule, "shape" | "ruleNumber" | "when">>({
    by: choice<BandMeasure>(["order-value", ...unitNames], "Choose what the bands are measured in"),
    censusDate: optional(date("the day whose count is used")),
    per,
    bands: bandsBy(measure),
  });

const SHAPES: {
  [S in RuleShape]: Codec<Omit<Extract<Rule, { shape: S }>, "shape" | "ruleNumber" | "when">>;
} = {
  percentage: record({
    payer,
    portion: ratio("the part that they pay"),
    of: choice(["cost", "rest"] as const, "Choose what it is a part of", "cost"),
    fundIds: funds,
  }),
  taper: record({
    payer,
    byContractYear: series(
      percentage("the percentage of that contract year"),
      "Enter the percentage of the first contract year, for example 100%",
    ),
    fundIds: funds,
  }),
  "category-split": record({
    shares: rows(
      record({ payer, portion: ratio("the part that they pay"), category, fundIds: funds }),
      "Enter who pays which part of at least one kind of cost",
    ),
  }),
  fixed: record({ payer, amount: money("the sum"), per, spread, fundIds: funds }),
  "first-slice": record({ payer, upTo: money("how much is paid first"), per, fundIds: funds }),
  "per-unit": record({
    payer,
    rate: rate("the rate"),
    unit: choice(unitNames, "Choose what is counted"),
    censusDate: date("the day whose count is used"),
    roundUnit: optional(units("what the count is rounded down to")),
    per,
    spread,
    fundIds: funds,
  }),
  band: {
    write: (rule, name) => bandParts(rule.by).write(rule, name),
    read: (from, name) => bandParts(from.fields.by).read(from, name),
  },
  match: record({
    payer,
    ratio: record({
      numerator: whole("how many pounds are paid"),
      denominator: whole("for how many pounds spent"),
    }),
    eligibleCategories: ticks<CostCategory>(
      isCostCategory,
      "Choose at least one kind of spending that counts",
    ),
    windowMonths: months,
    max: money("the most that is paid"),
    spread,
    fundIds: funds,
  }),
  cap: record({
    appliesTo: target,
    amount: money("the most that is paid"),
    scope: choice(
      ["order", "organisation", "location", "financial-year", "programme"] as const,
      "Choose what the limit is for",
    ),
    perFinancialYear: tick,
    spread,
  }),
  floor: record({
    payer,
    amount: optional(money("the least that is paid")),
    portion: optional(ratio("the least part")),
    fundIds: funds,
  }),
  "capital-revenue": record({ payer, only: nature }),
  envelope: record({
    fundId: code("Choose a fund"),
    financialYear: financialYear(),
    amount: money("the most that comes from the fund"),
  }),
  eligibility: record({
    appliesTo: target,
    buyerKinds: ticks(isOrganisationKind),
    odsRoles: list(readCode, String, (word) => `“${word}” is not a role code such as RO76`),
    regions: ticks((value) => readCode(value) !== null),
    requires: ticks(requirement),
    orderedFrom: optional(date("the first day of orders")),
    orderedTo: optional(date("the last day of orders")),
  }),
  earmark: record({ payer, portion: ratio("the least part"), category, fundIds: funds }),
  "milestone-release": record({
    payer,
    portion: ratio("the part that waits"),
    milestone: text("Enter the milestone, for example Go-live accepted"),
    fundIds: funds,
  }),
  clawback: record({
    payer,
    trigger: choice(Object.keys(CLAWBACK_TRIGGERS) as ClawbackTrigger[], "Choose what happens"),
    portion: ratio("the part that comes back"),
    windowMonths: months,
    fundIds: funds,
  }),
  residual: record({ payer, fundIds: funds }),
};

/** True for the name of one of the 17 shapes. */
export function isRuleShape(value: string): value is RuleShape {
  return Object.hasOwn(SHAPES, value);
}

/** A rule as the fields of its form. What the rule leaves out has no field. */
export function fieldsOfRule(rule: Rule): Record<string, string> {
  const codec = SHAPES[rule.shape] as Codec<unknown> | undefined;
  return {
    shape: rule.shape,
    ruleNumber: String(rule.ruleNumber),
    ...codec?.write(rule, ""),
    ...(rule.when ? when.write(rule.when, "when") : {}),
  };
}

/** What only holds between two fields. */
function checkTogether(shape: RuleShape, { fields, errors }: Reading): void {
  const has = (name: string) => (fields[name] ?? "").trim() !== "";
  if (shape === "floor" && has("amount") === has("portion"))
    errors.amount ??= has("amount")
      ? "Enter either a sum or a percentage, and not both"
      : "Enter the least that is paid: a sum, or a percentage";
  if (shape === "band" && has("by") && fields.by !== "order-value" && !has("censusDate"))
    errors.censusDate ??= "Enter the day whose count is used, for example 1 April 2027";
  const tests = ["buyerKinds", "odsRoles", "regions", "requires", "orderedFrom", "orderedTo"];
  const tested = Object.keys(fields).some((name) => has(name) && tests.includes(name.split(".")[0]!));
  if (shape === "eligibility" && !tested) errors.requires ??= "Choose at least one condition";
}

/**
 * The rule that a form describes, or what is wrong by field name. Takes what `fieldsOfRule` gives and what people type.
 * Whether the rule fits its agreement is for `checkAgreement`.
 */
export function ruleFromForm(
  fields: RuleFormFields,
): { rule: Rule; errors?: undefined } | { rule?: undefined; errors: Record<string, string> } {
  const shape = fields.shape ?? "";
  if (!isRuleShape(shape)) return { errors: { shape: "Choose what kind of rule it is" } };
  const from: Reading = { fields, errors: {} };
  const own = SHAPES[shape].read(from, "");
  const conditions = when.read(from, "when");
  const ruleNumber = whole("the number of the rule").read(from, "ruleNumber");
  checkTogether(shape, from);
  if (Object.keys(from.errors).length > 0) return { errors: from.errors };
  const limited = conditions && Object.keys(conditions).length > 0;
  return { rule: { shape, ruleNumber, ...own, ...(limited ? { when: conditions } : {}) } as Rule };
}
