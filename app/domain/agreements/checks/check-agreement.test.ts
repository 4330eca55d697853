// Long because every contradiction stands here as a case in one table, with the rules that clash.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { reasonsNotCovered, AGREEMENT_STATES, type AgreementVersion } from "../agreement";
import { agreementDocument } from "../agreement-document";
import { agreementSchema } from "../agreement-schema";
import { checkAgreement, checkBeforeSigning } from "./check-agreement";
import { ruleSentence } from "../rules/rule-sentence";
import { rulesFromJson, rulesToJson } from "../rules/rules-json";
import { nextState } from "~/domain/shared/state-table";
import { BUYER, BUYERS_ICB, type Rule } from "../rules/rule";

const rest: Rule = { ruleNumber: 9, shape: "residual", payer: BUYER };
const sixty: Rule = { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 6000 };
const fifty: Rule = { ruleNumber: 2, shape: "percentage", payer: "P1", portion: 5000 };

function agreement(...rules: Rule[]): AgreementVersion {
  return {
    agreementId: "A1",
    version: 1,
    title: "Test",
    parties: ["X26", "P1"],
    effectiveFrom: day("2026-04-01"),
    effectiveTo: null,
    scope: {},
    rules,
  };
}

const funds = [
  { fundId: "CAP", financialYear: 2026, nature: "capital" as const, payerCode: "X26" },
  { fundId: "REV", financialYear: 2026, nature: "revenue" as const, payerCode: "X26" },
];

describe("before it is signed", () => {
  test.each<[string, Rule[], string, number[]]>([
    [
      "percentages that leave no room for a minimum",
      [
        { ...sixty, portion: 8000, when: { categories: ["licence-subscription"] } },
        { ...fifty, portion: 2000, when: { categories: ["licence-subscription"] } },
        { ruleNumber: 3, shape: "floor", payer: BUYER, portion: 1000 },
        rest,
      ],
      "floor-against-shares",
      [3, 1, 2],
    ],
    [
      "a minimum sum beside somebody who pays all of it in the first year",
      [
        { ruleNumber: 1, shape: "taper", payer: "X26", byContractYear: [10_000, 5_000] },
        { ruleNumber: 2, shape: "floor", payer: BUYER, amount: pence(100) },
        rest,
      ],
      "floor-against-shares",
      [2, 1],
    ],
    [
      "a fund of somebody else than who pays",
      [{ ...fifty, fundIds: ["REV"] }, rest],
      "fund-of-another-payer",
      [2],
    ],
  ])("%s", (_name, rules, code, ruleNumbers) => {
    const within: AgreementVersion = { ...agreement(...rules), effectiveTo: day("2027-03-31") };
    expect(checkAgreement(within, funds)).toEqual([]);
    expect(checkBeforeSigning(within, funds)).toMatchObject([{ code, ruleNumbers }]);
  });

  test("percentages and a minimum with room for each other can be signed", () => {
    const rules: Rule[] = [
      { ...sixty, portion: 7000 },
      { ...fifty, portion: 2000 },
      { ruleNumber: 3, shape: "floor", payer: BUYER, portion: 1000 },
      rest,
    ];
    expect(checkBeforeSigning(agreement(...rules), funds)).toEqual([]);
  });

  test("a rule paid from one year's fund does not go on in the years after", () => {
    const fromFund: Rule = { ...sixty, fundIds: ["REV"] };
    const until = (effectiveTo: AgreementVersion["effectiveTo"], rule: Rule = fromFund) =>
      checkBeforeSigning({ ...agreement(rule, rest), effectiveTo }, funds).map((clash) => clash.code);
    expect(until(null)).toEqual(["fund-ends-before"]);
    expect(until(day("2027-04-01"))).toEqual(["fund-ends-before"]);
    expect(until(day("2027-03-31"))).toEqual([]);
    expect(until(null, { ...fromFund, when: { financialYears: [2026] } })).toEqual([]);
    expect(until(null, { ...fromFund, when: { orderedTo: day("2027-03-31") } })).toEqual([]);
    const [clash] = checkBeforeSigning(agreement(fromFund, rest), funds);
    expect(clash!.text).toContain("the agreement has no last day");
    expect(clash!.text).toContain("End the agreement on 31 March 2027");
  });
});

