import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COST_CATEGORY_IDS } from "~/domain/agreements/rules/cost-line";
import type { Facts } from "~/domain/cost-sharing/facts";
import { BUYER, type Rule } from "~/domain/agreements/rules/rule";
import { pence, sum, unitPrice } from "~/domain/money/money";
import { addDays, day } from "~/domain/shared/day";
import { costBasket } from "./basket";
import { overrideFacts } from "./fact-overrides";
import { finding, totalFinding } from "./finding";
import { idleRules } from "~/domain/cost-sharing/idle-rules";
import { addRule, asAgreement, moveRule, namedPayers, nextRuleNumber, removeRule } from "./own-rules";
import {
  NO_OVERRIDES,
  nextLineId,
  readInput,
  storeInput,
  type BasketLine,
  type ScenarioInput,
} from "./scenario";
import { simulate, type SplitQuestion } from "./simulate";

const START = day("2026-12-01");
const facts: Facts = {
  buyerCode: "RR8",
  buyerKind: "trust",
  orderDate: START,
  vatRecovery: { RR8: "none", X24: "none" },
  met: ["product-assured"],
};
const rest: Rule = { shape: "residual", ruleNumber: 9, payer: BUYER };
const half: Rule = { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000 };

const invented = (id: string, pounds: bigint, more: Partial<BasketLine> = {}): BasketLine =>
  ({
    kind: "invented",
    id,
    name: `Cost ${id}`,
    costCategory: "licence-subscription",
    nature: "revenue",
    amount: pence(pounds * 100n),
    per: "year",
    vatRate: 2_000,
    ...more,
  }) as BasketLine;

function input(basket: readonly BasketLine[], more: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    buyerCode: "RR8",
    lotId: null,
    startsOn: START,
    termMonths: 12,
    orderDate: START,
    basket,
    facts: NO_OVERRIDES,
    rules: { kind: "in-force" },
    ...more,
  };
}

function question(given: ScenarioInput, rules: readonly Rule[]): SplitQuestion {
  const agreement = asAgreement(rules, { title: "Test", from: START });
  return [{ lines: costBasket(given).lines, agreement, facts, balances: [] }];
}

const name = (code: string) => (code === "FD-NEXT" ? "Next year’s fund" : code);

