import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, ZERO } from "../../money/money";
import { holdersOf, leftOf, NO_USE, unusedOf, usedInArea, useByHolder, type BuyerUse } from "./allocation";

const held = (organisationCode: string, amount: bigint, offered = 0n) => ({
  organisationCode,
  amount: pence(amount),
  offered: pence(offered),
});
const used = (buyerCode: string, icbCode: string | null, committed: bigint): BuyerUse => ({
  buyerCode,
  icbCode,
  committed: pence(committed),
  drawn: ZERO,
  takenBack: ZERO,
});

describe("money for a board in a fund that is not for boards", () => {
  it("is explained by whose orders use it, and only there", () => {
    expect(usedInArea("icb", ["trust", "gp_practice"])).toBe(
      "For the NHS trusts and GP practices of its area, which use it where nothing is set aside for them by name.",
    );
    expect([
      usedInArea("icb", []),
      usedInArea("icb", ["icb", "trust"]),
      usedInArea("trust", ["trust"]),
    ]).toEqual([null, null, null]);
  });
});

describe("an award that nobody has signed yet", () => {
  it("is set aside, and no order uses it: an older order uses the board's allocation, or nobody's", () => {
    const only = [held("RR8", 500n, 500n)];
    expect([...holdersOf(only)]).toEqual([]);
    const uses = [used("RR8", "QWO", 300n)];
    expect(useByHolder(uses, holdersOf(only))).toMatchObject({ others: { committed: 300n } });
    expect(unusedOf(only, uses)).toBe(500n);
    const board = [...only, held("QWO", 1_000n)];
    expect(useByHolder(uses, holdersOf(board)).byHolder.get("QWO")).toMatchObject({ committed: 300n });
    expect(unusedOf(board, uses)).toBe(500n + 700n);
  });

  it("beside what was set aside before leaves that to orders, and not more", () => {
    const both = held("RR8", 900n, 500n);
    expect([...holdersOf([both])]).toEqual(["RR8"]);
    expect(leftOf(both, NO_USE)).toBe(400n);
    expect(leftOf(both, { ...NO_USE, committed: pence(450) })).toBe(-50n);
    expect(unusedOf([both], [used("RR8", null, 450n)])).toBe(500n);
  });

  it("never makes less of what is set aside and not used than it is itself, and signing lets orders use it", () => {
    const amount = fc.integer({ min: 0, max: 1_000 });
    const row = fc.record({ code: fc.constantFrom("A", "B", "Q"), offer: amount, more: amount });
    const use = fc.record({
      buyer: fc.constantFrom("A", "B", "C"),
      icb: fc.constantFrom("Q", null),
      taken: amount,
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (one) => one.code }), fc.array(use), (rows, uses) => {
        const holdings = rows.map((one) => held(one.code, BigInt(one.offer + one.more), BigInt(one.offer)));
        const taken = uses.map((one) => used(one.buyer, one.icb, BigInt(one.taken)));
        const offers = holdings.reduce((all, one) => all + one.offered, 0n);
        const amounts = holdings.reduce((all, one) => all + one.amount, 0n);
        const unused = unusedOf(holdings, taken);
        expect(unused >= offers && unused <= amounts).toBe(true);
        expect(unusedOf(holdings, [])).toBe(amounts);
      }),
    );
  });
});
