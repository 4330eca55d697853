// Long because its generators of agreements and costs serve every property.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { divideHalfAwayFromZero, pence, unitPrice, type Pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { checkAgreement } from "~/domain/agreements/checks/check-agreement";
import { cutLine, vatOfLine, type CostCategory, type CostLine } from "~/domain/agreements/rules/cost-line";
import { splitCosts } from "./engine";
import { explainShare } from "~/domain/who-pays/explanation";
import { capBucket, type Facts } from "./facts";
import { BUYER, BUYERS_ICB, type CapRule, type Rule } from "~/domain/agreements/rules/rule";
import type { CostSplit } from "./shares";
import { stepsAt } from "./trace";

vi.setConfig({ testTimeout: process.env.SOAK === "1" ? 1_800_000 : 180_000 });
// npm run soak asks for ten times as many.
const CASES = { numRuns: process.env.SOAK === "1" ? 100_000 : 10_000 };

const facts: Facts = {
  buyerCode: "RTR",
  buyerKind: "trust",
  icbCode: "QHM",
  orderDate: day("2026-11-22"),
  quantities: { registeredPatient: 9_001n },
  localSpend: [{ category: "training-change", spentOn: day("2026-05-01"), amount: pence(123_457) }],
  vatRecovery: { RTR: "contracted-out", X26: "full" },
};

const payer = fc.constantFrom("X26", "P1", "P2", BUYERS_ICB);
const category = fc.constantFrom<CostCategory>("licence-subscription", "training-change", "hardware-devices");
const when = fc.option(
  fc.record(
    {
      categories: fc.uniqueArray(category, { minLength: 1, maxLength: 2 }),
      nature: fc.constantFrom("capital" as const, "revenue" as const),
      contractYears: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined, freq: 3 },
);
// At most four of these: 4 x 25% is never over 100%.
const quarter = fc.oneof(fc.integer({ min: 1, max: 2_500 }), fc.constant({ numerator: 1, denominator: 7 }));
const portionRule = fc.oneof(
  fc.record({ shape: fc.constant("percentage" as const), payer, portion: quarter, when }),
  fc.record({
    shape: fc.constant("taper" as const),
    payer,
    byContractYear: fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 1, maxLength: 3 }),
    when,
  }),
  fc.record({
    shape: fc.constant("category-split" as const),
    shares: fc.uniqueArray(fc.record({ category, payer, portion: quarter }), {
      selector: (share) => share.category,
      minLength: 1,
      maxLength: 2,
    }),
  }),
);
const amount = fc.bigInt(0n, 300_000n).map((value) => pence(value));
const per = fc.constantFrom("order" as const, "contract-year" as const, "financial-year" as const);
const spread = fc.constantFrom("proportional" as const, "earliest-first" as const);
const sumRule = fc.oneof(
  fc.record({ shape: fc.constant("fixed" as const), payer, amount, per, spread, when }),
  fc.record({ shape: fc.constant("first-slice" as const), payer, upTo: amount, per, when }),
  fc.record({
    shape: fc.constant("percentage" as const),
    payer,
    portion: fc.integer({ min: 1, max: 9_000 }),
    of: fc.constant("rest" as const),
    when,
  }),
  fc.record({
    shape: fc.constant("per-unit" as const),
    payer,
    rate: fc.bigInt(1n, 20_000n).map((value) => unitPrice(value)),
    unit: fc.constant("registeredPatient" as const),
    censusDate: fc.constant(day("2026-01-01")),
    per,
  }),
);
const bandShares = fc.array(fc.record({ payer, portion: quarter }), { maxLength: 4 });
const bandRule = fc
  .record({
    by: fc.constantFrom("order-value" as const, "registeredPatient" as const),
    ends: fc.uniqueArray(fc.bigInt(1n, 400_000n), { maxLength: 3 }),
    shares: fc.array(bandShares, { minLength: 4, maxLength: 4 }),
    per,
    when,
  })
  .map(({ ends, shares, ...rule }) => {
    const upTo = [...ends.sort((a, b) => (a < b ? -1 : 1)), null];
    return {
      ...rule,
      shape: "band" as const,
      bands: upTo.map((end, at) => ({ upTo: end, shares: shares[at]! })),
    };
  });
