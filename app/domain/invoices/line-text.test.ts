import { expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { lineTexts, type LineSubject } from "./line-text";

const line: LineSubject = {
  item: "Alder Record",
  periodFrom: day("2026-12-01"),
  periodTo: day("2027-03-31"),
  payerName: "NHS England",
  fundName: "Digital Care 2026/27",
  nature: "revenue",
};

it("a line names item, period, share, payer and fund", () => {
  expect(lineTexts([line])).toEqual([
    "Alder Record, 1 December 2026 to 31 March 2027: revenue share of NHS England, from Digital Care 2026/27",
  ]);
});

it("two lines never read alike", () => {
  const lines = [
    line,
    { ...line, nature: "capital" },
    { ...line, payerName: "Leeds Teaching Hospitals NHS Trust", fundName: null },
    { ...line, periodFrom: day("2027-01-01") },
    line,
    line,
  ];
  const texts = lineTexts(lines);
  expect(new Set(texts).size).toBe(lines.length);
  expect(texts[5]).toMatch(/ \(3 of 3\)$/);
});