describe("contradictions are found, each with the rules that clash", () => {
  test.each<[string, Rule[], string, number[]]>([
    ["no residual", [sixty], "no-residual", []],
    ["no rules at all", [], "no-residual", []],
    ["residual not last", [rest, sixty], "residual-not-last", [9, 1]],
    ["two residuals", [{ ...rest, ruleNumber: 8 }, rest], "two-residuals", [8, 9]],
    [
      "residual with a condition",
      [{ ...rest, when: { nature: "capital" } }],
      "residual-with-conditions",
      [9],
    ],
    ["a number twice", [sixty, { ...fifty, ruleNumber: 1, portion: 1000 }, rest], "rule-number-twice", [1]],
    ["60% and 50%", [sixty, fifty, rest], "over-100", [1, 2]],
    [
      "over 100 in one category only",
      [
        sixty,
        {
          ruleNumber: 2,
          shape: "category-split",
          shares: [{ category: "training-change", payer: "P1", portion: 5000 }],
        },
        rest,
      ],
      "over-100",
      [1, 2],
    ],
    [
      "over 100 in the first year of a taper only",
      [sixty, { ruleNumber: 2, shape: "taper", payer: "P1", byContractYear: [5000, 4000] }, rest],
      "over-100",
      [1, 2],
    ],
    ["a percentage above 100", [{ ...sixty, portion: 10_001 } as Rule, rest], "figures-percentage", [1]],
    [
      "a taper above 100",
      [{ ruleNumber: 1, shape: "taper", payer: "X26", byContractYear: [10_001] }, rest],
      "figures-taper",
      [1],
    ],
    [
      "a taper below 0",
      [{ ruleNumber: 1, shape: "taper", payer: "X26", byContractYear: [100, -1] }, rest],
      "figures-taper",
      [1],
    ],
    [
      "an empty taper",
      [{ ruleNumber: 1, shape: "taper", payer: "X26", byContractYear: [] }, rest],
      "figures-taper",
      [1],
    ],
    [
      "a sum below zero",
      [{ ruleNumber: 1, shape: "fixed", payer: "X26", amount: pence(-1) }, rest],
      "figures-fixed",
      [1],
    ],
    [
      "a cap on no rule",
      [
        sixty,
        { ruleNumber: 3, shape: "cap", appliesTo: { rule: 7 }, amount: pence(1), scope: "order" },
        rest,
      ],
      "target-unknown",
      [3],
    ],
    [
      "a cap on a payer who pays nothing",
      [
        sixty,
        { ruleNumber: 3, shape: "cap", appliesTo: { payer: "P1" }, amount: pence(1), scope: "order" },
        rest,
      ],
      "target-unknown",
      [3],
    ],
    [
      "a cap on the residual payer",
      [
        sixty,
        { ruleNumber: 3, shape: "cap", appliesTo: { payer: BUYER }, amount: pence(1), scope: "order" },
        rest,
      ],
      "residual-payer-limited",
      [3, 9],
    ],
    [
      "a cap on the residual rule",
      [
        sixty,
        { ruleNumber: 3, shape: "cap", appliesTo: { rule: 9 }, amount: pence(1), scope: "order" },
        rest,
      ],
      "target-not-paying",
      [3, 9],
    ],
    [
      "a floor above a cap",
      [
        sixty,
        { ruleNumber: 3, shape: "cap", appliesTo: { payer: "X26" }, amount: pence(100), scope: "order" },
        { ruleNumber: 4, shape: "floor", payer: "X26", amount: pence(101) },
        rest,
      ],
      "floor-against-cap",
      [4, 3],
    ],
    [
      "a rule after 100%",
      [
        { ...sixty, portion: 10_000 } as Rule,
        { ruleNumber: 2, shape: "fixed", payer: "P1", amount: pence(1) },
        rest,
      ],
      "unreachable",
      [2, 1],
    ],
    ["a percentage of nothing", [{ ...sixty, portion: 0 } as Rule, rest], "unreachable", [1]],
    [
      "revenue from a payer kept to capital",
      [
        { ...sixty, when: { nature: "revenue" } },
        { ruleNumber: 2, shape: "capital-revenue", payer: "X26", only: "capital" },
        rest,
      ],
      "unreachable",
      [1, 2],
    ],
    [
      "bands that go back",
      [
        {
          ruleNumber: 1,
          shape: "band",
          by: "bed",
          bands: [
            { upTo: 50n, shares: [{ payer: "X26", portion: 8000 }] },
            { upTo: 50n, shares: [] },
            { upTo: null, shares: [] },
          ],
        },
        rest,
      ],
      "figures-band",
      [1],
    ],
    [
      "bands with an end",
      [
        {
          ruleNumber: 1,
          shape: "band",
          by: "order-value",
          bands: [{ upTo: 100n, shares: [{ payer: "X26", portion: 8000 }] }],
        },
        rest,
      ],
      "figures-band",
      [1],
    ],
    [
      "over 100% in a band",
      [
        {
          ruleNumber: 1,
          shape: "band",
          by: "order-value",
          bands: [
            {
              upTo: null,
              shares: [
                { payer: "X26", portion: 8000 },
                { payer: "P1", portion: 2001 },
              ],
            },
          ],
        },
        rest,
      ],
      "figures-band",
      [1],
    ],
    [
      "a match without a window",
      [
        {
          ruleNumber: 1,
          shape: "match",
          payer: "X26",
          ratio: { numerator: 1, denominator: 1 },
          windowMonths: 0,
          eligibleCategories: ["training-change"],
          max: pence(1),
        },
        rest,
      ],
      "figures-match",
      [1],
    ],
    [
      "an earmark of money that nobody pays",
      [
        sixty,
        { ruleNumber: 2, shape: "earmark", payer: "P1", category: "training-change", portion: 2000 },
        rest,
      ],
      "target-unknown",
      [2],
    ],
    [
      "an earmark for what the payer does not pay",
      [
        { ...sixty, when: { categories: ["licence-subscription"] } },
        { ruleNumber: 2, shape: "earmark", payer: "X26", category: "training-change", portion: 2000 },
        rest,
      ],
      "earmark-out-of-reach",
      [2, 1],
    ],
    [
      "earmarks over 100%",
      [
        sixty,
        { ruleNumber: 2, shape: "earmark", payer: "X26", category: "training-change", portion: 6000 },
        { ruleNumber: 3, shape: "earmark", payer: "X26", category: "evaluation-benefits", portion: 4001 },
        rest,
      ],
      "earmarks-over-100",
      [2, 3],
    ],
    [
      "releases over 100%",
      [
        sixty,
        { ruleNumber: 2, shape: "milestone-release", payer: "X26", milestone: "Go live", portion: 6000 },
        { ruleNumber: 3, shape: "milestone-release", payer: "X26", milestone: "Benefits", portion: 4001 },
        rest,
      ],
      "releases-over-100",
      [2, 3],
    ],
    [
      "a clawback that another always beats",
      [
        sixty,
        {
          ruleNumber: 2,
          shape: "clawback",
          payer: "X26",
          trigger: "delisted",
          portion: 10_000,
          windowMonths: 24,
        },
        {
          ruleNumber: 3,
          shape: "clawback",
          payer: "X26",
          trigger: "delisted",
          portion: 5000,
          windowMonths: 12,
        },
        rest,
      ],
      "unreachable",
      [3, 2],
    ],
    [
      "an unknown shape",
      [{ ruleNumber: 1, shape: "lottery" } as unknown as Rule, rest],
      "shape-unknown",
      [1],
    ],
    [
      "capital money for revenue",
      [{ ...sixty, fundIds: ["CAP"], when: { nature: "revenue" } } as Rule, rest],
      "fund-of-wrong-nature",
      [1],
    ],
    ["an unknown fund", [{ ...sixty, fundIds: ["NONE"] } as Rule, rest], "fund-unknown", [1]],
    [
      "an envelope that nobody uses",
      [
        sixty,
        { ruleNumber: 2, shape: "envelope", fundId: "REV", financialYear: 2026, amount: pence(1) },
        rest,
      ],
      "target-unknown",
      [2],
    ],
    ["a payer who signs nothing", [{ ...sixty, payer: "ZZZ" } as Rule, rest], "payer-not-a-party", [1]],
  ])("%s", (_name, rules, code, ruleNumbers) => {
    const found = checkAgreement(agreement(...rules), funds);
    expect(found.map((clash) => clash.code)).toContain(code);
    expect(found.find((clash) => clash.code === code)!.ruleNumbers).toEqual(ruleNumbers);
  });

  test.each<[string, Rule[]]>([
    ["only a residual", [rest]],
    ["60% and 40%", [sixty, { ...fifty, portion: 4000 } as Rule, rest]],
    [
      "60% of capital and 60% of revenue",
      [
        { ...sixty, when: { nature: "capital" } },
        { ...sixty, ruleNumber: 2, when: { nature: "revenue" } },
        rest,
      ],
    ],
    [
      "100% before a date and 100% from it",
      [
        { ...sixty, portion: 10_000, when: { orderedTo: day("2026-12-31") } } as Rule,
        { ...fifty, portion: 10_000, when: { orderedFrom: day("2027-01-01") } } as Rule,
        rest,
      ],
    ],
    [
      "100% with a cap, then another payer",
      [
        { ...sixty, portion: 10_000 } as Rule,
        { ruleNumber: 2, shape: "cap", appliesTo: { rule: 1 }, amount: pence(1), scope: "order" },
        { ruleNumber: 3, shape: "percentage", payer: "P1", portion: 5000, of: "rest" },
        rest,
      ],
    ],
    ["a fund of each nature", [{ ...sixty, portion: 10_000, fundIds: ["CAP", "REV"] } as Rule, rest]],
  ])("%s is sound", (_name, rules) => {
    expect(checkAgreement(agreement(...rules), funds)).toEqual([]);
  });

  test("in words", () => {
    expect(checkAgreement(agreement(sixty, fifty, rest))).toEqual([
      {
        code: "over-100",
        ruleNumbers: [1, 2],
        text: "Rules 1 and 2 together pay 110% of any cost in contract year 1. No cost can be paid over 100%.",
      },
    ]);
  });
});