const matchRule = fc.record({
  shape: fc.constant("match" as const),
  payer,
  ratio: fc.record({
    numerator: fc.integer({ min: 1, max: 9 }),
    denominator: fc.integer({ min: 1, max: 9 }),
  }),
  windowMonths: fc.constantFrom(3, 12),
  eligibleCategories: fc.constant(["training-change" as const]),
  max: amount,
  spread,
  when,
});
const scope = fc.constantFrom<CapRule["scope"]>(
  "order",
  "organisation",
  "location",
  "financial-year",
  "programme",
);
const capOn = fc.record({
  on: fc.nat(),
  byPayer: fc.boolean(),
  amount,
  scope,
  spread,
  perFinancialYear: fc.boolean(),
});

function agreementOf(
  portions: object[],
  sums: object[],
  caps: { on: number; byPayer: boolean; amount: Pence; scope: CapRule["scope"]; spread: CapRule["spread"] }[],
  floor: number | null,
): AgreementVersion {
  const paying = [...portions, ...sums].map((rule, index) => ({ ...rule, ruleNumber: index + 1 })) as Rule[];
  const limits = paying.length === 0 ? [] : caps;
  const capRules = limits.map(({ on, byPayer, ...cap }, index): Rule => {
    const target = paying[on % paying.length]!;
    const appliesTo = byPayer && "payer" in target ? { payer: target.payer } : { rule: target.ruleNumber };
    return { ...cap, shape: "cap", ruleNumber: 50 + index, appliesTo };
  });
  const floors: Rule[] =
    floor === null ? [] : [{ shape: "floor", ruleNumber: 80, payer: BUYER, portion: floor }];
  return {
    agreementId: "A1",
    version: 1,
    title: "Any",
    parties: ["X26", "P1", "P2"],
    effectiveFrom: day("2026-04-01"),
    effectiveTo: null,
    scope: {},
    rules: [...paying, ...capRules, ...floors, { shape: "residual", ruleNumber: 99, payer: BUYER }],
  };
}

const anyAgreement = fc
  .tuple(
    fc.array(portionRule, { maxLength: 4 }),
    fc.array(fc.oneof(sumRule, bandRule, matchRule), { maxLength: 3 }),
    fc.array(capOn, { maxLength: 2 }),
    fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: null, freq: 2 }),
  )
  .map(([portions, sums, caps, floor]) => agreementOf(portions, sums, caps, floor));

const net = fc.oneof(
  { weight: 5, arbitrary: fc.bigInt(0n, 500_000n) },
  { weight: 2, arbitrary: fc.bigInt(-100_000n, 0n) },
  { weight: 1, arbitrary: fc.bigInt(-3n, 3n) },
);
const anyLines = fc
  .array(
    fc.record({
      category,
      nature: fc.constantFrom("capital" as const, "revenue" as const),
      contractYear: fc.integer({ min: 1, max: 4 }),
      net: net.map((value) => pence(value)),
      vatRate: fc.constantFrom(0, 500, 2000),
      locationCode: fc.constantFrom(null, "A81001", "A81002"),
    }),
    { maxLength: 6 },
  )
  .map((lines) =>
    lines.map((line, index): CostLine => {
      const financialYear = 2025 + line.contractYear;
      const period = { from: `${financialYear}-04-01` as Day, to: `${financialYear + 1}-03-31` as Day };
      return { ...line, id: `l${index}`, financialYear, period };
    }),
  );

type Check = (split: CostSplit, agreement: AgreementVersion, lines: CostLine[]) => boolean;
const checks = new Map<string, Check>();

/** A test of what holds of every split. All of them look at the same cases, which are made and split once. */
function always(name: string, check: Check): void {
  checks.set(name, check);
  test(name, () => {
    brokenBy ??= findBroken();
    expect(brokenBy.get(name)).toBeUndefined();
  });
}

