import { describe, expect, it } from "vitest";
import { pence } from "../../money/money";
import { day } from "../../shared/day";
import { parseAmountTable, parseWeightTable, roomOf, whyNotPlan, whyNotSetAside } from "./allocation-table";

describe("a fund that has closed", () => {
  const fund = { name: "Frontline 2025/26", closesOn: day("2026-03-31") };

  it("sets nothing more aside, and may still lower what it has", () => {
    expect(whyNotSetAside(fund, true, day("2026-04-01"))).toBe(
      "Frontline 2025/26 closed on 31 March 2026, so orders could not use what is set aside. Its allocations can only be lowered.",
    );
    expect(whyNotSetAside(fund, false, day("2026-04-01"))).toBeNull();
    expect(whyNotSetAside(fund, true, day("2026-03-31"))).toBeNull();
  });
});

describe("a table of allocations", () => {
  it("is read with its amounts to the penny, whatever a spreadsheet does around them", () => {
    const text = '\uFEFFODS code,Amount\r\nQWO,"1,234,567.89"\r\n\r\nQOP,£0.01\r\nQF7,0\r\n';
    expect(parseAmountTable(text)).toEqual({
      rows: [
        { line: 2, code: "QWO", amount: 123_456_789n },
        { line: 4, code: "QOP", amount: 1n },
        { line: 5, code: "QF7", amount: 0n },
      ],
      faults: [],
    });
  });

  it.each([
    ["no heading", "QWO,5", 1, "The first line must be: ODS code,Amount"],
    ["nothing in it", "ODS code,Amount\n", 2, "The table names no organisation."],
    ["a comma without quotation marks", "ODS code,Amount\nQWO,1,000", 2, "Expected 2 columns and found 3."],
    ["no code", "ODS code,Amount\n,5", 2, "The ODS code is missing."],
    ["no amount", "ODS code,Amount\nQWO,", 2, "The amount for QWO is missing."],
    ["three decimals", "ODS code,Amount\nQWO,1.005", 2, "“1.005” is not an amount in pounds"],
    ["a debt", "ODS code,Amount\nQWO,-5", 2, "The amount for QWO is below zero."],
    ["one twice", "ODS code,Amount\nQWO,5\nqwo,6", 3, "qwo is already named on row 2."],
    ["an open quotation", 'ODS code,Amount\nQWO,"5', 1, "A quotation mark is never closed."],
  ])("names the row of %s", (_what, text, line, reason) => {
    const { faults } = parseAmountTable(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]!.line).toBe(line);
    expect(faults[0]!.reason).toContain(reason);
  });

  it("names every fault, not the first", () => {
    const { rows, faults } = parseAmountTable("ODS code,Amount\nQWO,x\nQOP,5\n??,1\nQF7,-1");
    expect(rows.map((row) => row.code)).toEqual(["QOP"]);
    expect(faults.map((fault) => fault.line)).toEqual([2, 4, 5]);
  });

  it("is read back as it was downloaded: further columns are ignored", () => {
    const text = "ODS code,Amount,Organisation,Basis\nQWO,5.00,A board,Agreed\nQOP,6.00,B board";
    const { rows, faults } = parseAmountTable(text);
    expect(rows).toEqual([{ line: 2, code: "QWO", amount: 500n }]);
    expect(faults[0]!.reason).toContain("Expected 4 columns and found 3");
  });

  it("has weights with or without a heading", () => {
    expect(parseWeightTable("QWO,1.5\nQOP,2").rows).toEqual([
      { line: 1, code: "QWO", weight: 15_000n },
      { line: 2, code: "QOP", weight: 20_000n },
    ]);
    expect(parseWeightTable("ODS code,Weight\nQWO,0").faults[0]).toMatchObject({ line: 2 });
  });
});

describe("a plan", () => {
  const row = { organisationName: "NHS West Yorkshire ICB", line: 2 };

  it("is never more than the fund has, nor less than what is used", () => {
    const used = { ...row, before: pence(500), amount: pence(300), used: pence(400) };
    expect(whyNotPlan([used], roomOf(pence(0), pence(0)))[0]!.reason).toContain(
      "has committed or drawn £4.00 already",
    );
    const more = { ...row, before: pence(500), amount: pence(601), used: pence(0) };
    expect(whyNotPlan([more], roomOf(pence(100), pence(0)))[0]!.reason).toContain(
      "£0.01 more than the fund has",
    );
    const has = roomOf(pence(140), pence(40));
    expect(whyNotPlan([{ ...more, amount: pence(600) }], has)).toEqual([]);
    expect(whyNotPlan([more], has)[0]!.reason).toContain(
      "£1.00 was put in and is not allocated, besides £0.40 that requests that wait would take",
    );
    // Where requests ask for more than there is, allocations can still be lowered.
    expect(whyNotPlan([{ ...more, amount: pence(499) }], roomOf(pence(10), pence(40)))).toEqual([]);
  });
});
