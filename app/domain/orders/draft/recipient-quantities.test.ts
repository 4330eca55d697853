import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantitiesAfter, type RecipientQuantity } from "./recipient-quantities";

const of = (quantities: Record<string, bigint>): RecipientQuantity[] =>
  Object.entries(quantities).map(([organisationCode, quantity]) => ({ organisationCode, quantity }));
const change = (before: string[], after: string[], awarded: bigint | null = null) => ({
  before,
  after,
  patients: new Map([
    ["A", 100n],
    ["B", 200n],
  ]),
  awarded,
});

describe("quantities after the recipients are replaced", () => {
  it.each([
    ["what still fits is kept", "day", of({ A: 3n, B: 7n }), change(["A", "B"], ["B", "C"]), of({ B: 7n })],
    ["one takes over from one", "day", of({ A: 10n }), change(["A"], ["B"]), of({ B: 10n })],
    ["one takes over from several", "day", of({ A: 3n, B: 7n }), change(["A", "B"], ["C"]), of({ C: 10n })],
    ["several are not guessed", "day", of({ A: 10n }), change(["A"], ["B", "C"]), []],
    ["patients of a new one", "patient", of({ A: 90n }), change(["A"], ["A", "B"]), of({ A: 90n, B: 200n })],
    ["no patients of another", "patient", of({ A: 90n }), change(["A"], ["C"]), []],
    ["an emptied one stays empty", "patient", of({ A: 90n }), change(["A", "B"], ["A", "B"]), of({ A: 90n })],
    ["what was awarded", "device", [], change([], ["A"], 30n), of({ A: 30n })],
    ["patients of all for the award", "patient", [], change(["A"], ["A", "B"], 1n), of({ A: 100n, B: 200n })],
    ["nothing that was never chosen", "device", [], change(["A"], ["B"]), []],
  ])("%s", (_what, unit, quantities, changed, expected) => {
    expect(quantitiesAfter({ unit, quantities }, changed)).toEqual(expected);
  });

  it("never change what a recipient that stays has, and never order more of what is no patient", () => {
    const codes = fc.uniqueArray(fc.constantFrom<string>("A", "B", "C", "D"), { minLength: 1 });
    fc.assert(
      fc.property(codes, codes, fc.constantFrom("patient", "day"), (before, after, unit) => {
        const quantities = before.map((code, at) => ({ organisationCode: code, quantity: BigInt(at + 1) }));
        const found = quantitiesAfter({ unit, quantities }, change(before, after));
        for (const one of quantities.filter((each) => after.includes(each.organisationCode)))
          expect(found).toContainEqual(one);
        expect(found.every((one) => after.includes(one.organisationCode))).toBe(true);
        const sum = (rows: RecipientQuantity[]) => rows.reduce((total, row) => total + row.quantity, 0n);
        expect(unit === "patient" || sum(found) <= sum(quantities)).toBe(true);
      }),
    );
  });
});
