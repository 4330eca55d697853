import { describe, expect, it } from "vitest";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { BUYER, type Rule } from "~/domain/agreements/rules/rule";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { splitCosts } from "./engine";
import type { Facts, FundBalance } from "./facts";
import { fallenRules } from "./fallen-rules";
import { idleRules, idleRulesByLine, isAboutTarget } from "./idle-rules";

const facts: Facts = { buyerCode: "RTR", buyerKind: "trust", orderDate: day("2026-11-22"), vatRecovery: {} };
const fund = (fundId: string, financialYear: number, change: Partial<FundBalance> = {}): FundBalance => ({
  fundId,
  financialYear,
  nature: "revenue",
  free: pence(1_000_000_00),
  ...change,
});
const FUNDS = [fund("FD-2026", 2026), fund("FD-CAP", 2026, { nature: "capital" })];
const names: Record<string, string> = { "FD-2026": "Frontline 2026/27", X26: "NHS England" };

/** A year's licence of £100.00: contract year 1 in 2026/27, 2 in 2027/28. */
function line(contractYear: number, change: Partial<CostLine> = {}): CostLine {
  const from = 2025 + contractYear;
  return {
    id: `L${contractYear}`,
    category: "licence-subscription",
    nature: "revenue",
    period: { from: day(`${from}-04-01`), to: day(`${from + 1}-03-31`) },
    contractYear,
    financialYear: from,
    net: pence(100_00),
    vatRate: 0,
    ...change,
  };
}

const half: Rule = { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 5000 };

const nameOf = (code: string) => names[code] ?? code;

function ask(lines: CostLine[], ...rules: Rule[]) {
  const agreement: AgreementVersion = {
    agreementId: "A1",
    version: 1,
    title: "Test",
    parties: ["X26", "P1"],
    effectiveFrom: day("2026-04-01"),
    effectiveTo: null,
    scope: {},
    rules: [...rules, { ruleNumber: 9, shape: "residual", payer: BUYER }],
  };
  const asked = { agreement, facts, balances: FUNDS };
  const split = splitCosts({ lines, ...asked });
  const of = fallenRules(asked, split, nameOf);
  return {
    fallen: lines.map((each) => of(each).map(({ text }) => text)),
    idle: idleRules({ lines, ...asked }, split, nameOf).map(({ why }) => why),
    idleOf: lines.map((each) => idleRulesByLine(asked, split, nameOf)(each).map(({ why }) => why)),
  };
}

describe("a rule that paid nothing", () => {
  const capital = line(1, { id: "C", nature: "capital", category: "implementation" });

  it("is told of the line that it is about, with that line's own year and nature, and of no other", () => {
    const second: Rule = {
      ...half,
      ruleNumber: 2,
      when: { categories: ["implementation"] },
      fundIds: ["FD-2026"],
    };
    const { idleOf } = ask([line(1), line(2), capital], half, second);
    expect(idleOf).toEqual([
      [],
      [],
      [
        "No fund of its own fits: Frontline 2026/27 (FD-2026) is money of 2026/27 (revenue), and this cost falls in 2026/27 (capital).",
      ],
    ]);
  });

  it("is told with what others paid of that line alone", () => {
    const all: Rule = { ruleNumber: 1, shape: "fixed", payer: "X26", amount: pence(500_00) };
    const { idle, idleOf } = ask([line(1), line(2)], all, { ...all, ruleNumber: 2, payer: "P1" });
    expect(idle).toEqual([
      "Nothing was left for it to pay: of the £200.00 that it is about, rule 1 pays £200.00.",
    ]);
    const own = "Nothing was left for it to pay: of the £100.00 that it is about, rule 1 pays £100.00.";
    expect(idleOf).toEqual([[own], [own]]);
  });

  it("because it was barred is told of the lines that it, or its payer, would have paid for", () => {
    const agreement: AgreementVersion = {
      agreementId: "A1",
      version: 1,
      title: "Test",
      parties: ["X26"],
      effectiveFrom: day("2026-04-01"),
      effectiveTo: null,
      scope: {},
      rules: [
        { ...half, when: { nature: "capital" } },
        { ruleNumber: 9, shape: "residual", payer: BUYER },
      ],
    };
    const about = (target: Parameters<typeof isAboutTarget>[0]) =>
      [line(1), capital].map((each) => isAboutTarget(target, each, { agreement, facts }));
    expect(about({ rule: 1 })).toEqual([false, true]);
    expect(about({ payer: "X26" })).toEqual([false, true]);
    expect(about({ payer: "P1" })).toEqual([false, false]);
  });
});

