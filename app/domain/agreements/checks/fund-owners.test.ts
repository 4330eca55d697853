import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { checkFunds } from "./check-funds";
import { checkFundOwners, withoutOthersFunds } from "./fund-owners";
import { BUYER, BUYERS_ICB, type Rule } from "../rules/rule";

const funds = [
  {
    fundId: "FD-2026",
    financialYear: 2026,
    nature: "capital" as const,
    payerCode: "X24",
    label: "Frontline",
  },
  {
    fundId: "WY-2026",
    financialYear: 2026,
    nature: "revenue" as const,
    payerCode: "QWO",
    label: "Yorkshire",
  },
];
const part = { portion: 3_000, fundIds: ["FD-2026"] };

describe("a fund pays for its own payer only", () => {
  it.each<[string, Rule]>([
    ["the buyer by a percentage", { shape: "percentage", ruleNumber: 1, payer: BUYER, ...part }],
    ["the buyer's board", { shape: "percentage", ruleNumber: 1, payer: BUYERS_ICB, ...part }],
    ["another organisation", { shape: "percentage", ruleNumber: 1, payer: "QWO", ...part }],
    [
      "one row of a split",
      {
        shape: "category-split",
        ruleNumber: 1,
        shares: [{ category: "training-change", payer: BUYER, ...part }],
      },
    ],
    [
      "one row of a band",
      {
        shape: "band",
        ruleNumber: 1,
        by: "order-value",
        bands: [{ upTo: null, shares: [{ payer: BUYER, ...part }] }],
      },
    ],
    ["a least contribution", { shape: "floor", ruleNumber: 1, payer: BUYER, ...part }],
    ["the rest", { shape: "residual", ruleNumber: 1, payer: BUYER, fundIds: ["FD-2026"] }],
  ])("%s is refused", (_name, rule) => {
    expect(checkFundOwners([rule], funds)).toMatchObject([
      { code: "fund-of-another-payer", ruleNumbers: [1] },
    ]);
  });

  it("is told by its name beside its code", () => {
    const named = funds.map((fund) => ({ ...fund, name: `${fund.label} 2026/27` }));
    const rule: Rule = { shape: "percentage", ruleNumber: 1, payer: "QWO", ...part };
    expect(checkFundOwners([rule], named)[0]!.text).toContain(
      "Rule 1 names Frontline 2026/27 (FD-2026) for QWO",
    );
    const wrong: Rule = { ...rule, payer: "X24", when: { nature: "revenue", financialYears: [2027] } };
    expect(checkFunds([wrong], named)[0]!.text).toBe(
      "Rule 1 is about revenue and pays from Frontline 2026/27 (FD-2026), which holds capital.",
    );
    const later: Rule = { ...wrong, when: { financialYears: [2027] } };
    expect(checkFunds([later], named)[0]!.text).toContain(
      "other years than Frontline 2026/27 (FD-2026), whose",
    );
    const limit: Rule = {
      shape: "envelope",
      ruleNumber: 2,
      fundId: "FD-2026",
      financialYear: 2027,
      amount: pence(1),
    };
    expect(checkFunds([limit], named).map((each) => each.text)).toEqual([
      "Rule 2 limits the fund Frontline 2026/27 (FD-2026), and no rule pays from it.",
      "Rule 2 limits the fund Frontline 2026/27 (FD-2026) in 2027/28, and its money is for 2026/27.",
    ]);
  });

  it("the payer of the fund may be named with it, and a fund nobody knows is left to another check", () => {
    const rule: Rule = { shape: "percentage", ruleNumber: 1, payer: "X24", ...part };
    expect(checkFundOwners([rule, { ...rule, payer: BUYER, fundIds: ["NONE"] }], funds)).toEqual([]);
  });
});

describe("the form of a rule", () => {
  const named = (code: string) => (code === BUYER ? "the buyer" : code);

  it("comes back without the funds that are not the payer's, and says whose they are", () => {
    const typed = { shape: "percentage", payer: BUYER, "fundIds.1": "FD-2026", "fundIds.2": "WY-2026" };
    const { fields, errors } = withoutOthersFunds(typed, funds, named);
    expect(fields).toEqual({ shape: "percentage", payer: BUYER });
    expect(errors.fundIds).toContain("is money of QWO, and the buyer cannot pay from it");
  });

  it("keeps the payer's own, and is silent until a payer is chosen", () => {
    const own = { payer: "X24", "fundIds.1": "FD-2026" };
    expect(withoutOthersFunds(own, funds, named)).toEqual({ fields: own, errors: {} });
    const open = { payer: "", "fundIds.1": "FD-2026" };
    expect(withoutOthersFunds(open, funds, named).errors).toEqual({});
  });

  it("looks at each row by itself", () => {
    const rows = {
      "shares.1.payer": "X24",
      "shares.1.fundIds.1": "FD-2026",
      "shares.2.payer": BUYER,
      "shares.2.fundIds.1": "FD-2026",
    };
    const { fields, errors } = withoutOthersFunds(rows, funds, named);
    expect(Object.keys(errors)).toEqual(["shares.2.fundIds.1"]);
    expect(fields).toMatchObject({ "shares.1.fundIds.1": "FD-2026", "shares.2.payer": BUYER });
    expect(fields).not.toHaveProperty(["shares.2.fundIds.1"]);
  });
});
