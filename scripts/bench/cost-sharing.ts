import type { AgreementVersion } from "~/domain/agreements/agreement";
import { COST_CATEGORY_IDS, type CostLine } from "~/domain/agreements/rules/cost-line";
import { splitCosts, type SplitInput } from "~/domain/cost-sharing/engine";
import type { Facts, FundBalance } from "~/domain/cost-sharing/facts";
import { BUYER, BUYERS_ICB, type Rule } from "~/domain/agreements/rules/rule";
import { pence, unitPrice } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { measurePair, type Bench, type Contender } from "./harness";

const YEARS = 5;
const pounds = (amount: number) => pence(amount * 100);

/** Twelve rules that all bite: parts of the whole, sums, parts of the rest, limits, a test, a minimum, the rest. */
const RULES: readonly Rule[] = [
  {
    ruleNumber: 1,
    shape: "taper",
    payer: "X26",
    byContractYear: [7_500, 6_000, 4_500, 3_000, 1_500],
    fundIds: ["F2026", "F2027", "F2028", "F2029", "F2030"],
    when: { categories: ["licence-subscription", "hosting-cloud", "support-maintenance"] },
  },
  {
    ruleNumber: 2,
    shape: "category-split",
    shares: [
      { category: "implementation", payer: "X26", portion: 5_000 },
      { category: "implementation", payer: BUYERS_ICB, portion: { numerator: 1, denominator: 3 } },
      { category: "data-migration", payer: BUYERS_ICB, portion: 5_000 },
      { category: "training-change", payer: "P1", portion: 2_500 },
    ],
  },
  { ruleNumber: 3, shape: "percentage", payer: BUYERS_ICB, portion: 1_250, when: { nature: "revenue" } },
  { ruleNumber: 4, shape: "fixed", payer: "P1", amount: pounds(250_000), per: "financial-year" },
  {
    ruleNumber: 5,
    shape: "per-unit",
    payer: "P2",
    rate: unitPrice(12_600),
    unit: "registeredPatient",
    censusDate: day("2026-01-01"),
    per: "contract-year",
  },
  {
    ruleNumber: 6,
    shape: "percentage",
    payer: "P2",
    portion: 1_000,
    of: "rest",
    when: { contractYears: [1, 2] },
  },
  {
    ruleNumber: 7,
    shape: "cap",
    appliesTo: { rule: 1 },
    amount: pounds(4_000_000),
    scope: "organisation",
    perFinancialYear: true,
  },
  {
    ruleNumber: 8,
    shape: "cap",
    appliesTo: { payer: BUYERS_ICB },
    amount: pounds(20_000_000),
    scope: "order",
  },
  { ruleNumber: 9, shape: "eligibility", appliesTo: { rule: 1 }, requires: ["dspt"] },
  { ruleNumber: 10, shape: "envelope", fundId: "F2026", financialYear: 2026, amount: pounds(3_000_000) },
  { ruleNumber: 11, shape: "floor", payer: BUYER, portion: 5_000 },
  { ruleNumber: 12, shape: "residual", payer: BUYER },
];

const AGREEMENT: AgreementVersion = {
  agreementId: "BENCH",
  version: 1,
  title: "Measured, not signed",
  parties: ["X26", "P1", "P2"],
  effectiveFrom: day("2026-04-01"),
  effectiveTo: null,
  scope: {},
  rules: RULES,
};

const FACTS: Facts = {
  buyerCode: "RTR",
  buyerKind: "trust",
  icbCode: "QHM",
  orderDate: day("2026-11-22"),
  quantities: { registeredPatient: 312_456n },
  met: ["dspt"],
  vatRecovery: { RTR: "contracted-out", X26: "full" },
};

const BALANCES: readonly FundBalance[] = Array.from({ length: YEARS }, (_, index) => ({
  fundId: `F${2026 + index}`,
  financialYear: 2026 + index,
  nature: "revenue",
  free: pounds(5_000_000),
}));

