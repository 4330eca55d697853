import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNumbers, documentNumber, numberPattern, SERIES, type Series } from "./document-number";

const series = fc.constantFrom(...(Object.keys(SERIES) as Series[]));
const number = fc.bigInt(1n, 999_999_999_999_999n);

describe("the number of a document", () => {
  it.each<[Series, number, string]>([
    ["agreement", 1, "AG-0001"],
    ["agreement", 9_999, "AG-9999"],
    ["agreement", 10_000, "AG-10000"],
    ["fundTransfer", 10_000, "FT-10000"],
    ["scenario", 10_000, "SIM-10000"],
    ["marketRun", 10_000, "MR-10000"],
    ["shortlist", 10_000, "S10000"],
    ["invoice", 42, "INV-000042"],
    ["invoice", 1_000_000, "INV-1000000"],
    ["callOff", 10_001, "C010001"],
    ["certificate", 123, "DVC-000123"],
  ])("of %s %d is %s", (of, drawn, expected) => {
    expect(documentNumber(of, drawn)).toBe(expected);
  });

  it("is another for every number, in their order, and is recognised", () => {
    fc.assert(
      fc.property(series, number, number, (of, a, b) => {
        const order = a < b ? -1 : a > b ? 1 : 0;
        expect(Math.sign(compareNumbers(documentNumber(of, a), documentNumber(of, b)))).toBe(order);
        expect(documentNumber(of, a)).toMatch(numberPattern(of));
      }),
    );
  });

  it("is not cut, begun elsewhere or followed by anything when it is recognised", () => {
    expect(numberPattern("agreement").test("AG-100")).toBe(false);
    expect(numberPattern("agreement").test("xAG-1000")).toBe(false);
    expect(numberPattern("agreement").test("AG-1000/1")).toBe(false);
    expect(numberPattern("callOff", "-\\d{2}").test("C1000000-01")).toBe(true);
  });
});
