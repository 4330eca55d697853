// Long because each golden story carries its arithmetic beside its numbers.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideHalfAwayFromZero, pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { clawbacksDue, type PaidShare } from "./clawback";
import { cutLine, type CostLine } from "~/domain/agreements/rules/cost-line";
import { earmarkText } from "./earmarks";
import { splitCosts } from "./engine";
import { explainShare } from "~/domain/who-pays/explanation";
import type { Facts } from "./facts";
import {
  BUYER,
  BUYERS_ICB,
  type BandRule,
  type ClawbackRule,
  type Rule,
} from "~/domain/agreements/rules/rule";
import type { CostSplit } from "./shares";

const facts: Facts = {
  buyerCode: "RTR",
  buyerKind: "trust",
  icbCode: "QHM",
  orderDate: day("2026-11-22"),
  quantities: { bed: 127n },
  vatRecovery: {},
};

function line(id: string, net: number, change: Partial<CostLine> = {}): CostLine {
  return {
    id,
    category: "licence-subscription",
    nature: "revenue",
    period: { from: day("2026-04-01"), to: day("2027-03-31") },
    contractYear: 1,
    financialYear: 2026,
    net: pence(net),
    vatRate: 0,
    ...change,
  };
}

const rest: Rule = { ruleNumber: 9, shape: "residual", payer: BUYER };
const sixty: Rule = { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 6000 };
const half: Rule = { ruleNumber: 1, shape: "percentage", payer: BUYERS_ICB, portion: 5000 };

function split(lines: CostLine[], rules: Rule[], change: Partial<Facts> = {}): CostSplit {
  const agreement: AgreementVersion = {
    agreementId: "A1",
    version: 1,
    title: "Test",
    parties: ["X26", "QHM", "P1", "P2"],
    effectiveFrom: day("2026-04-01"),
    effectiveTo: null,
    scope: {},
    rules: [...rules, rest],
  };
  return splitCosts({ lines, agreement, facts: { ...facts, ...change }, balances: [] });
}

function nets(result: CostSplit): Record<string, number> {
  return Object.fromEntries(
    result.shares.map((share) => [`${share.payerCode} ${share.lineId}`, Number(share.net)]),
  );
}