describe("a rule that falls away in a year", () => {
  it("is named where its fund ended, with the fund and both years, and not where it pays", () => {
    const { fallen, idle } = ask([line(1), line(2)], { ...half, fundIds: ["FD-2026"] });
    expect(fallen).toEqual([
      [],
      [
        "Rule 1 pays nothing of this cost: no fund that it names fits: Frontline 2026/27 (FD-2026) is money of 2026/27 (revenue), and this cost falls in 2027/28 (revenue).",
      ],
    ]);
    expect(idle).toEqual([]);
  });

  it("is named where no fund of it has the nature of the cost", () => {
    const capital = line(1, { id: "C", nature: "capital" });
    const { fallen } = ask([line(1), capital], { ...half, fundIds: ["FD-2026"] });
    expect(fallen[1]![0]).toContain(
      "is money of 2026/27 (revenue), and this cost falls in 2026/27 (capital)",
    );
    // A fund of either nature is enough for both.
    expect(ask([line(1), capital], { ...half, fundIds: ["FD-2026", "FD-CAP"] }).fallen).toEqual([[], []]);
  });

  it.each<[string, Rule, string]>([
    [
      "its financial years",
      { ...half, when: { financialYears: [2026] } },
      "it is about costs of 2026/27 only, and this cost falls in 2027/28",
    ],
    [
      "its contract years",
      { ...half, when: { contractYears: [1] } },
      "it is about contract year 1 only, and this cost falls in contract year 2",
    ],
    [
      "its taper",
      { ruleNumber: 1, shape: "taper", payer: "X26", byContractYear: [5000] },
      "it has come down to nothing by contract year 2",
    ],
  ])("is named where %s ended", (_, rule, why) => {
    expect(ask([line(1), line(2)], rule).fallen).toEqual([[], [`Rule 1 pays nothing of this cost: ${why}.`]]);
  });

  it("is named where another rule keeps its payer to the other nature", () => {
    const lines = [line(1), line(1, { id: "C", nature: "capital" })];
    const only: Rule = { ruleNumber: 2, shape: "capital-revenue", payer: "X26", only: "revenue" };
    expect(ask(lines, half, only).fallen).toEqual([
      [],
      [
        "Rule 1 pays nothing of this cost: rule 2 keeps what its payer pays to revenue costs, and this cost is capital.",
      ],
    ]);
    // Where it pays for no line at all it is idle, for that reason and no other.
    const { fallen, idle } = ask([lines[1]!], half, only);
    expect(fallen).toEqual([[]]);
    expect(idle).toEqual(["Who pays by it keeps it to revenue costs by rule 2, and this cost is capital."]);
  });

  it("pays less where only one of its payers fell away", () => {
    const share = { category: "licence-subscription", portion: 2500 } as const;
    const split: Rule = {
      ruleNumber: 1,
      shape: "category-split",
      shares: [
        { ...share, payer: "X26", fundIds: ["FD-2026"] },
        { ...share, payer: "P1" },
      ],
    };
    expect(ask([line(1), line(2)], split).fallen[1]![0]).toMatch(
      /^Rule 1 pays less of this cost: no fund that it names fits: Frontline/,
    );
  });

  it("is no part of the answer where it is about another kind of cost or another buyer", () => {
    const training = line(1, { id: "T", category: "training-change" });
    expect(ask([line(1), training], { ...half, when: { categories: ["training-change"] } }).fallen).toEqual([
      [],
      [],
    ]);
    const own = { ...half, fundIds: ["FD-2026"], when: { buyerKinds: ["icb"] } };
    expect(ask([line(1), line(2)], own).fallen).toEqual([[], []]);
  });
});
