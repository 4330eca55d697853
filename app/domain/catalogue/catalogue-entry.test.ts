import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import {
  FACET_NAMES,
  FACETS,
  pageOf,
  searchEntries,
  type CatalogueEntry,
  type CatalogueFilters,
} from "./catalogue-entry";
import { searchVariants } from "./search-words";

const TODAY = day("2026-11-22");

const entries: fc.Arbitrary<CatalogueEntry[]> = fc
  .array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 5 }),
      capabilities: fc.subarray(["C1", "C2", "C3"]),
      lots: fc.subarray(["A-1", "B-1"]),
      standardsMet: fc.subarray(["dtac", "dspt"]),
      careSettings: fc.subarray(["primary care", "social care"]),
      hosting: fc.constantFrom("cloud", "on premises", null),
      supplierSize: fc.constantFrom("small", "large", null),
      outcome: fc.constantFrom<CatalogueEntry["outcome"]>(
        "compliant",
        "compliant-with-conditions",
        "not-compliant",
      ),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map((row, index) => ({
      ...row,
      id: `s${index}`,
      summary: "",
      supplierId: "1",
      supplierName: "x",
      priceText: null,
    })),
  );

const filters: fc.Arbitrary<CatalogueFilters> = fc.record({
  words: fc.constant(""),
  showNotCompliant: fc.boolean(),
  chosen: fc.record(
    {
      capability: fc.subarray(["C1", "C2"]),
      lot: fc.subarray(["A-1", "B-1"]),
      standard: fc.subarray(["dtac", "dspt"]),
      hosting: fc.subarray(["cloud", "on premises"]),
    },
    { requiredKeys: [] },
  ),
});

describe("a facet's count is the number of rows that choosing it gives", () => {
  it("for every facet, value and combination of filters", () => {
    fc.assert(
      fc.property(entries, filters, (list, chosen) => {
        const result = searchEntries(list, chosen, null, TODAY);
        for (const name of FACET_NAMES) {
          for (const [value, count] of result.counts[name]) {
            const already = chosen.chosen[name] ?? [];
            const needsAll = name === "capability" || name === "standard";
            const next = needsAll ? [...new Set([...already, value])] : [value];
            const after = searchEntries(
              list,
              { ...chosen, chosen: { ...chosen.chosen, [name]: next } },
              null,
              TODAY,
            );
            expect(after.rows.length).toBe(count);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("and no row breaks a filter or is hidden without being counted", () => {
    fc.assert(
      fc.property(entries, filters, (list, chosen) => {
        const result = searchEntries(list, chosen, null, TODAY);
        const shown = searchEntries(list, { ...chosen, showNotCompliant: true }, null, TODAY);
        expect(shown.rows.length - result.rows.length).toBe(result.hiddenNotCompliant);
        for (const row of result.rows) {
          for (const value of chosen.chosen.capability ?? [])
            expect(FACETS.capability.of(row)).toContain(value);
        }
        const refused = result.rows.filter((row) => row.outcome === "not-compliant");
        expect(chosen.showNotCompliant || refused.length === 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a page that does not exist is refused", () => {
  const rows = Array.from({ length: 41 }, (_, index) => index);
  it.each([
    ["0", null],
    ["-1", null],
    ["two", null],
    ["01", null],
    ["4", null],
    ["3", 1],
    ["1", 20],
    [undefined, 20],
  ])("%s gives %s rows", (text, length) => {
    expect(pageOf(rows, text)?.rows.length ?? null).toBe(length);
  });

  it("an empty list has one page", () => {
    expect(pageOf([], undefined)).toEqual({ page: 1, pages: 1, rows: [] });
    expect(pageOf([], "2")).toBeNull();
  });
});

describe("words of the trade are searched with their synonyms", () => {
  it("finds the long form from the short one and back", () => {
    expect(searchVariants("EPR for a hospital")).toContain("electronic patient record for a hospital");
    expect(searchVariants("electronic patient record")).toContain("epr");
  });
  it("leaves other words alone, also inside longer ones", () => {
    expect(searchVariants("reprint")).toEqual(["reprint"]);
  });
});