/** Costs of five years, a fifth of the lines in each, in every category, the odd one capital or a credit. */
export function inputOf(count: number): SplitInput {
  const lines = Array.from({ length: count }, (_, index): CostLine => {
    const item = Math.floor(index / YEARS);
    const contractYear = (index % YEARS) + 1;
    const financialYear = 2025 + contractYear;
    const size = 1_000 + ((item * 7_919 + contractYear * 104_729) % 400_000);
    return {
      id: `item-${item}-${contractYear}`,
      category: COST_CATEGORY_IDS[item % COST_CATEGORY_IDS.length]!,
      nature: item % 7 === 0 ? "capital" : "revenue",
      period: { from: day(`${financialYear}-04-01`), to: day(`${financialYear + 1}-03-31`) },
      contractYear,
      financialYear,
      net: pence(item % 50 === 0 ? -size : size),
      vatRate: 2_000,
    };
  });
  return { lines, agreement: AGREEMENT, facts: FACTS, balances: BALANCES };
}

/** For each line and rule one multiplication and one addition: the least that working every rule out can cost. */
function loopOverRules({ lines }: SplitInput): () => bigint {
  const portions = RULES.map((_, index) => BigInt(1_000 + index * 700));
  return () => {
    let total = 0n;
    for (const { net } of lines) for (const portion of portions) total += net * portion;
    return total;
  };
}

/** The same for each share that comes out, over figures that lie ready in arrays: the least that writing them down can cost. */
function loopOverShares(input: SplitInput): () => bigint {
  const byId = new Map(input.lines.map((line) => [line.id, line.net as bigint]));
  const { shares } = splitCosts(input);
  const nets = shares.map((share) => byId.get(share.lineId)!);
  const portions = shares.map((_, index) => BigInt(1_000 + (index % 9_000)));
  return () => {
    let total = 0n;
    for (let at = 0; at < nets.length; at += 1) total += nets[at]! * portions[at]!;
    return total;
  };
}

/** What the measured code returns is kept, so that nothing is optimised away. */
let kept: unknown;

function contender(name: string, work: () => unknown): Contender {
  return {
    name,
    once: async () => {
      kept = work();
    },
  };
}

/** The other way to read "100,000 lines x 5 years": each of them in each year, 500,000 lines in all. */
async function everyCostInEveryYear() {
  const input = inputOf(100_000 * YEARS);
  return measurePair({
    name: `split of 100,000 costs in each of ${YEARS} years by ${RULES.length} rules, loop over lines and rules`,
    clients: 1,
    goal: 0.1,
    baseline: contender("lines x rules", loopOverRules(input)),
    subject: contender("split", () => splitCosts(input)),
  });
}

/**
 * The engine, its trace included, against plain loops over the same bigints; and 100,000 lines against a hundred times
 * 1,000. Needs no database.
 */
export const costSharing: Bench = {
  name: "cost-sharing",
  run: async () => {
    const input = inputOf(100_000);
    const small = inputOf(1_000);
    const split = contender("split", () => splitCosts(input));
    const pair = { clients: 1, goal: 0.1, subject: split };
    const what = `split of 100,000 lines in ${YEARS} years by ${RULES.length} rules`;
    const overRules = contender("lines x rules", loopOverRules(input));
    return [
      await measurePair({ ...pair, name: `${what}, loop over lines and rules`, baseline: overRules }),
      await everyCostInEveryYear(),
      await measurePair({
        ...pair,
        name: `${what}, loop over shares`,
        baseline: contender("shares", loopOverShares(input)),
      }),
      await measurePair({
        ...pair,
        name: `${what} and all read, loop over lines and rules`,
        baseline: overRules,
        subject: contender("split and read", () => splitCosts(input).shares.length),
      }),
      await measurePair({
        ...pair,
        goal: 0.8,
        name: "split of 100,000 lines, 100 splits of 1,000",
        baseline: contender("100 x 1,000", () => {
          let shares = 0;
          for (let time = 0; time < 100; time += 1) shares += splitCosts(small).trace.shares.count;
          return shares;
        }),
      }),
    ].filter(() => kept !== undefined);
  },
};