describe("a simulation", () => {
  it("shows what each payer bears in each year, before and after", () => {
    // £1,200 a year from 1 December: 4 months in 2026/27, £400 and £80 VAT; 8 in 2027/28, £800 and £160.
    const basket = [invented("L1", 1_200n)];
    const found = simulate({
      before: question(input(basket), [rest]),
      after: question(input(basket), [half, rest]),
    });
    expect(
      found.byPayerYear.map((row) => [row.payerCode, row.financialYear, row.before.cost, row.after.cost]),
    ).toEqual([
      ["RR8", 2026, 48_000n, 24_000n],
      ["RR8", 2027, 96_000n, 48_000n],
      ["X24", 2026, 0n, 24_000n],
      ["X24", 2027, 0n, 48_000n],
    ]);
    expect(found.total).toMatchObject({
      before: { cost: 144_000n },
      after: { cost: 144_000n },
      difference: 0n,
    });
    expect(finding(found, (code) => ({ X24: "NHS England", RR8: "Leeds" })[code]!)).toBe(
      "Leeds would pay £720 less and NHS England £720 more",
    );
  });

  it("without a base says who would pay what", () => {
    const found = simulate({ before: null, after: question(input([invented("L1", 1_200n)]), [half, rest]) });
    expect(finding(found, (code) => code)).toBe("RR8 would pay £720 and X24 would pay £720 of £1,440");
    expect(totalFinding(found)).toBe("In all, the payers would bear £1,440");
    const more = simulate({
      before: question(input([invented("L1", 1_000n)]), [rest]),
      after: question(input([invented("L1", 1_200n)]), [rest]),
    });
    expect(totalFinding(more)).toBe("In all, the payers would bear £240 more: £1,440");
  });

  it("names the rules that paid nothing, and why", () => {
    const migration: Rule = {
      shape: "percentage",
      ruleNumber: 2,
      payer: "X24",
      portion: 1_000,
      when: { categories: ["data-migration"] },
    };
    const test: Rule = { shape: "eligibility", ruleNumber: 3, appliesTo: { rule: 1 }, requires: ["dspt"] };
    const asked = question(input([invented("L1", 1_200n)]), [half, migration, test, rest]);
    const { after } = simulate({ before: null, after: asked });
    expect(idleRules(asked[0]!, after[0]!, name).map(({ ruleNumber, why }) => [ruleNumber, why])).toEqual([
      [1, "Rule 3 keeps it from paying: “dspt” is not met."],
      [2, "Nothing in the basket is of the kind and year that it is about."],
      [3, "It is not met, because “dspt” is not met."],
    ]);
  });

  it("is not about a cost for whose category it has no share", () => {
    const split: Rule = {
      shape: "category-split",
      ruleNumber: 1,
      shares: [{ category: "implementation", payer: "X24", portion: 6_000 }],
    };
    const licence = invented("L1", 1_200n, { costCategory: "licence-subscription" });
    const [part] = question(input([licence]), [split, rest]);
    const { after } = simulate({ before: null, after: [part!] });
    expect(idleRules(part!, after[0]!, name)[0]!.why).toMatch(/^Nothing in the basket is of the kind/);
  });

  it("has one reason each: nothing was left, or no fund fits, with the figures", () => {
    const all: Rule = { shape: "fixed", ruleNumber: 1, payer: "X24", amount: pence(500_000n) };
    const later: Rule = { ...all, ruleNumber: 2, payer: "QWO" };
    const funded: Rule = {
      shape: "percentage",
      ruleNumber: 3,
      payer: "X24",
      fundIds: ["FD-NEXT"],
      portion: 1_000,
    };
    const [part] = question(input([invented("L1", 1_200n)]), [all, later, rest]);
    const { after } = simulate({ before: null, after: [part!] });
    expect(idleRules(part!, after[0]!, name)[0]).toMatchObject({
      ruleNumber: 2,
      why: "Nothing was left for it to pay: of the £1,200.00 that it is about, rule 1 pays £1,200.00.",
    });
    const [line] = part!.lines;
    const balances = [
      { fundId: "FD-NEXT", financialYear: line!.financialYear + 5, nature: line!.nature, free: pence(1n) },
    ];
    const other = { ...part!, balances, agreement: { ...part!.agreement, rules: [funded, rest] } };
    const split = simulate({ before: null, after: [other] }).after[0]!;
    expect(idleRules(other, split, name)[0]!.why).toMatch(
      /^No fund of its own fits: Next year’s fund \(FD-NEXT\) is money of 20\d\d\/\d\d \((revenue|capital)\), and this cost falls in 20\d\d\/\d\d/,
    );
  });
});

const anyLine = fc.record({
  pounds: fc.bigInt(0n, 5_000_000n),
  per: fc.constantFrom("year", "one-off"),
  costCategory: fc.constantFrom(...COST_CATEGORY_IDS),
  vatRate: fc.constantFrom(0, 500, 2_000),
});
const anyInput = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
    termMonths: fc.integer({ min: 1, max: 60 }),
    later: fc.integer({ min: 0, max: 800 }),
  })
  .map(({ lines, termMonths, later }) =>
    input(
      lines.map(({ pounds, ...line }, index) =>
        invented(`L${index + 1}`, pounds, line as Partial<BasketLine>),
      ),
      { termMonths, startsOn: addDays(START, later) },
    ),
  );
const anyRules = fc
  .record({
    portion: fc.integer({ min: 1, max: 9_999 }),
    taper: fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 4 }),
    cap: fc.bigInt(0n, 100_000_00n),
    tapered: fc.boolean(),
  })
  .map(({ portion, taper, cap, tapered }): Rule[] => [
    tapered
      ? { shape: "taper", ruleNumber: 1, payer: "X24", byContractYear: taper }
      : { shape: "percentage", ruleNumber: 1, payer: "X24", portion },
    { shape: "cap", ruleNumber: 2, appliesTo: { rule: 1 }, amount: pence(cap), scope: "order" },
    rest,
  ]);

