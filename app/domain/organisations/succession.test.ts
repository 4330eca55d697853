import { describe, expect, it } from "vitest";
import { day } from "../shared/day";
import { isActiveOn, ocdsIdentifier, successorText, whyNotActive } from "./organisation";
import { parseRecipientCsv } from "./recipient-csv";
import { predecessorsAt, successorsAt } from "./succession";

const successions = [
  { predecessorCode: "A", successorCode: "B", effectiveOn: day("2021-04-01") },
  { predecessorCode: "B", successorCode: "C", effectiveOn: day("2026-04-01") },
  { predecessorCode: "B", successorCode: "D", effectiveOn: day("2026-04-01") },
];

describe("who stands in an organisation's place on a day", () => {
  it("follows the chain as far as the day allows", () => {
    expect(successorsAt(successions, "A", day("2020-01-01"))).toEqual(["A"]);
    expect(successorsAt(successions, "A", day("2021-04-01"))).toEqual(["B"]);
    expect(successorsAt(successions, "A", day("2026-04-01"))).toEqual(["C", "D"]);
    expect(predecessorsAt(successions, "D", day("2026-04-01"))).toEqual(["A", "B"]);
    expect(predecessorsAt(successions, "D", day("2026-03-31"))).toEqual([]);
  });

  it("ends on records that run in a circle", () => {
    const circle = [
      { predecessorCode: "A", successorCode: "B", effectiveOn: day("2020-01-01") },
      { predecessorCode: "B", successorCode: "A", effectiveOn: day("2020-01-01") },
    ];
    expect(successorsAt(circle, "A", day("2026-01-01"))).toEqual([]);
  });
});

describe("an organisation's dates", () => {
  const board = { code: "QX", name: "Old board", openedOn: day("2022-07-01"), closedOn: day("2026-03-31") };

  it("counts the first and the last day", () => {
    expect(
      ["2022-06-30", "2022-07-01", "2026-03-31", "2026-04-01"].map((on) => isActiveOn(board, day(on))),
    ).toEqual([false, true, true, false]);
  });

  it("says why not, and whom to use instead", () => {
    expect(whyNotActive(board, [], day("2026-03-31"))).toBeNull();
    const why = whyNotActive(board, [{ code: "ZX", name: "New board" }], day("2026-11-22"));
    expect(why?.title).toBe("Old board (QX) closed on 31 March 2026");
    expect(why?.detail).toContain("Its successor is New board (ZX)");
    expect(successorText([])).toContain("No successor is recorded");
    expect(
      successorText([
        { code: "A", name: "North" },
        { code: "B", name: "South" },
      ]),
    ).toContain("divided between North (A) and South (B)");
  });

  it("has an identifier for open contracting data", () => {
    expect(ocdsIdentifier({ code: "RR8", scheme: "ods", name: "Leeds" })).toEqual({
      scheme: "GB-NHS",
      id: "RR8",
      legalName: "Leeds",
    });
    const supplier = { code: "S1", scheme: "dovetail", name: "Alder", companyNumber: "01234567" };
    expect(ocdsIdentifier(supplier)).toMatchObject({ scheme: "GB-COH", id: "01234567" });
  });
});

describe("the file of recipients", () => {
  it("reads the two columns, with quotes, Windows line ends and a byte order mark", () => {
    const text = '\uFEFFOrganisation Name,ODS Code\r\n"BRIG ROYD, SURGERY",b84007\r\n\r\nCALDER,Y02572\r\n';
    expect(parseRecipientCsv(text)).toEqual({
      rows: [
        { line: 2, name: "BRIG ROYD, SURGERY", code: "B84007" },
        { line: 4, name: "CALDER", code: "Y02572" },
      ],
      errors: [],
    });
  });

  it("names every fault by its line", () => {
    const { rows, errors } = parseRecipientCsv(
      "Organisation Name,ODS Code\nA,B84007\nB,\nC\nD,B84007\nE,*!\n",
    );
    expect(rows).toHaveLength(1);
    expect(errors).toEqual([
      { line: 3, reason: "The ODS code is missing." },
      { line: 4, reason: "Expected 2 columns and found 1." },
      { line: 5, reason: "B84007 is already named on line 2." },
      { line: 6, reason: "“*!” is not an ODS code: use letters and digits only." },
    ]);
  });

  it("refuses another header, an open quotation mark and an empty file", () => {
    expect(parseRecipientCsv("ODS,Name\nA,B\n").errors[0]?.reason).toContain("The first line must be");
    expect(parseRecipientCsv('Organisation Name,ODS Code\n"A,B84007\n').errors[0]?.reason).toContain(
      "never closed",
    );
    expect(parseRecipientCsv("Organisation Name,ODS Code\n").errors[0]?.reason).toContain("no recipient");
  });
});