describe("marginal bands", () => {
  const byValue: BandRule = {
    ruleNumber: 1,
    shape: "band",
    by: "order-value",
    bands: [
      { upTo: pence(100_000_00), shares: [{ payer: "X26", portion: 5000 }] },
      {
        upTo: pence(500_000_00),
        shares: [
          { payer: "X26", portion: 2500 },
          { payer: BUYERS_ICB, portion: 2500 },
        ],
      },
      { upTo: null, shares: [{ payer: "X26", portion: 1000 }] },
    ],
  };

  test("by value: 600,000.00 is 100,000.00 and 400,000.00 and 100,000.00", () => {
    // X26: 50,000.00 + 100,000.00 + 10,000.00 = 160,000.00; the board: 25% of 400,000.00 = 100,000.00
    const result = split([line("a", 600_000_00)], [byValue]);
    expect(nets(result)).toEqual({ "X26 a": 160_000_00, "QHM a": 100_000_00, "RTR a": 340_000_00 });
    expect(explainShare(result, 2)[0]!.text).toBe(
      "50% of the first £100,000.00 and 25% of the next £400,000.00 and 10% of the next £100,000.00 = £160,000.00 for the order; this cost’s part, with £500,000.00 left to pay, is £160,000.00",
    );
  });

  test("over two costs the bands are met once, and spread by what is left", () => {
    // the board: 100,000.00 over 400 : 200 = 66,666.67 and 33,333.33, which leave 333,333.33 and 166,666.67;
    // X26: 160,000.00 x 333,333.33 / 500,000.00 = 106,666.6656 and 53,333.3344: the larger remainder gets the penny
    expect(nets(split([line("a", 400_000_00), line("b", 200_000_00)], [byValue]))).toEqual({
      "QHM a": 66_666_67,
      "QHM b": 33_333_33,
      "X26 a": 106_666_67,
      "X26 b": 53_333_33,
      "RTR a": 226_666_66,
      "RTR b": 113_333_34,
    });
  });

  test("thirds of 100.01 in one band: the residual payer wins the first tie, then by payer", () => {
    const third = { numerator: 1, denominator: 3 };
    const shares = ["P2", "P1"].map((payer) => ({ payer, portion: third }));
    const rule: Rule = { ...byValue, bands: [{ upTo: null, shares }] };
    expect(nets(split([line("a", 100_01)], [rule]))).toEqual({ "P1 a": 3334, "P2 a": 3333, "RTR a": 3334 });
  });

  const byBeds: BandRule = {
    ruleNumber: 1,
    shape: "band",
    by: "bed",
    censusDate: day("2026-04-01"),
    bands: [
      { upTo: 50n, shares: [{ payer: "X26", portion: 8000 }] },
      { upTo: null, shares: [{ payer: "X26", portion: 2000 }] },
    ],
  };

  test("by beds: of 127 beds that bear 100.00 each, 50 at 80% and 77 at 20%", () => {
    // 50 x 80.00 + 77 x 20.00 = 4,000.00 + 1,540.00
    const result = split([line("a", 12_700_00)], [byBeds]);
    expect(nets(result)).toEqual({ "X26 a": 5_540_00, "RTR a": 7_160_00 });
    expect(explainShare(result, 1)[0]!.text).toContain(
      "80% of the first 50 and 20% of the next 77, a unit of 127 bearing an equal part of £12,700.00 = £5,540.00",
    );
  });

  test("no beds, no money; beds that nobody counted are a clear refusal", () => {
    expect(nets(split([line("a", 100)], [byBeds], { quantities: { bed: 0n } }))).toEqual({ "RTR a": 100 });
    expect(() => split([line("a", 100)], [byBeds], { quantities: {} })).toThrow(
      "number of beds is not known",
    );
  });

  test("credits come off before the bands are measured, and a band gives nothing towards them", () => {
    // 150,000.00 - 50,000.00 = 100,000.00, half of which is 50,000.00
    expect(nets(split([line("a", 150_000_00), line("b", -50_000_00)], [byValue]))).toEqual({
      "X26 a": 50_000_00,
      "RTR a": 100_000_00,
      "RTR b": -50_000_00,
    });
  });
});

describe("match funding", () => {
  const match: Rule = {
    ruleNumber: 1,
    shape: "match",
    payer: "X26",
    ratio: { numerator: 1, denominator: 2 },
    windowMonths: 12,
    eligibleCategories: ["training-change"],
    max: pence(20_000_00),
  };
  const spent = (amount: number, on: string, category: CostLine["category"] = "training-change") => ({
    category,
    spentOn: day(on),
    amount: pence(amount),
  });

  test("1 for every 2 of the 30,000.01 that counts: 15,000.005, so 15,000.01", () => {
    const localSpend = [
      spent(20_000_01, "2025-11-22"), // the first day of the window
      spent(10_000_00, "2026-11-22"), // the day of the order
      spent(5_000_00, "2025-11-21"), // a day too early
      spent(2_000_00, "2026-06-01", "hosting-cloud"), // of another category
    ];
    const result = split([line("a", 50_000_00)], [match], { localSpend });
    expect(nets(result)).toEqual({ "X26 a": 15_000_01, "RTR a": 34_999_99 });
    expect(explainShare(result, 1)[0]!.text).toBe(
      "1 for every 2 of £30,000.01 of evidenced local spend, up to £20,000.00: £15,000.01 for the order, towards the £50,000.00 left",
    );
  });

  test("never above its ceiling, nor above the cost", () => {
    const localSpend = [spent(90_000_00, "2026-06-01")];
    expect(nets(split([line("a", 50_000_00)], [match], { localSpend }))).toMatchObject({
      "X26 a": 20_000_00,
    });
    expect(nets(split([line("a", 100_00)], [match], { localSpend }))).toEqual({ "X26 a": 100_00 });
  });

  test("without evidence it pays nothing and says why", () => {
    const result = split([line("a", 100_00)], [match]);
    expect(nets(result)).toEqual({ "RTR a": 100_00 });
    expect(result.notFired).toEqual([
      {
        ruleNumber: 1,
        appliesTo: { rule: 1 },
        reasons: ["no local spend of the 12 months before the order is evidenced"],
      },
    ]);
  });
});

