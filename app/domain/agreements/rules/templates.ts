import { pence, unitPrice } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { AgreementScope } from "../agreement";
import type { KnownFund } from "../checks/contradiction";
import type { CostCategory, Nature } from "./cost-line";
import { BUYER, BUYERS_ICB, type Rule } from "./rule";

/** What a template leaves open: who pays, from which funds, and from when. */
export interface TemplateBlanks {
  funder: string;
  /** Left empty, the funder pays from its own budget. */
  funds: readonly KnownFund[];
  effectiveFrom: Day;
}

export interface AgreementTemplate {
  id: string;
  name: string;
  /** When it is the right one, in one line. */
  does: string;
  summary: string;
  scope: AgreementScope;
  rules(blanks: TemplateBlanks): Rule[];
}

const LICENCES: CostCategory[] = ["licence-subscription"];
const START: CostCategory[] = ["implementation", "data-migration", "training-change"];
const RUNNING: CostCategory[] = ["licence-subscription", "hosting-cloud", "support-maintenance"];

/** "fundIds" for a rule about money of one nature, or of any; nothing where the funder has no such fund. */
function from({ funds }: TemplateBlanks, nature?: Nature): { fundIds?: string[] } {
  const fitting = funds.filter((fund) => nature === undefined || fund.nature === nature);
  return fitting.length > 0 ? { fundIds: fitting.map((fund) => fund.fundId) } : {};
}

const pounds = (amount: number) => pence(BigInt(amount) * 100n);

/** Common patterns to start from. Every figure is a suggestion, and is changed in the draft. */
export const AGREEMENT_TEMPLATES: readonly AgreementTemplate[] = [
  {
    id: "match-funding",
    name: "Match funding",
    does: "A pound for each pound that the buyer can show it spent, up to a limit.",
    summary:
      "Pays £1 for each £1 that the buyer has itself spent on the same purpose, with evidence, up to £250,000 an organisation in a financial year. The buyer pays the rest.",
    scope: { buyerKinds: ["trust"] },
    rules: (blanks) => [
      {
        shape: "match",
        ruleNumber: 1,
        payer: blanks.funder,
        ...from(blanks),
        ratio: { numerator: 1, denominator: 1 },
        windowMonths: 12,
        eligibleCategories: [...LICENCES, ...START, "hardware-devices"],
        max: pounds(250_000),
      },
      {
        shape: "cap",
        ruleNumber: 2,
        appliesTo: { rule: 1 },
        amount: pounds(250_000),
        scope: "organisation",
        perFinancialYear: true,
      },
      { shape: "residual", ruleNumber: 3, payer: BUYER },
    ],
  },
  {
    id: "taper",
    name: "Taper",
    does: "All of it in the first year, less in each year after, so that the buyer takes over.",
    summary:
      "Pays all of licences in the first contract year, 75% in the second, 50% in the third and 25% in the fourth. The buyer takes over from the fifth.",
    scope: {},
    rules: (blanks) => [
      {
        shape: "taper",
        ruleNumber: 1,
        payer: blanks.funder,
        ...from(blanks),
        byContractYear: [10_000, 7_500, 5_000, 2_500],
        when: { categories: LICENCES },
      },
      { shape: "residual", ruleNumber: 2, payer: BUYER },
    ],
  },
  {
    id: "pump-priming",
    name: "Pump-priming",
    does: "The cost of starting: the first slice of implementation, and half of the first year.",
    summary:
      "Pays the first £50,000 of implementation, migration and training and half of the first year’s licences. Half comes back if the contract ends within two years.",
    scope: {},
    rules: (blanks) => [
      {
        shape: "first-slice",
        ruleNumber: 1,
        payer: blanks.funder,
        ...from(blanks),
        upTo: pounds(50_000),
        when: { categories: START },
      },
      {
        shape: "percentage",
        ruleNumber: 2,
        payer: blanks.funder,
        ...from(blanks),
        portion: 5_000,
        when: { categories: LICENCES, contractYears: [1] },
      },
      {
        shape: "clawback",
        ruleNumber: 3,
        payer: blanks.funder,
        trigger: "terminated",
        portion: 5_000,
        windowMonths: 24,
      },
      { shape: "residual", ruleNumber: 4, payer: BUYER },
    ],
  },
  {
    id: "gp-it",
    name: "Per-capita GP IT",
    does: "A sum for each registered patient of a practice; its integrated care board pays the rest.",
    summary:
      "Pays £1.25 a year for each registered patient towards general practice systems. The practice’s integrated care board pays the rest.",
    scope: { buyerKinds: ["gp_practice", "pcn"] },
    rules: (blanks) => [
      {
        shape: "per-unit",
        ruleNumber: 1,
        payer: blanks.funder,
        ...from(blanks, "revenue"),
        rate: unitPrice(12_500),
        unit: "registeredPatient",
        censusDate: blanks.effectiveFrom,
        per: "financial-year",
        when: { categories: RUNNING },
      },
      { shape: "residual", ruleNumber: 2, payer: BUYERS_ICB },
    ],
  },
  {
    id: "care-home",
    name: "Per-bed care home",
    does: "A sum for each bed of a registered care home that meets the security toolkit.",
    summary:
      "Pays £100 for each bed, up to £10,000 an organisation in a financial year, to care providers that are registered with the CQC and meet the data security toolkit. The provider pays the rest.",
    scope: { buyerKinds: ["care_provider"] },
    rules: (blanks) => [
      {
        shape: "per-unit",
        ruleNumber: 1,
        payer: blanks.funder,
        ...from(blanks),
        rate: unitPrice(1_000_000),
        unit: "bed",
        censusDate: blanks.effectiveFrom,
        when: { categories: [...LICENCES, ...START] },
      },
      { shape: "eligibility", ruleNumber: 2, appliesTo: { rule: 1 }, requires: ["dspt", "cqc-registered"] },
      {
        shape: "cap",
        ruleNumber: 3,
        appliesTo: { rule: 1 },
        amount: pounds(10_000),
        scope: "organisation",
        perFinancialYear: true,
      },
      { shape: "residual", ruleNumber: 4, payer: BUYER },
    ],
  },
  {
    id: "capital-tail",
    name: "Capital with a revenue tail",
    does: "All capital at the start, half of it when the system is live, and a falling part of running it.",
    summary:
      "Pays all capital costs, half of them once the system is live, and 75%, 50% and 25% of the running costs of the first three contract years. The buyer pays the rest.",
    scope: { buyerKinds: ["trust"] },
    rules: (blanks) => [
      {
        shape: "percentage",
        ruleNumber: 1,
        payer: blanks.funder,
        ...from(blanks, "capital"),
        portion: 10_000,
        when: { nature: "capital" },
      },
      {
        shape: "taper",
        ruleNumber: 2,
        payer: blanks.funder,
        ...from(blanks, "revenue"),
        byContractYear: [7_500, 5_000, 2_500],
        when: { nature: "revenue", categories: RUNNING },
      },
      {
        shape: "milestone-release",
        ruleNumber: 3,
        payer: blanks.funder,
        milestone: "Go-live accepted",
        portion: 5_000,
        when: { nature: "capital" },
      },
      { shape: "residual", ruleNumber: 4, payer: BUYER },
    ],
  },
];

/** Undefined for an unknown one. */
export function templateById(id: string): AgreementTemplate | undefined {
  return AGREEMENT_TEMPLATES.find((each) => each.id === id);
}
