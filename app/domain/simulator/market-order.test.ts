import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, sum } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { comparedRows, comparedTotals } from "./compared-rows";
import {
  addUsage,
  balancesAfter,
  compareOrder,
  NOTHING_USED,
  type BorneShare,
  type Usage,
} from "./market-order";
import { runFinding, runTotalFinding, type RunTotal } from "./market-run";
import { asAgreement } from "./own-rules";

const share = (payerCode: string, financialYear: number, net: bigint, cost = net): BorneShare => ({
  payerCode,
  financialYear,
  net: pence(net),
  cost: pence(cost),
});

describe("an order of a run", () => {
  it("is compared by payer and year; what moves is what one payer passes to another", () => {
    const before = [share("A", 2026, 60n), share("A", 2027, 40n), share("B", 2026, 100n)];
    const after = [
      share("A", 2026, 30n),
      share("B", 2026, 130n),
      share("A", 2027, 10n),
      share("C", 2027, 30n),
    ];
    const { rows, moved } = compareOrder(before, after);
    expect(rows.map((row) => [row.payerCode, row.financialYear, row.oldNet, row.newNet])).toEqual([
      ["A", 2026, 60n, 30n],
      ["A", 2027, 40n, 10n],
      ["B", 2026, 100n, 130n],
      ["C", 2027, 0n, 30n],
    ]);
    // A passes 60 on: 30 to B and 30 to C.
    expect(moved).toBe(60n);
  });

  it("moves nothing when nothing changes, whatever its shares", () => {
    const anyShare = fc.record({
      payerCode: fc.constantFrom("A", "B", "C"),
      financialYear: fc.integer({ min: 2025, max: 2028 }),
      net: fc.bigInt(-1_000n, 1_000_000n).map(pence),
      cost: fc.bigInt(-1_000n, 1_000_000n).map(pence),
    });
    fc.assert(
      fc.property(fc.array(anyShare, { maxLength: 12 }), (shares) => {
        const { rows, moved } = compareOrder(shares, shares.toReversed());
        expect(moved).toBe(0n);
        expect(sum(rows.map((row) => row.newNet))).toBe(sum(shares.map((each) => each.net)));
        expect(rows.filter((row) => row.oldCost !== row.newCost)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what a run has used", () => {
  const used: Usage = {
    caps: [{ ruleNumber: 3, bucket: "organisation:RR8 2026/27", amount: pence(100) }],
    funds: [{ fundId: "F", amount: pence(70) }],
  };

  it("adds up by rule, pot and fund", () => {
    const twice = addUsage(used, used);
    expect(twice.caps).toEqual([{ ...used.caps[0], amount: 200n }]);
    expect(twice.funds).toEqual([{ fundId: "F", amount: 140n }]);
    expect(addUsage(NOTHING_USED, used)).toEqual(used);
  });

  it("leaves of a fund what an envelope lets it hold, less what was taken", () => {
    const fund = { fundId: "F", financialYear: 2026, nature: "revenue" as const, free: pence(1_000) };
    const rest = { shape: "residual", ruleNumber: 9, payer: "@buyer" } as const;
    const open = asAgreement([rest], { title: "Open", from: day("2026-04-01") });
    expect(balancesAfter([fund], open, used)[0]!.free).toBe(930n);
    const limited = asAgreement(
      [{ shape: "envelope", ruleNumber: 1, fundId: "F", financialYear: 2026, amount: pence(300) }, rest],
      { title: "Limited", from: day("2026-04-01") },
    );
    expect(balancesAfter([fund], limited, used)[0]!.free).toBe(230n);
  });
});

describe("a finding", () => {
  const total = (payerName: string, before: bigint, after: bigint): RunTotal => ({
    payerCode: payerName,
    payerName,
    before: pence(before),
    after: pence(after),
    difference: pence(after - before),
  });

  it.each<[string, RunTotal[]]>([
    ["These rules would have changed nothing", [total("A", 100n, 100n)]],
    ["A would have paid £1 less and B £1 more", [total("A", 300n, 200n), total("B", 0n, 100n)]],
    [
      "A would have paid £2 less; the shares of 2 other payers change too",
      [total("A", 300n, 100n), total("B", 0n, 100n), total("C", 0n, 100n)],
    ],
  ])("%s", (words, totals) => {
    expect(runFinding(totals)).toBe(words);
  });
});

it("the sum of all payers stands beside the finding", () => {
  const row = (before: bigint, after: bigint): RunTotal => ({
    payerCode: "A",
    payerName: "A",
    before: pence(before),
    after: pence(after),
    difference: pence(after - before),
  });
  expect(runTotalFinding([row(100n, 200n), row(200n, 100n)])).toBe(
    "In all, these orders cost the payers the same £3",
  );
  expect(runTotalFinding([row(100n, 200n)])).toBe(
    "In all, these orders cost the payers £1 before and £2 after",
  );
});

describe("scenarios side by side", () => {
  it("have a row for each payer and year, and for the whole term; nothing where one cannot be worked out", () => {
    const year = (payerCode: string, financialYear: number, cost: bigint) => {
      const borne = { net: pence(cost), cost: pence(cost) };
      const none = { net: pence(0), cost: pence(0) };
      return {
        payerCode,
        payerName: `Payer ${payerCode}`,
        financialYear,
        before: none,
        after: borne,
        difference: borne.cost,
      };
    };
    const answers = [[year("A", 2026, 5n), year("A", 2027, 6n)], null, [year("B", 2026, 7n)]];
    expect(comparedRows(answers).map((row) => [row.payerCode, row.financialYear, row.costs])).toEqual([
      ["A", 2026, [5n, null, 0n]],
      ["A", 2027, [6n, null, 0n]],
      ["A", null, [11n, null, 0n]],
      ["B", 2026, [0n, null, 7n]],
      ["B", null, [0n, null, 7n]],
    ]);
    expect(comparedTotals(answers)).toEqual([11n, null, 7n]);
  });
});