describe("an earmark moves no money and says how much is missing", () => {
  const earmark: Rule = {
    ruleNumber: 2,
    shape: "earmark",
    payer: "X26",
    category: "evaluation-benefits",
    portion: 2000,
  };

  test("60% of 1,000.01 and of 100.00: 20% of 660.01 is 132.002, so 132.01; 60.00 is there", () => {
    const lines = [line("a", 1_000_01), line("b", 100_00, { category: "evaluation-benefits" })];
    const result = split(lines, [sixty, earmark]);
    expect(nets(result)).toEqual(nets(split(lines, [sixty])));
    expect(result.missedEarmarks).toMatchObject([
      { ruleNumber: 2, payerCode: "X26", paid: 660_01n, spent: 60_00n, required: 132_01n, missing: 72_01n },
    ]);
    expect(earmarkText(result.missedEarmarks[0]!, () => "NHS England")).toBe(
      "Rule 2 wants at least 20% of the £660.01 that NHS England pays to be for evaluation: £132.01. It is £60.00, so £72.01 more must be for evaluation.",
    );
  });

  test("that is kept to the penny is not missed; nor is one of nothing", () => {
    const lines = [line("a", 800_00), line("b", 200_00, { category: "evaluation-benefits" })];
    expect(split(lines, [sixty, earmark]).missedEarmarks).toEqual([]);
    expect(split([line("a", 0)], [sixty, earmark]).missedEarmarks).toEqual([]);
  });
});

describe("release on milestones is about when, never about how much", () => {
  const release = (
    ruleNumber: number,
    milestone: string,
    portion: 5000 | { numerator: 1; denominator: 3 },
  ): Rule => ({
    ruleNumber,
    shape: "milestone-release",
    payer: "X26",
    milestone,
    portion,
  });

  test("of 600.00: 300.00 at go-live, 200.00 when benefits are shown, 100.00 at once", () => {
    const rules = [
      sixty,
      release(2, "Go live", 5000),
      release(3, "Benefits", { numerator: 1, denominator: 3 }),
    ];
    const result = split([line("a", 1_000_00)], rules, { milestonesMet: ["Go live"] });
    expect(nets(result)).toEqual({ "X26 a": 600_00, "RTR a": 400_00 });
    expect(result.releases).toEqual([
      {
        shareIndex: 1,
        ruleNumber: 2,
        milestone: "Go live",
        amount: 300_00n,
        met: true,
        text: "50% of £600.00 = £300.00; the milestone “Go live” is met, so this is released",
      },
      {
        shareIndex: 1,
        ruleNumber: 3,
        milestone: "Benefits",
        amount: 200_00n,
        met: false,
        text: "1/3 of £600.00 = £200.00; the milestone “Benefits” is not met yet, so this waits",
      },
    ]);
  });

  test("thirds of 100.01: what waits for nothing gets the first penny over, then the first rule", () => {
    const third = { numerator: 1, denominator: 3 } as const;
    const all: Rule = { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 10_000 };
    const rules = [all, release(2, "One", third), release(3, "Two", third)];
    expect(split([line("a", 100_01)], rules).releases.map((each) => each.amount)).toEqual([3334n, 3333n]);
    expect(split([line("a", -100_01)], rules).releases.map((each) => each.amount)).toEqual([-3334n, -3333n]);
  });
});