const nameOf = (code: string) => ({ X26: "NHS England", P1: "Barts", REV: "the 2026 fund" })[code] ?? code;

const sentences: [Rule, string][] = [
  [
    { ...sixty, when: { categories: ["licence-subscription"], contractYears: [1] } },
    "NHS England pays 60% of licence or subscription costs, in contract year 1.",
  ],
  [
    {
      ruleNumber: 2,
      shape: "percentage",
      payer: BUYERS_ICB,
      portion: { numerator: 1, denominator: 3 },
      of: "rest",
    },
    "The buyer’s integrated care board pays 1/3 of what is left of the cost.",
  ],
  [
    {
      ruleNumber: 3,
      shape: "cap",
      appliesTo: { rule: 1 },
      amount: pence(250_000_00),
      scope: "organisation",
      perFinancialYear: true,
    },
    "No more than £250,000.00 per organisation per financial year of what rule 1 pays.",
  ],
  [
    { ruleNumber: 4, shape: "taper", payer: "X26", byContractYear: [10_000, 5_000] },
    "NHS England pays a falling part of the cost: 100% in contract year 1 and 50% in contract year 2, and nothing after.",
  ],
  [
    {
      ruleNumber: 5,
      shape: "fixed",
      payer: "P1",
      amount: pence(100_00),
      per: "contract-year",
      fundIds: ["REV"],
    },
    "Barts pays £100.00 towards the cost in each contract year from the 2026 fund.",
  ],
  [
    {
      ruleNumber: 6,
      shape: "per-unit",
      payer: "X26",
      rate: unitPrice(12_600),
      unit: "registeredPatient",
      censusDate: day("2026-01-01"),
    },
    "NHS England pays £1.26 per registered patient on 1 January 2026 towards the cost.",
  ],
  [
    { ruleNumber: 7, shape: "floor", payer: BUYER, portion: 2500 },
    "The buyer pays at least 25% of the cost.",
  ],
  [
    { ruleNumber: 8, shape: "eligibility", appliesTo: { rule: 1 }, requires: ["dspt"] },
    "Rule 1 applies only if the buyer meets the data security and protection toolkit.",
  ],
  [
    {
      ruleNumber: 10,
      shape: "band",
      by: "order-value",
      bands: [
        { upTo: pence(100_00), shares: [{ payer: "X26", portion: 5000 }] },
        { upTo: null, shares: [] },
      ],
    },
    "Of the cost, in bands by value: up to £100.00 NHS England pays 50%; above that nobody.",
  ],
  [
    {
      ruleNumber: 11,
      shape: "match",
      payer: "X26",
      ratio: { numerator: 1, denominator: 2 },
      windowMonths: 12,
      eligibleCategories: ["training-change"],
      max: pence(10_000_00),
    },
    "NHS England pays £1 for every £2 that the buyer can show it spent on training and change in the 12 months before the order, up to £10,000.00, towards the cost.",
  ],
  [
    { ruleNumber: 12, shape: "earmark", payer: "X26", category: "evaluation-benefits", portion: 2000 },
    "At least 20% of what NHS England pays is for evaluation.",
  ],
  [
    { ruleNumber: 13, shape: "milestone-release", payer: "X26", milestone: "Go live", portion: 5000 },
    "50% of what NHS England pays is released when “Go live” is met.",
  ],
  [
    {
      ruleNumber: 14,
      shape: "clawback",
      payer: "X26",
      fundIds: ["REV"],
      trigger: "delisted",
      portion: 10_000,
      windowMonths: 24,
    },
    "If the product is delisted within 24 months of a payment, 100% of what NHS England paid from the 2026 fund comes back.",
  ],
  [rest, "The buyer pays the rest, rounding pennies included."],
];