/** The simplest case found that breaks a check, by the names of the checks that it breaks. */
let brokenBy: Map<string, unknown> | undefined;

function findBroken(): Map<string, unknown> {
  const brokenIn = (agreement: AgreementVersion, lines: CostLine[]) => {
    const split = splitCosts({ agreement, lines, facts, balances: [] });
    return [...checks].filter(([, holds]) => !holds(split, agreement, lines)).map(([name]) => name);
  };
  const property = fc.property(anyAgreement, anyLines, (agreement, lines) => {
    fc.pre(checkAgreement(agreement).length === 0);
    return brokenIn(agreement, lines).length === 0;
  });
  const { failed, counterexample, seed } = fc.check(property, CASES);
  if (!failed) return new Map();
  if (counterexample === null) throw new Error(`too few of the cases make sense, seed ${seed}`);
  // Throws what the engine throws when it is that which went wrong.
  return new Map(brokenIn(...counterexample).map((name) => [name, { counterexample, seed }]));
}

function plain(split: CostSplit): string {
  const steps = split.shares.map((_, index) => stepsAt(split.trace, index));
  return JSON.stringify([split.shares, steps], (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

const PART = /(?:([\d.]+)%|(\d+)\/(\d+)) of (?:the (?:first|next) )?(?:the )?([-−]?£?[\d,.]+)/g;
const inPence = (text: string) => BigInt(text.replace("−", "-").replaceAll(/[£,.]/g, ""));

/** Whether every equation of a text holds exactly: what stands before "=" is worked out again, without rounding. */
function isTrue(text: string): boolean {
  const equation = /^(.+?)(?: left)? = ([-−]?£[\d,.]+)/.exec(text);
  if (!equation || text.startsWith("What the other rules leave of "))
    return !text.includes(" = ") || !!equation;
  const unit = /, a unit of (\d+) bearing an equal part of ([-−]?£[\d,.]+)$/.exec(equation[1]!);
  let [over, under] = [0n, 1n];
  for (const [, percent, numerator, denominator, size] of equation[1]!.matchAll(PART)) {
    const [whole = "0", fraction = ""] = (percent ?? "").split(".");
    const [n, d] = percent
      ? [BigInt(whole + fraction), 100n * 10n ** BigInt(fraction.length)]
      : [BigInt(numerator!), BigInt(denominator!)];
    over = over * d + inPence(size!) * n * under;
    under *= d;
  }
  if (unit) [over, under] = [over * inPence(unit[2]!), under * BigInt(unit[1]!)];
  return over === inPence(equation[2]!) * under;
}

test("a false equation is found", () => {
  expect(isTrue("50% of £104,838.71 = £52,419.35")).toBe(false);
  expect(isTrue("50% of £104,838.72 = £52,419.36")).toBe(true);
  expect(isTrue("12.5% of the £8.00 left = £1.00")).toBe(true);
  expect(isTrue("1/3 of £1.00 = £0.33")).toBe(false);
  expect(isTrue("50% of the first £100.00 and 25% of the next £200.00 = £100.00 for the order")).toBe(true);
  expect(isTrue("50% of the first £100.00 and 25% of the next £200.02 = £100.00 for the order")).toBe(false);
  expect(isTrue("50% of the first 10, a unit of 20 bearing an equal part of £8.00 = £2.00")).toBe(true);
});

/** Sums an amount of every share by a key. */
function totals(split: CostSplit, keyOf: (share: CostSplit["shares"][number]) => string, of: "net" | "vat") {
  const found = new Map<string, bigint>();
  for (const share of split.shares) found.set(keyOf(share), (found.get(keyOf(share)) ?? 0n) + share[of]);
  return found;
}

describe("shares", () => {
  always(
    "sum to every line exactly, in net and in VAT, and so in every period and category",
    (split, _agreement, lines) => {
      const nets = totals(split, (share) => share.lineId, "net");
      const vats = totals(split, (share) => share.lineId, "vat");
      return lines.every((line) => nets.get(line.id) === line.net && vats.get(line.id) === vatOfLine(line));
    },
  );

  always(
    "never turn against their cost: none below zero of a charge, none above zero of a credit",
    (split, _agreement, lines) => {
      const charges = new Map(lines.map((line) => [line.id, line.net]));
      return split.shares.every((share) => {
        const whole = charges.get(share.lineId)!;
        return whole >= 0n
          ? share.net >= 0n && share.vat >= 0n && share.net <= whole
          : share.net <= 0n && share.vat <= 0n && share.net >= whole;
      });
    },
  );

  always("are re-added by their trace", (split) =>
    split.shares.every((share, index) => {
      const steps = stepsAt(split.trace, index);
      return steps.length > 0 && steps.reduce((total, step) => total + step.amount, 0n) === share.net;
    }),
  );

  always("are explained by equations that are true to the penny", (split) =>
    split.shares.every((_, index) => explainShare(split, index).every((step) => isTrue(step.text))),
  );

  always(
    "are the same for the same inputs, and for the lines in any other order",
    (split, agreement, lines) => {
      const mixed = [...lines.filter((_, at) => at % 2 === 1), ...lines.filter((_, at) => at % 2 === 0)];
      return [[...lines].reverse(), mixed].every(
        (other) => plain(split) === plain(splitCosts({ agreement, lines: other, facts, balances: [] })),
      );
    },
  );

  test("do not depend on the order of payers", () => {
    const property = fc.property(fc.array(portionRule, { maxLength: 4 }), anyLines, (portions, lines) => {
      fc.pre(checkAgreement(agreementOf(portions, [], [], null)).length === 0);
      const split = (rules: object[]) => {
        const result = splitCosts({
          agreement: agreementOf(rules, [], [], null),
          lines,
          facts,
          balances: [],
        });
        return JSON.stringify(
          result.shares.map((share) => [share.payerCode, share.lineId, `${share.net} ${share.vat}`]),
        );
      };
      return split(portions) === split([...portions].reverse());
    });
    expect(fc.check(property, CASES)).toMatchObject({ failed: false, counterexample: null });
  });
});

describe("what waits and what comes back", () => {
  const portion = fc.oneof(fc.integer({ min: 1, max: 3_333 }), fc.constant({ numerator: 1, denominator: 3 }));
  const releasing = fc.array(fc.record({ milestone: fc.constantFrom("a", "b", "c"), portion }), {
    minLength: 1,
    maxLength: 3,
  });

  test("releases are parts of their share, on its side of nothing, and change no amount", () => {
    const property = fc.property(releasing, anyLines, (rules, lines) => {
      const releases = rules.map((rule, index): Rule => ({
        ...rule,
        shape: "milestone-release",
        payer: "X26",
        ruleNumber: 10 + index,
      }));
      const paying: Rule = { shape: "percentage", payer: "X26", portion: 6_667, ruleNumber: 1 };
      const split = (more: Rule[]) =>
        splitCosts({ agreement: agreementOf([paying, ...more], [], [], null), lines, facts, balances: [] });
      const held = split(releases.map((rule) => ({ ...rule })));
      expect(held.shares).toEqual(split([]).shares);
      const waiting = new Map<number, bigint>();
      for (const { shareIndex, amount: part } of held.releases) {
        const { net: whole } = held.shares[shareIndex]!;
        expect(whole > 0n ? part > 0n : part < 0n).toBe(true);
        waiting.set(shareIndex, (waiting.get(shareIndex) ?? 0n) + part);
      }
      for (const [shareIndex, part] of waiting) {
        const { net: whole } = held.shares[shareIndex]!;
        expect(whole > 0n ? part <= whole : part >= whole).toBe(true);
      }
    });
    expect(fc.check(property, CASES)).toMatchObject({ failed: false, counterexample: null });
  });

  test("mergers and departures leave every line whole, whatever the order of lines", () => {
    const moved: Facts = {
      ...facts,
      successions: [
        { code: "P1", on: day("2027-04-01"), to: "P2" },
        { code: "P2", on: day("2028-04-01"), to: null },
      ],
    };
    const property = fc.property(anyAgreement, anyLines, (agreement, lines) => {
      fc.pre(checkAgreement(agreement).length === 0);
      const split = splitCosts({ agreement, lines, facts: moved, balances: [] });
      const nets = totals(split, (share) => share.lineId, "net");
      const again = splitCosts({ agreement, lines: [...lines].reverse(), facts: moved, balances: [] });
      const gone = split.shares.filter(
        ({ payerCode, financialYear }) =>
          (payerCode === "P1" && financialYear > 2026) || (payerCode === "P2" && financialYear > 2027),
      );
      return (
        lines.every((line) => nets.get(line.id) === line.net) &&
        gone.length === 0 &&
        plain(split) === plain(again)
      );
    });
    expect(fc.check(property, CASES)).toMatchObject({ failed: false, counterexample: null });
  });
});

/** What counts against a cap in a split, by pot; a cap on the board counts what its successor pays too. */
function usedOf(cap: CapRule, split: CostSplit, lines: readonly CostLine[]): Map<string, bigint> {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const used = new Map<string, bigint>();
  split.shares.forEach((share, index) => {
    const bucket = capBucket(cap, byId.get(share.lineId)!, facts);
    const { appliesTo } = cap;
    let counted = 0n;
    if ("payer" in appliesTo) {
      const codes: string[] = appliesTo.payer === BUYERS_ICB ? ["QHM", "QZZ"] : [appliesTo.payer];
      if (codes.includes(share.payerCode)) counted = share.net;
    } else {
      for (const step of stepsAt(split.trace, index)) {
        const cutOfIt = step.kind === "cut" && step.context.askedBy === appliesTo.rule;
        if (step.ruleNumber === appliesTo.rule || cutOfIt) counted += step.amount;
      }
    }
    used.set(bucket, (used.get(bucket) ?? 0n) + counted);
  });
  return used;
}

describe("limits", () => {
  always("caps are honoured in every pot", (split, agreement, lines) =>
    agreement.rules
      .filter((rule) => rule.shape === "cap")
      .every((cap) => [...usedOf(cap, split, lines).values()].every((used) => used <= cap.amount)),
  );

  test("and over a board and its successor when the board merges in the middle of the term", () => {
    const merger = { code: "QHM", on: day("2027-09-01"), to: "QZZ" };
    const merged: Facts = { ...facts, successions: [merger] };
    const property = fc.property(anyAgreement, anyLines, (agreement, whole) => {
      fc.pre(checkAgreement(agreement).length === 0);
      const lines = whole.flatMap((line) => cutLine(line, [merger.on]));
      const split = splitCosts({ agreement, lines, facts: merged, balances: [] });
      const nets = totals(split, (share) => share.lineId.split("@")[0]!, "net");
      return (
        whole.every((line) => nets.get(line.id) === line.net) &&
        split.shares.every(
          ({ payerCode, period }) => payerCode !== (period.from < merger.on ? merger.to : merger.code),
        ) &&
        agreement.rules
          .filter((rule) => rule.shape === "cap")
          .every((cap) => [...usedOf(cap, split, lines).values()].every((used) => used <= cap.amount))
      );
    });
    expect(fc.check(property, CASES)).toMatchObject({ failed: false, counterexample: null });
  });

  always(
    "a minimum contribution is honoured wherever there is a cost to contribute to",
    (split, agreement, lines) => {
      const cost = lines.reduce((total, line) => total + line.net, 0n);
      const floor = agreement.rules.find((rule) => rule.shape === "floor");
      const portion = floor?.portion;
      if (cost <= 0n || typeof portion !== "number") return true;
      const paid = totals(split, (share) => share.payerCode, "net").get("RTR") ?? 0n;
      return paid >= divideHalfAwayFromZero(cost * BigInt(portion), 10_000n);
    },
  );
});
