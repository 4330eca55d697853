import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import { addDays, day } from "~/domain/shared/day";
import { COST_CATEGORY_IDS } from "./cost-line";
import { BUYER, BUYERS_ICB, CLAWBACK_TRIGGERS, COUNTED_UNITS, type Rule } from "./rule";
import { fieldsOfRule, isRuleShape, ruleFromForm, type RuleShape } from "./rule-form";
import { RULE_SHAPES } from "./rule-shapes";

const payer = fc.constantFrom("X24", "RR8", BUYER, BUYERS_ICB);
const category = fc.constantFrom(...COST_CATEGORY_IDS);
const categories = fc.uniqueArray(category, { minLength: 1 });
const points = fc.integer({ min: 0, max: 10_000 });
const fraction = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: b }));
const portion = fc.oneof(points, fraction);
const amount = fc.bigInt(0n, 99_999_999_999n).map((value) => pence(value));
const date = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays(day("2024-01-01"), days));
const year = fc.integer({ min: 2020, max: 2040 });
const count = fc.integer({ min: 1, max: 999 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const fundIds = maybe(
  fc.array(fc.constantFrom("FD-2026", "PC-2027", "DC.1"), { minLength: 1, maxLength: 3 }),
);
const per = maybe(fc.constantFrom("contract-year" as const, "financial-year" as const));
const spread = maybe(fc.constant("earliest-first" as const));
const kinds = fc.uniqueArray(fc.constantFrom("trust", "icb", "gp_practice"), { minLength: 1 });
const regions = fc.uniqueArray(fc.constantFrom("Y60", "Y63"), { minLength: 1 });
const unit = fc.constantFrom(...(Object.keys(COUNTED_UNITS) as (keyof typeof COUNTED_UNITS)[]));
const target = fc.oneof(
  count.map((rule) => ({ rule })),
  payer.map((each) => ({ payer: each })),
);
const milestone = fc.stringMatching(/^[A-Za-z][a-z ,’-]{0,40}[a-z]$/);
const share = fc.record({ payer, portion, fundIds });

const bands = fc
  .record({
    by: fc.oneof(fc.constant("order-value" as const), unit),
    ends: fc.uniqueArray(fc.bigInt(1n, 99_999_999n), { maxLength: 4 }),
    shares: fc.array(fc.array(share, { maxLength: 3 }), { minLength: 5, maxLength: 5 }),
    censusDate: date,
    per,
  })
  .map(({ by, ends, shares, censusDate, per: often }) => ({
    by,
    per: often,
    censusDate: by === "order-value" ? undefined : censusDate,
    bands: [...ends, null].map((upTo, at) => ({ upTo, shares: shares[at]! })),
  }));

const BY_SHAPE: Record<RuleShape, fc.Arbitrary<object>> = {
  percentage: fc.record({ payer, portion, of: maybe(fc.constant("rest")), fundIds }),
  taper: fc.record({ payer, byContractYear: fc.array(points, { minLength: 1, maxLength: 12 }), fundIds }),
  "category-split": fc.record({
    shares: fc.array(fc.record({ category, payer, portion, fundIds }), { minLength: 1, maxLength: 12 }),
  }),
  fixed: fc.record({ payer, amount, per, spread, fundIds }),
  "first-slice": fc.record({ payer, upTo: amount, per, fundIds }),
  "per-unit": fc.record({
    payer,
    rate: fc.bigInt(0n, 99_999_999n).map((value) => unitPrice(value)),
    unit,
    censusDate: date,
    roundUnit: maybe(fc.bigInt(1n, 1_000n)),
    per,
    spread,
    fundIds,
  }),
  band: bands,
  match: fc.record({
    payer,
    ratio: fc.record({ numerator: count, denominator: count }),
    windowMonths: count,
    eligibleCategories: categories,
    max: amount,
    spread,
    fundIds,
  }),
  cap: fc.record({
    appliesTo: target,
    amount,
    scope: fc.constantFrom("order", "organisation", "location", "financial-year", "programme"),
    perFinancialYear: maybe(fc.constant(true)),
    spread,
  }),
  floor: fc.oneof(fc.record({ payer, amount, fundIds }), fc.record({ payer, portion, fundIds })),
  "capital-revenue": fc.record({ payer, only: fc.constantFrom("capital", "revenue") }),
  envelope: fc.record({ fundId: fc.constant("FD-2026"), financialYear: year, amount }),
  eligibility: fc.record({
    appliesTo: target,
    buyerKinds: kinds,
    odsRoles: maybe(fc.uniqueArray(fc.constantFrom("RO76", "RO197"), { minLength: 1 })),
    regions: maybe(regions),
    requires: maybe(fc.uniqueArray(fc.constantFrom("dspt", "standard:DCB0129"), { minLength: 1 })),
    orderedFrom: maybe(date),
    orderedTo: maybe(date),
  }),
  earmark: fc.record({ payer, portion, category, fundIds }),
  "milestone-release": fc.record({ payer, portion, milestone, fundIds }),
  clawback: fc.record({
    payer,
    trigger: fc.constantFrom(...Object.keys(CLAWBACK_TRIGGERS)),
    portion,
    windowMonths: count,
    fundIds,
  }),
  residual: fc.record({ payer, fundIds }),
};

const when = maybe(
  fc.oneof(
    fc.record({ categories, nature: fc.constantFrom("capital", "revenue") }),
    fc.record({ contractYears: fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { minLength: 1 }) }),
    fc.record({ financialYears: fc.uniqueArray(year, { minLength: 1, maxLength: 4 }), orderedFrom: date }),
    fc.record({
      organisations: fc.uniqueArray(fc.constantFrom("RR8", "B84613"), { minLength: 1 }),
      buyerKinds: kinds,
      regions,
      orderedTo: date,
    }),
  ),
);

describe("a rule through its form", () => {
  it.each(Object.keys(BY_SHAPE) as RuleShape[])("%s comes back as it was", (shape) => {
    const rule = fc
      .record({ ruleNumber: count, own: BY_SHAPE[shape], conditions: when })
      .map(({ ruleNumber, own, conditions }) => ({ shape, ruleNumber, ...own, when: conditions }) as Rule);
    fc.assert(
      fc.property(rule, (given) => {
        expect(ruleFromForm(fieldsOfRule(given))).toEqual({ rule: given });
      }),
      { numRuns: 500 },
    );
  });

  it("knows every shape, and explains each once", () => {
    expect(RULE_SHAPES.map(({ shape }) => shape).sort()).toEqual(Object.keys(BY_SHAPE).sort());
    expect(RULE_SHAPES.every(({ shape }) => isRuleShape(shape))).toBe(true);
    expect(RULE_SHAPES).toHaveLength(17);
  });

  it("never throws and never makes a rule of the wrong shape, whatever is typed", () => {
    const names = fc.constantFrom(
      "payer",
      "portion",
      "amount",
      "fundIds.1",
      "when.nature",
      "by",
      "bands.1.upTo",
    );
    const typed = fc.dictionary(
      names,
      fc.oneof(fc.string(), fc.constantFrom("1/0", "101%", "£-3", "2026/28")),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom(...(Object.keys(BY_SHAPE) as RuleShape[])), (fields, shape) => {
        const answer = ruleFromForm({ ...fields, shape, ruleNumber: "1" });
        return answer.rule ? answer.rule.shape === shape : Object.keys(answer.errors).length > 0;
      }),
      { numRuns: 2_000 },
    );
  });
});