describe("whatever is simulated", () => {
  it("the payers of a side sum to its basket to the penny, in net, and each year sums to its total", () => {
    fc.assert(
      fc.property(anyInput, anyRules, anyRules, (given, before, after) => {
        const [was, is] = [question(given, before), question(given, after)];
        const found = simulate({ before: was, after: is });
        const basket = sum(is.flatMap((part) => part.lines.map((line) => line.net)));
        expect(found.total.before.net).toBe(basket);
        expect(found.total.after.net).toBe(basket);
        expect(sum(found.byPayerYear.map((row) => row.after.net))).toBe(basket);
        expect(sum(found.byPayerYear.map((row) => row.difference))).toBe(found.total.difference);
        expect(sum(found.differences.map((row) => row.difference))).toBe(found.total.difference);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it("no change makes no difference", () => {
    fc.assert(
      fc.property(anyInput, anyRules, (given, rules) => {
        const found = simulate({ before: question(given, rules), after: question(given, rules) });
        expect(found.byPayerYear.filter((row) => row.difference !== 0n)).toEqual([]);
        expect(finding(found, (code) => code)).toMatch(/^Nothing changes/);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("is stored and read back as it was", () => {
    fc.assert(
      fc.property(anyInput, anyRules, (given, rules) => {
        const own: ScenarioInput = {
          ...given,
          facts: {
            counts: { bed: 640n },
            met: { dspt: true, "cqc-registered": false },
            localSpend: [{ category: "training-change", spentOn: START, amount: pence(5_00) }],
            milestonesMet: ["Go live"],
          },
          rules: { kind: "own", rules, from: { agreementId: "AG-0001", version: 2 } },
        };
        expect(readInput(JSON.parse(JSON.stringify(storeInput(own))))).toEqual(own);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe("the parts of a scenario", () => {
  it("an order's price survives storing", () => {
    const line: BasketLine = {
      kind: "priced",
      id: "L1",
      name: "Record",
      itemId: "20001-001",
      costCategory: "licence-subscription",
      nature: "revenue",
      price: {
        id: "P1",
        unit: "patient",
        unitText: "per patient",
        quantityNoun: "patients",
        billingPeriod: "year",
        calculation: "volume",
        tiers: [{ from: 1n, to: null, unitPrice: unitPrice(12_600n) }],
        minimumCharge: null,
        maximumCharge: null,
        vatRate: 2_000,
      },
      agreed: [unitPrice(12_000n)],
      quantities: [{ organisationCode: "RR8", quantity: 1_000n }],
    };
    const stored = readInput(storeInput(input([line])));
    expect(stored.basket).toEqual([line]);
    // 1,000 patients at the agreed £1.20 a year
    expect(sum(costBasket(stored).lines.map((each) => each.net))).toBe(120_000n);
    expect(nextLineId(stored.basket)).toBe("L2");
  });

  it("facts can be taken to be otherwise", () => {
    const changed = overrideFacts(
      { ...facts, quantities: { registeredPatient: 5n, location: 1n } },
      {
        ...NO_OVERRIDES,
        counts: { registeredPatient: 9_500n },
        met: { dspt: true, "product-assured": false },
      },
    );
    expect(changed.quantities).toEqual({ registeredPatient: 9_500n, location: 1n });
    expect(changed.met).toEqual(["dspt"]);
  });

  it("rules are added before the last, moved and removed, and keep their numbers", () => {
    const added = addRule([half, rest], { shape: "fixed", ruleNumber: 10, payer: "QWO", amount: pence(1) });
    expect(added.map((rule) => rule.ruleNumber)).toEqual([1, 10, 9]);
    expect(moveRule(added, 10, "up").map((rule) => rule.ruleNumber)).toEqual([10, 1, 9]);
    expect(moveRule(added, 1, "up")).toEqual(added);
    expect(removeRule(added, 1).map((rule) => rule.ruleNumber)).toEqual([10, 9]);
    expect(nextRuleNumber(added)).toBe(11);
    expect(namedPayers(added)).toEqual(["X24", "QWO"]);
  });
});