const keepsToForm = addFormats(new Ajv({ allErrors: true })).compile(
  agreementSchema("https://dovetail.example"),
);

describe("a rule reads as a sentence, and survives JSON", () => {
  test.each(sentences)("%#", (rule, sentence) => {
    expect(ruleSentence(rule, nameOf)).toBe(sentence);
    expect(rulesFromJson(JSON.parse(JSON.stringify(rulesToJson([rule]))))).toEqual([rule]);
  });

  test.each(sentences)(
    "%# and keeps to the published form of an agreement, in plain numbers",
    (rule, sentence) => {
      const version = {
        agreementId: "AG-0001",
        version: 1,
        title: "A test",
        parties: ["X26"],
        effectiveFrom: day("2026-04-01"),
        effectiveTo: null,
        scope: { organisations: ["X26"] },
        rules: [rule],
      };
      const about = { state: "in_force", summary: "", nameOf, origin: "https://dovetail.example" };
      const document = JSON.parse(JSON.stringify(agreementDocument(version, about)));
      expect(keepsToForm(document) || keepsToForm.errors).toBe(true);
      expect(document.rules[0]).toMatchObject({ ruleNumber: rule.ruleNumber, sentence });
      expect(JSON.stringify(document)).not.toMatch(/\$int|portion|"fundIds?"|@buyer/);
    },
  );

  test("what is not a list of rules is refused", () => {
    expect(() => rulesFromJson({ shape: "fixed" })).toThrow(TypeError);
  });
});

describe("an agreement", () => {
  test("goes from draft to in force and is then superseded or ended, never back", () => {
    expect(nextState(AGREEMENT_STATES, "draft", "propose")).toBe("proposed");
    expect(nextState(AGREEMENT_STATES, "proposed", "bring_into_force")).toBe("in_force");
    expect(nextState(AGREEMENT_STATES, "in_force", "supersede")).toBe("superseded");
    expect(nextState(AGREEMENT_STATES, "draft", "bring_into_force")).toBeNull();
    expect(nextState(AGREEMENT_STATES, "superseded", "propose")).toBeNull();
  });

  const purchase = { orderDate: day("2026-11-22"), buyerCode: "RTR", buyerKind: "trust", icbCode: "QHM" };
  test("says why it does not cover a purchase", () => {
    const ended = { ...agreement(rest), effectiveTo: day("2026-09-30"), scope: { buyerKinds: ["icb"] } };
    expect(reasonsNotCovered(ended, purchase)).toEqual([
      "It is in force from 2026-04-01 to 2026-09-30.",
      "It covers other kinds of organisation.",
    ]);
  });
});
