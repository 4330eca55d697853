// Long because each golden story carries its arithmetic beside its numbers.
import { describe, expect, test } from "vitest";
import { pence, sum, unitPrice, type Pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { splitCosts, totalBy, type SplitInput } from "./engine";
import { explainShare } from "~/domain/who-pays/explanation";
import type { Facts, FundBalance } from "./facts";
import { BUYER, BUYERS_ICB, type Rule } from "~/domain/agreements/rules/rule";
import type { CostSplit } from "./shares";

const facts: Facts = {
  buyerCode: "RTR",
  buyerKind: "trust",
  icbCode: "QHM",
  region: "Y63",
  orderDate: day("2026-11-22"),
  quantities: { registeredPatient: 9_000n, bed: 127n },
  vatRecovery: { RTR: "contracted-out", X26: "full" },
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

function year(contractYear: number): Partial<CostLine> {
  const financialYear = 2025 + contractYear;
  const period = { from: `${financialYear}-04-01` as Day, to: `${financialYear + 1}-03-31` as Day };
  return { contractYear, financialYear, period };
}

function agreement(...rules: Rule[]): AgreementVersion {
  return {
    agreementId: "A1",
    version: 1,
    title: "Test",
    parties: ["X26", "QHM", "RTR", "P1", "P2", "P3"],
    effectiveFrom: day("2026-04-01"),
    effectiveTo: null,
    scope: {},
    rules,
  };
}

const buyerPaysTheRest: Rule = { ruleNumber: 9, shape: "residual", payer: BUYER };

function split(lines: CostLine[], rules: Rule[], change: Partial<SplitInput> = {}): CostSplit {
  return splitCosts({ lines, agreement: agreement(...rules), facts, balances: [], ...change });
}

/** "payer line" -> net, as numbers so that a table reads well. */
function nets(result: CostSplit): Record<string, number> {
  return Object.fromEntries(
    result.shares.map((share) => [`${share.payerCode} ${share.lineId}`, Number(share.net)]),
  );
}

describe("percentages", () => {
  test("60% from NHS England, the buyer pays the rest, and the trace says so", () => {
    const result = split(
      [line("a", 1_000_00)],
      [{ ruleNumber: 1, shape: "percentage", payer: "X26", portion: 6000 }, buyerPaysTheRest],
    );
    expect(nets(result)).toEqual({ "RTR a": 400_00, "X26 a": 600_00 });
    expect(explainShare(result, 1)).toEqual([
      { ruleNumber: 1, text: "60% of £1,000.00 = £600.00", amount: 600_00n },
    ]);
    expect(explainShare(result, 0)).toEqual([
      { ruleNumber: 9, text: "What the other rules leave of £1,000.00 = £400.00", amount: 400_00n },
    ]);
  });

  const third = { numerator: 1, denominator: 3 };
  const thirds: Rule[] = [
    { ruleNumber: 1, shape: "percentage", payer: "P1", portion: third },
    { ruleNumber: 2, shape: "percentage", payer: "P2", portion: third },
    buyerPaysTheRest,
  ];

  test("three thirds of 100.01: 33.33⅔ each, two pennies over: the residual payer first, then P1", () => {
    // 10001 / 3 = 3333 remainder 2; all remainders equal, so the residual payer wins the first tie and P1 the second
    expect(nets(split([line("a", 100_01)], thirds))).toEqual({ "P1 a": 3334, "P2 a": 3333, "RTR a": 3334 });
  });

  test("three thirds of 100.00: the one penny over falls to the residual payer", () => {
    expect(nets(split([line("a", 100_00)], thirds))).toEqual({ "P1 a": 3333, "P2 a": 3333, "RTR a": 3334 });
  });

  test("a credit of 100.01 is the same split with the other sign", () => {
    expect(nets(split([line("a", -100_01)], thirds))).toEqual({
      "P1 a": -3334,
      "P2 a": -3333,
      "RTR a": -3334,
    });
  });

  test("33.33% twice of 100.01: the largest remainder is the residual payer's", () => {
    // 3333.3333, 3333.3333 and 33.34% = 3334.3334
    const rules = thirds.map((rule) => (rule.shape === "percentage" ? { ...rule, portion: 3333 } : rule));
    expect(nets(split([line("a", 100_01)], rules))).toEqual({ "P1 a": 3333, "P2 a": 3333, "RTR a": 3335 });
  });

  test("a line of nothing is a share of nothing", () => {
    expect(nets(split([line("a", 0)], thirds))).toEqual({ "RTR a": 0 });
  });

  test("100% leaves the residual payer without a share", () => {
    const rules: Rule[] = [
      { ruleNumber: 1, shape: "percentage", payer: "P1", portion: 10_000 },
      buyerPaysTheRest,
    ];
    expect(nets(split([line("a", 99_99)], rules))).toEqual({ "P1 a": 99_99 });
  });

  test("a part of what is left: the first 300.00, then half of the other 700.01", () => {
    // half of 700.01 is 350.00½: the half penny stays with the rest
    const result = split(
      [line("a", 1_000_01)],
      [
        { ruleNumber: 1, shape: "first-slice", payer: "P1", upTo: pence(300_00) },
        { ruleNumber: 2, shape: "percentage", payer: "P2", portion: 5000, of: "rest" },
        buyerPaysTheRest,
      ],
    );
    expect(nets(result)).toEqual({ "P1 a": 300_00, "P2 a": 350_00, "RTR a": 350_01 });
  });

  test("only where the conditions hold", () => {
    const rules: Rule[] = [
      {
        ruleNumber: 1,
        shape: "percentage",
        payer: BUYERS_ICB,
        portion: 5000,
        when: {
          categories: ["training-change"],
          nature: "revenue",
          financialYears: [2026],
          buyerKinds: ["trust"],
        },
      },
      buyerPaysTheRest,
    ];
    const lines = [
      line("a", 100, { category: "training-change" }),
      line("b", 100),
      line("c", 100, { category: "training-change", nature: "capital" }),
      line("d", 100, { category: "training-change", ...year(2) }),
    ];
    expect(nets(split(lines, rules))).toEqual({
      "QHM a": 50,
      "RTR a": 50,
      "RTR b": 100,
      "RTR c": 100,
      "RTR d": 100,
    });
    const other = { facts: { ...facts, buyerKind: "gp_practice" } };
    expect(nets(split(lines, rules, other))).toMatchObject({ "RTR a": 100 });
  });
});

describe("a taper falls by contract year", () => {
  test("100, 75, 50, 25, 0 of 1,000.01 a year", () => {
    const lines = [1, 2, 3, 4, 5, 6].map((n) => line(`y${n}`, 1_000_01, year(n)));
    const taper: Rule = {
      ruleNumber: 1,
      shape: "taper",
      payer: "X26",
      byContractYear: [10_000, 7_500, 5_000, 2_500, 0],
    };
    expect(nets(split(lines, [taper, buyerPaysTheRest]))).toEqual({
      "X26 y1": 1_000_01,
      "X26 y2": 750_01, // 750.0075: remainder .75 beats the rest's .25
      "RTR y2": 250_00,
      "X26 y3": 500_00, // 500.005: a tie, which the residual payer wins
      "RTR y3": 500_01,
      "X26 y4": 250_00, // 250.0025
      "RTR y4": 750_01,
      "RTR y5": 1_000_01,
      "RTR y6": 1_000_01, // after the last year of the taper: nothing
    });
  });
});

describe("a split by category", () => {
  test("licences 50/50, training all from the board, hardware from nobody else", () => {
    const rule: Rule = {
      ruleNumber: 1,
      shape: "category-split",
      shares: [
        { category: "licence-subscription", payer: "X26", portion: 5000 },
        { category: "licence-subscription", payer: BUYERS_ICB, portion: 2500 },
        { category: "training-change", payer: BUYERS_ICB, portion: 10_000 },
      ],
    };
    const lines = [
      line("l", 1_000_00),
      line("t", 300_00, { category: "training-change" }),
      line("h", 200_00, { category: "hardware-devices", nature: "capital" }),
    ];
    expect(nets(split(lines, [rule, buyerPaysTheRest]))).toEqual({
      "X26 l": 500_00,
      "QHM l": 250_00,
      "RTR l": 250_00,
      "QHM t": 300_00,
      "RTR h": 200_00,
    });
  });
});

describe("fixed sums are spread by largest remainder", () => {
  const fixed: Rule = { ruleNumber: 1, shape: "fixed", payer: "X26", amount: pence(100_00) };

  test("100.00 over three equal costs: the earliest gets the penny", () => {
    const lines = [line("c", 50_00), line("a", 50_00), line("b", 50_00)];
    expect(nets(split(lines, [fixed, buyerPaysTheRest]))).toMatchObject({
      "X26 a": 33_34,
      "X26 b": 33_33,
      "X26 c": 33_33,
      "RTR a": 16_66,
    });
  });

  test("never more than the cost, credits taken off: 150.00 - 80.00 leaves 70.00 to pay", () => {
    const result = split([line("a", 150_00), line("b", -80_00)], [fixed, buyerPaysTheRest]);
    expect(nets(result)).toEqual({ "X26 a": 70_00, "RTR a": 80_00, "RTR b": -80_00 });
  });

  test("in each contract year", () => {
    const lines = [line("a", 150_00, year(1)), line("b", 60_00, year(2))];
    const result = split(lines, [{ ...fixed, per: "contract-year" }, buyerPaysTheRest]);
    expect(nets(result)).toEqual({ "X26 a": 100_00, "RTR a": 50_00, "X26 b": 60_00 });
  });

  test("earliest first", () => {
    const lines = [line("a", 60_00, year(1)), line("b", 60_00, year(2))];
    const result = split(lines, [{ ...fixed, spread: "earliest-first" }, buyerPaysTheRest]);
    expect(nets(result)).toEqual({ "X26 a": 60_00, "X26 b": 40_00, "RTR b": 20_00 });
  });

  test("per unit: 9,000 patients at 0.0475 = 427.50; 120 of 127 beds at 1.50 = 180.00", () => {
    const perPatient: Rule = {
      ruleNumber: 1,
      shape: "per-unit",
      payer: "X26",
      rate: unitPrice(475),
      unit: "registeredPatient",
      censusDate: day("2026-01-01"),
    };
    const perBed: Rule = {
      ...perPatient,
      ruleNumber: 2,
      payer: "QHM",
      rate: unitPrice(15_000),
      unit: "bed",
      roundUnit: 10n,
    };
    const result = split([line("a", 1_000_00)], [perPatient, perBed, buyerPaysTheRest]);
    expect(nets(result)).toEqual({ "X26 a": 427_50, "QHM a": 180_00, "RTR a": 392_50 });
    expect(() =>
      split([line("a", 1_000_00)], [perBed, buyerPaysTheRest], { facts: { ...facts, quantities: {} } }),
    ).toThrow("The number of beds is not known.");
  });
});

describe("caps", () => {
  const sixty: Rule = { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 6000 };
  const cap = (change: object = {}): Rule => ({
    ruleNumber: 2,
    shape: "cap",
    appliesTo: { rule: 1 },
    amount: pence(500_00),
    scope: "order",
    ...change,
  });

  test("60% of 1,000.00 and 500.00 asks for 900.00; a cap of 500.00 is spread 2 to 1", () => {
    const lines = [line("a", 1_000_00), line("b", 500_00)];
    const result = split(lines, [sixty, cap(), buyerPaysTheRest]);
    // 600.00 x 500 / 900 = 333.333, 300.00 x 500 / 900 = 166.667: the larger remainder gets the penny
    expect(nets(result)).toEqual({ "X26 a": 333_33, "RTR a": 666_67, "X26 b": 166_67, "RTR b": 333_33 });
    const share = result.shares.findIndex((s) => s.payerCode === "X26" && s.lineId === "a");
    expect(explainShare(result, share)).toEqual([
      { ruleNumber: 1, text: "60% of £1,000.00 = £600.00", amount: 600_00n },
      {
        ruleNumber: 2,
        text: "The limit is £500.00 for the order; rule 1 asked for £900.00, so £600.00 here is cut by £266.67",
        amount: -266_67n,
      },
    ]);
  });

  test("reached in the middle of a line, when the earliest cost comes first", () => {
    const lines = [line("a", 500_00, year(1)), line("b", 500_00, year(2)), line("c", 500_00, year(3))];
    const result = split(lines, [sixty, cap({ spread: "earliest-first" }), buyerPaysTheRest]);
    // 300.00, then 200.00 of 300.00, then nothing of 300.00
    expect(nets(result)).toEqual({
      "X26 a": 300_00,
      "RTR a": 200_00,
      "X26 b": 200_00,
      "RTR b": 300_00,
      "X26 c": 0,
      "RTR c": 500_00,
    });
  });

  test("in each financial year, less what earlier orders used", () => {
    const lines = [line("a", 1_000_00, year(1)), line("b", 1_000_00, year(2))];
    const alreadyUsed = [{ ruleNumber: 2, bucket: "organisation:RTR 2026/27", amount: pence(450_00) }];
    const result = split(
      lines,
      [sixty, cap({ scope: "organisation", perFinancialYear: true }), buyerPaysTheRest],
      {
        facts: { ...facts, alreadyUsed },
      },
    );
    expect(nets(result)).toMatchObject({ "X26 a": 50_00, "X26 b": 500_00 });
  });

  test("per location", () => {
    const lines = [line("a", 1_000_00, { locationCode: "A1" }), line("b", 100_00, { locationCode: "A2" })];
    expect(nets(split(lines, [sixty, cap({ scope: "location" }), buyerPaysTheRest]))).toMatchObject({
      "X26 a": 500_00,
      "X26 b": 60_00,
    });
  });

  test("on a payer counts all that its rules pay, the earlier rules first", () => {
    const rules: Rule[] = [
      { ruleNumber: 1, shape: "fixed", payer: "X26", amount: pence(400_00) },
      { ruleNumber: 3, shape: "percentage", payer: "X26", portion: 3000, of: "rest" },
      cap({ appliesTo: { payer: "X26" } }),
      buyerPaysTheRest,
    ];
    // 400.00, then 30% of 600.00 = 180.00, of which 100.00 fit
    expect(nets(split([line("a", 1_000_00)], rules))).toEqual({ "X26 a": 500_00, "RTR a": 500_00 });
  });

  test("a credit makes room: 60% of 1,000.00 - 200.00 is 480.00, under 500.00", () => {
    const result = split([line("a", 1_000_00), line("b", -200_00)], [sixty, cap(), buyerPaysTheRest]);
    expect(nets(result)).toMatchObject({ "X26 a": 600_00, "X26 b": -120_00 });
  });

  test("of nothing pays nothing", () => {
    const result = split([line("a", 1_000_00)], [sixty, cap({ amount: pence(0) }), buyerPaysTheRest]);
    expect(nets(result)).toEqual({ "X26 a": 0, "RTR a": 1_000_00 });
  });
});

describe("a floor comes after caps and before the rest", () => {
  test("of a payer that takes the rest: others shrink in proportion", () => {
    const rules: Rule[] = [
      { ruleNumber: 1, shape: "percentage", payer: "P1", portion: 6000 },
      { ruleNumber: 2, shape: "percentage", payer: "P2", portion: 3000 },
      { ruleNumber: 3, shape: "floor", payer: BUYER, portion: 2500 },
      buyerPaysTheRest,
    ];
    // the buyer would pay 100.00 of 1,000.00 and must pay 250.00: 150.00 is taken 600 : 300 = 100.00 and 50.00
    const result = split([line("a", 1_000_00)], rules);
    expect(nets(result)).toEqual({ "P1 a": 500_00, "P2 a": 250_00, "RTR a": 250_00 });
  });

  test("of another payer: its minimum is taken from the others, the rest included", () => {
    const rules: Rule[] = [
      { ruleNumber: 1, shape: "percentage", payer: "P1", portion: 5000 },
      { ruleNumber: 2, shape: "floor", payer: "P2", amount: pence(100_00) },
      buyerPaysTheRest,
    ];
    // P1 500.00 and the buyer 500.00 give 50.00 each
    expect(nets(split([line("a", 1_000_00)], rules))).toEqual({
      "P1 a": 450_00,
      "P2 a": 100_00,
      "RTR a": 450_00,
    });
  });
});

describe("funds, natures and eligibility", () => {
  const funds: FundBalance[] = [
    { fundId: "F26R", financialYear: 2026, nature: "revenue", free: pence(500_00) },
    { fundId: "F27R", financialYear: 2027, nature: "revenue", free: pence(5_000_00) },
    { fundId: "F26C", financialYear: 2026, nature: "capital", free: pence(5_000_00) },
  ];
  const half: Rule = {
    ruleNumber: 1,
    shape: "percentage",
    payer: "X26",
    fundIds: ["F26R", "F27R", "F26C"],
    portion: 5000,
  };
  const lines = [
    line("a", 2_000_00, year(1)),
    line("b", 2_000_00, year(2)),
    line("c", 2_000_00, { ...year(1), nature: "capital" }),
    line("d", 2_000_00, year(3)),
  ];

  test("each cost is paid from the fund of its own year and nature, or not at all", () => {
    const result = split(lines, [half, buyerPaysTheRest], { balances: funds });
    const fromX26 = result.shares.filter((share) => share.payerCode === "X26");
    expect(fromX26.map((share) => [share.lineId, share.fundId, Number(share.net)])).toEqual([
      ["c", "F26C", 1_000_00],
      ["a", "F26R", 1_000_00],
      ["b", "F27R", 1_000_00],
    ]);
    // without an envelope the split stands, and says by how much the fund is short
    expect(result.shortFunds).toEqual([
      { fundId: "F26R", needed: 1_000_00n, free: 500_00n, shortBy: 500_00n },
    ]);
  });

  test("an envelope pays no more than the fund has free", () => {
    const envelope: Rule = {
      ruleNumber: 2,
      shape: "envelope",
      fundId: "F26R",
      financialYear: 2026,
      amount: pence(900_00),
    };
    const result = split(lines, [half, envelope, buyerPaysTheRest], { balances: funds });
    expect(nets(result)).toMatchObject({ "X26 a": 500_00, "RTR a": 1_500_00, "X26 b": 1_000_00 });
    expect(result.shortFunds).toEqual([]);
  });

  test("a fund whose balance is not known is a clear refusal", () => {
    expect(() => split(lines, [half, buyerPaysTheRest])).toThrow(
      "The balance of the fund F26R is not known.",
    );
  });

  test("capital only", () => {
    const rules: Rule[] = [
      { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 5000 },
      { ruleNumber: 2, shape: "capital-revenue", payer: "X26", only: "capital" },
      buyerPaysTheRest,
    ];
    expect(nets(split([lines[0]!, lines[2]!], rules))).toEqual({
      "RTR a": 2_000_00,
      "X26 c": 1_000_00,
      "RTR c": 1_000_00,
    });
  });

  test("a rule that the buyer is not eligible for does not fire, and the split says why", () => {
    const rules: Rule[] = [
      { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 5000 },
      { ruleNumber: 2, shape: "eligibility", appliesTo: { rule: 1 }, requires: ["dspt"] },
      buyerPaysTheRest,
    ];
    const result = split([lines[0]!], rules);
    expect(nets(result)).toEqual({ "RTR a": 2_000_00 });
    expect(result.notFired).toEqual([
      { ruleNumber: 2, appliesTo: { rule: 1 }, reasons: ["“dspt” is not met"] },
    ]);
    expect(nets(split([lines[0]!], rules, { facts: { ...facts, met: ["dspt"] } }))).toMatchObject({
      "X26 a": 1_000_00,
    });
  });
});

describe("VAT", () => {
  const rules: Rule[] = [
    { ruleNumber: 1, shape: "percentage", payer: "X26", portion: 5000 },
    buyerPaysTheRest,
  ];

  test("is worked out once on the line and split exactly; each payer recovers by its own VAT status", () => {
    // 20% of 0.33 = 0.066, so 0.07; nets 0.17 (wins the tie) and 0.16; VAT 7 x 17/33 = 3.6 and 7 x 16/33 = 3.4
    const { shares } = split([line("a", 33, { vatRate: 2000 })], rules);
    expect(shares.map((s) => [s.payerCode, s.net, s.vat, s.recoverableVat, s.cost])).toEqual([
      ["RTR", 17n, 4n, 0n, 21n], // a licence is not a contracted-out service
      ["X26", 16n, 3n, 3n, 16n],
    ]);
  });

  test("contracted-out services", () => {
    const hosted = line("a", 100_00, { vatRate: 2000, category: "hosting-cloud" });
    expect(split([hosted], rules).shares[0]).toMatchObject({
      payerCode: "RTR",
      vat: 10_00n,
      recoverableVat: 10_00n,
      cost: 50_00n,
    });
  });

  test("given with the line is used as it is", () => {
    const { shares } = split([line("a", 100_00, { vatRate: 2000, vat: pence(20_01) })], rules);
    expect(sum(shares.map((share) => share.vat))).toBe(20_01n);
  });
});

describe("the result", () => {
  test("two lines with one id are refused", () => {
    expect(() => split([line("a", 1), line("a", 2)], [buyerPaysTheRest])).toThrow("same id");
  });

  test("an agreement that contradicts itself is refused", () => {
    expect(() =>
      split([line("a", 1)], [{ ruleNumber: 1, shape: "percentage", payer: "X26", portion: 5000 }]),
    ).toThrow("contradicts itself");
  });

  test("no lines, no shares", () => {
    expect(split([], [buyerPaysTheRest]).shares).toEqual([]);
  });

  test("totals by payer", () => {
    const result = split(
      [line("a", 1_000_00), line("b", 500_00)],
      [{ ruleNumber: 1, shape: "percentage", payer: "X26", portion: 6000 }, buyerPaysTheRest],
    );
    expect(totalBy(result.shares, (share) => share.payerCode)).toEqual(
      new Map<string, Pence>([
        ["RTR", pence(600_00)],
        ["X26", pence(900_00)],
      ]),
    );
  });
});
