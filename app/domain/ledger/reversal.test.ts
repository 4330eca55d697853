import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { RecordedTransfer } from "./ledger";
import { whyNotReverse, type ReversalFacts } from "./reversal";

const moved: RecordedTransfer = {
  id: 1n,
  kind: "move",
  debit: "source:X24",
  credit: "fund:F",
  amount: pence(100_00),
  shareId: null,
};
const FACTS: ReversalFacts = {
  movement: { kind: "add", effectiveOn: day("2026-11-22") },
  transfers: [moved],
  reversal: null,
  answered: pence(0),
  funds: [
    {
      account: "fund:F",
      fundId: "F",
      name: "Frontline",
      financialYear: 2026,
      free: pence(100_00),
      held: pence(100_00),
      setAside: pence(0),
      awarded: pence(0),
      committed: pence(0),
    },
  ],
  closedThrough: null,
};
const fundWith = (free: number) => [{ ...FACTS.funds[0]!, free: pence(free) }];

describe("whether a movement can be taken back", () => {
  it("can, while its money is free to the penny", () => {
    expect(whyNotReverse(FACTS)).toBeNull();
    expect(whyNotReverse({ ...FACTS, funds: fundWith(99_99) })?.public.title).toBe(
      "The money is no longer there to go back: Frontline is £0.01 short.",
    );
  });

  it("cannot while allocations rest on it, and says what to take back first", () => {
    const held = { ...FACTS.funds[0]!, held: pence(150_00), setAside: pence(50_01), awarded: pence(20_00) };
    const facts = { ...FACTS, funds: [{ ...held, committed: pence(30_00) }] };
    expect(whyNotReverse(facts)?.public).toMatchObject({
      title: "Allocations of Frontline rest on this money: £0.01 of them would have nothing behind them.",
      detail:
        "£50.01 is allocated to organisations, £20.00 of it is awarded and orders have reserved £30.00. Nothing has been changed. Take back £0.01 of its allocations first, and ask again.",
      next: { href: "/commercial/funding/F/allocations" },
    });
    expect(whyNotReverse({ ...facts, funds: [{ ...held, setAside: pence(50_00) }] })).toBeNull();
    // What a year's end left uncovered stops no reversal that takes nothing more out.
    const paid = { ...moved, kind: "post" as const, debit: "fund:F", credit: "supplier:1" };
    expect(whyNotReverse({ ...facts, transfers: [paid], funds: [{ ...held, held: pence(0) }] })).toBeNull();
    // A refund makes a fund no larger than it was, so that taking it back makes it no smaller.
    const clawedBack = { ...moved, debit: "budget:RX1" };
    expect(whyNotReverse({ ...facts, transfers: [clawedBack] })).toBeNull();
  });

  it.each<[string, Partial<ReversalFacts>, string]>([
    [
      "reversed already",
      { reversal: { transactionId: "r", effectiveOn: day("2026-12-01") } },
      "reversed-already",
    ],
    [
      "a reversal itself",
      { movement: { kind: "reverse", effectiveOn: day("2026-11-22") } },
      "reversal-of-reversal",
    ],
    ["of a closed year", { closedThrough: 2026 }, "reversal-in-closed-year"],
    ["a release", { transfers: [{ ...moved, kind: "release" }] }, "release-not-reversed"],
    ["nothing", { transfers: [] }, "nothing-to-reverse"],
    [
      "a reservation that was paid from",
      {
        transfers: [{ ...moved, kind: "reserve", debit: "fund:F", credit: "supplier:1" }],
        answered: pence(1),
      },
      "reversal-answered",
    ],
  ])("cannot when it is %s", (_what, facts, code) => {
    expect(whyNotReverse({ ...FACTS, ...facts })?.code).toBe(code);
  });

  it("puts nothing back into a fund of a closed year, whenever it was paid", () => {
    const paid = { ...moved, kind: "post" as const, debit: "fund:F", credit: "supplier:1" };
    const of2025 = [{ ...FACTS.funds[0]!, financialYear: 2025 }];
    const facts = { ...FACTS, transfers: [paid], funds: of2025 };
    expect(whyNotReverse({ ...facts, closedThrough: 2025 })?.public.title).toContain(
      "Frontline is money of 2025/26, and that year is closed",
    );
    expect(whyNotReverse(facts)).toBeNull();
  });
});