describe("clawback", () => {
  const back = (ruleNumber: number, portion: number, windowMonths: number): ClawbackRule => ({
    ruleNumber,
    shape: "clawback",
    payer: "X26",
    trigger: "delisted",
    portion,
    windowMonths,
  });
  const paid = (amount: number, on: string, payerCode = "X26"): PaidShare => ({
    id: on,
    payerCode,
    fundId: null,
    amount: pence(amount),
    paidOn: day(on),
    line: line("a", amount),
  });
  const delisted = (on: string) => ({ trigger: "delisted" as const, on: day(on) });

  test("half of 1,000.01 paid on 28 February 2027 is 500.005, so 500.01; the window's last day is 27 February 2028", () => {
    const payments = [paid(1_000_01, "2027-02-28"), paid(7, "2027-02-28", "QHM")];
    expect(clawbacksDue([back(2, 5000, 12)], delisted("2028-02-27"), payments, facts)).toEqual([
      {
        paidShareId: "2027-02-28",
        payerCode: "X26",
        fundId: null,
        ruleNumber: 2,
        amount: 500_01n,
        text: "50% of £1,000.01 = £500.01, to the nearest penny, comes back: on 27 February 2028 the product was taken off the catalogue, within 12 months of the payment on 28 February 2027",
      },
    ]);
    expect(clawbacksDue([back(2, 5000, 12)], delisted("2028-02-28"), payments, facts)).toEqual([]);
    const other = { trigger: "terminated" as const, on: day("2027-06-01") };
    expect(clawbacksDue([back(2, 5000, 12)], other, payments, facts)).toEqual([]);
  });

  test("all within one year and half within two: each payment comes back once, by the rule that gives back most", () => {
    const rules = [back(2, 5000, 24), back(3, 10_000, 12)];
    const payments = [paid(100_00, "2026-06-01"), paid(200_00, "2027-06-01"), paid(-20_00, "2027-06-01")];
    // on 1 January 2028 the first payment is 19 months old and the others 7
    const due = clawbacksDue(rules, delisted("2028-01-01"), payments, facts);
    expect(due.map((each) => [each.ruleNumber, each.amount])).toEqual([
      [2, 50_00n],
      [3, 200_00n],
      [3, -20_00n],
    ]);
  });

  test("half of 187,957.00 is 93,978.50 however many payments it was: rounded once, a penny each to the largest remainders", () => {
    // four payments of an odd number of pence: 0.5p of each by itself would round up to 93,978.52
    const odd = [40_000_01, 50_000_01, 60_000_01, 37_956_97].map((amount, at) => ({
      ...paid(amount, `2027-02-0${at + 1}`),
      fundId: at < 2 ? "FD-1" : "FD-2",
    }));
    const due = clawbacksDue([back(2, 5000, 24)], delisted("2028-01-01"), odd, facts);
    expect(due.map((each) => each.amount)).toEqual([20_000_01n, 25_000_01n, 30_000_00n, 18_978_48n]);
    expect(due.reduce((all, each) => all + each.amount, 0n)).toBe(93_978_50n);
    expect(due[2]!.text).toContain(
      "50% of £60,000.01 = £30,000.00, rounded once for all payments together, comes",
    );
  });

  test("what a rule takes back is its part of all payments together, rounded half away from zero, to the penny", () => {
    const sums = fc.array(fc.integer({ min: -1_000, max: 1_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sums, fc.integer({ min: 1, max: 10_000 }), (amounts, portion) => {
        const payments = amounts.map((amount, at) => ({ ...paid(amount, "2027-02-01"), id: String(at) }));
        const due = clawbacksDue([back(2, portion, 24)], delisted("2028-01-01"), payments, facts);
        const whole = BigInt(amounts.reduce((a, b) => a + b, 0)) * BigInt(portion);
        expect(due.reduce((all, each) => all + each.amount, 0n)).toBe(divideHalfAwayFromZero(whole, 10_000n));
        for (const each of due) {
          const exact = (amounts[Number(each.paidShareId)]! * portion) / 10_000;
          expect(Math.abs(Number(each.amount) - exact)).toBeLessThan(1);
        }
      }),
    );
  });
});

describe("a term in which something changes", () => {
  test("a leap year: 1,000.00 from 1 September 2027 is 213 and 153 days of 366", () => {
    // 1,000.00 x 213 / 366 = 581.967 and x 153 / 366 = 418.033
    const period = { from: day("2027-09-01"), to: day("2028-08-31") };
    const parts = cutLine(line("a", 1_000_00, { period, financialYear: 2027 }), [day("2028-04-01")]);
    expect(parts.map((part) => [part.id, part.financialYear, part.net])).toEqual([
      ["a@2027-09-01", 2027, 581_97n],
      ["a@2028-04-01", 2028, 418_03n],
    ]);
    // 60%: 349.182 and 250.818; the rest 232.788 and 167.212: the larger remainders are the rest's, then the 60%'s
    expect(nets(split(parts, [sixty]))).toEqual({
      "X26 a@2027-09-01": 349_18,
      "RTR a@2027-09-01": 232_79,
      "X26 a@2028-04-01": 250_82,
      "RTR a@2028-04-01": 167_21,
    });
  });

  test("three financial years and a change of VAT: 2,400.00 over 182, 275, 91 and 183 days of 731", () => {
    const changes: Day = day("2028-01-01");
    const period = { from: day("2026-10-01"), to: day("2028-09-30") };
    const parts = cutLine(line("a", 2_400_00, { period, vatRate: 2000 }), [
      day("2027-04-01"),
      changes,
      day("2028-04-01"),
    ]).map((part) => ({ ...part, vatRate: part.period.from < changes ? 2000 : 1750 }));
    // 597.5376, 902.8728, 298.7688, 600.8208: the two pennies over go to the third and the first
    expect(parts.map((part) => [part.financialYear, part.net])).toEqual([
      [2026, 597_54n],
      [2027, 902_87n],
      [2027, 298_77n],
      [2028, 600_82n],
    ]);
    const byLine = parts.map((part) => {
      const own = split(parts, [sixty]).shares.filter((share) => share.lineId === part.id);
      return own.map((share) => [share.payerCode, Number(share.net), Number(share.vat)]);
    });
    // VAT 20% of 597.54 = 119.508, of 902.87 = 180.574; 17.5% of 298.77 = 52.28475, of 600.82 = 105.1435;
    // each split by nets: 119.51 x 239.02 / 597.54 = 47.8048 and 71.7052: the penny over goes to the second
    expect(byLine).toEqual([
      [
        ["RTR", 239_02, 47_80],
        ["X26", 358_52, 71_71],
      ],
      [
        ["RTR", 361_15, 72_23],
        ["X26", 541_72, 108_34],
      ],
      [
        ["RTR", 119_51, 20_91],
        ["X26", 179_26, 31_37],
      ],
      [
        ["RTR", 240_33, 42_06],
        ["X26", 360_49, 63_08],
      ],
    ]);
  });

  const period = { from: day("2027-04-01"), to: day("2028-03-31") };
  const cost = line("a", 366_00, { period, financialYear: 2027 });
  const merger = { code: "QHM", on: day("2027-07-01"), to: "QZZ" };

  test("a board merges on 1 July: 91 and 275 days, half of each, and history keeps the old code", () => {
    const parts = cutLine(cost, [merger.on]);
    const result = split(parts, [half], { successions: [merger] });
    expect(nets(result)).toEqual({
      "QHM a@2027-04-01": 45_50,
      "RTR a@2027-04-01": 45_50,
      "QZZ a@2027-07-01": 137_50,
      "RTR a@2027-07-01": 137_50,
    });
    expect(result.successions).toEqual([merger]);
  });

  test("a cap on the board holds over the merger: 100.00 is 45.50 and then 54.50", () => {
    const cap: Rule = {
      ruleNumber: 2,
      shape: "cap",
      appliesTo: { payer: BUYERS_ICB },
      amount: pence(100_00),
      scope: "order",
      spread: "earliest-first",
    };
    expect(nets(split(cutLine(cost, [merger.on]), [half, cap], { successions: [merger] }))).toMatchObject({
      "QHM a@2027-04-01": 45_50,
      "QZZ a@2027-07-01": 54_50,
    });
  });

  test("a payer that leaves pays nothing from that day; the residual payer takes it", () => {
    const successions = [{ ...merger, to: null }];
    const result = split(cutLine(cost, [merger.on]), [half], { successions });
    expect(nets(result)).toEqual({
      "QHM a@2027-04-01": 45_50,
      "RTR a@2027-04-01": 45_50,
      "RTR a@2027-07-01": 275_00,
    });
    expect(result.successions).toEqual(successions);
  });

  test("a residual payer that leaves without a successor is a clear refusal", () => {
    const successions = [{ code: "RTR", on: merger.on, to: null }];
    expect(() => split(cutLine(cost, [merger.on]), [half], { successions })).toThrow("has left");
  });
});
