import { describe, expect, it } from "vitest";
import { pageOfShares } from "./share-pages";

const share = (payerCode: string, financialYear: number) => ({ payerCode, financialYear });
/** Thirty shares of each of two years, and one of another payer. */
const shares = [
  ...Array.from({ length: 30 }, () => [share("X24", 2027), share("X24", 2026)]).flat(),
  share("RR8", 2026),
];
const yearsOf = (rows: readonly { financialYear: number }[]) => [
  ...new Set(rows.map((row) => row.financialYear)),
];

describe("the shares of one payer of an order", () => {
  it("stand on pages of 25, the first year first", () => {
    const first = pageOfShares(shares, "X24", { place: null });
    expect([first.rows.length, first.total, yearsOf(first.rows)]).toEqual([25, 60, [2026]]);
    const second = pageOfShares(shares, "X24", { place: first.next });
    expect([second.first, yearsOf(second.rows)]).toEqual([26, [2026, 2027]]);
    const last = pageOfShares(shares, "X24", { place: second.next });
    expect([last.first, last.rows.length, last.next]).toEqual([51, 10, null]);
  });

  it("begin with the year that a link names, unless a page of them is asked for", () => {
    const year = pageOfShares(shares, "X24", { place: null, year: 2027 });
    expect([year.first, yearsOf(year.rows)]).toEqual([31, [2027]]);
    expect(pageOfShares(shares, "X24", { place: year.next, year: 2027 }).first).toBe(56);
    expect(pageOfShares(shares, "X24", { place: null, year: 2026 }).first).toBe(1);
  });
});
