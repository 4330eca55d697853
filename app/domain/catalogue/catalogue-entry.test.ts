import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitPrice } from "~/domain/money/money";
import { addDays, day } from "~/domain/shared/day";
import {
  FACET_NAMES,
  FACETS,
  pageOf,
  searchEntries,
  type CatalogueEntry,
  type CatalogueFilters,
} from "./catalogue-entry";
import type { ListPrice } from "./listing";
import { ownPrices, type PriceQuestion } from "./own-price";
import { searchVariants } from "./search-words";

const TODAY = day("2026-11-22");

const NINE_THOUSAND: PriceQuestion = { unit: "patient", quantity: 9_000n, termMonths: 24 };

type PerUnit = { unit: string; pounds: number } | null;
const pricesFor = (price: PerUnit, itemId: string): ListPrice[] =>
  price
    ? [
        {
          id: `${itemId}-P1`,
          itemId,
          unit: price.unit,
          unitText: `per ${price.unit}`,
          quantityNoun: `${price.unit}s`,
          billingPeriod: "year",
          calculation: "volume",
          tiers: [{ from: 1n, to: null, unitPrice: unitPrice(price.pounds * 10_000) }],
          vatRate: 2_000,
          costCategory: "licence-subscription",
          validFrom: day("2026-04-01"),
          validTo: null,
        },
      ]
    : [];

const entries: fc.Arbitrary<CatalogueEntry[]> = fc
  .array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 5 }),
      capabilities: fc.subarray(["C1", "C2", "C3"]),
      lots: fc.subarray(["A-1", "B-1"]),
      standardsMet: fc.subarray(["dtac", "dspt"]),
      careSettings: fc.subarray(["primary care", "social care"]),
      hosting: fc.constantFrom("cloud", "on premises", null),
      price: fc.constantFrom<PerUnit>(
        null,
        { unit: "patient", pounds: 1 },
        { unit: "patient", pounds: 2 },
        { unit: "bed", pounds: 1 },
      ),
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
    rows.map(({ price, ...row }, index) => ({
      ...row,
      id: `s${index}`,
      summary: "",
      supplierId: "1",
      supplierName: "x",
      priceText: null,
      prices: pricesFor(price, `s${index}`),
    })),
  );

const filters: fc.Arbitrary<CatalogueFilters> = fc.record({
  words: fc.constant(""),
  showNotCompliant: fc.boolean(),
  priceFor: fc.constantFrom(null, NINE_THOUSAND),
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

describe("ordered by the price for one's own quantity", () => {
  it("the lowest comes first, those without such a price last, and nothing else of the result changes", () => {
    fc.assert(
      fc.property(entries, filters, (list, chosen) => {
        const offers = ownPrices(list, NINE_THOUSAND);
        const asked = searchEntries(list, { ...chosen, priceFor: NINE_THOUSAND }, null, TODAY, offers);
        const plain = searchEntries(list, { ...chosen, priceFor: null }, null, TODAY);
        const nets = asked.rows.map(({ id }) => offers.get(id)!.quote?.net ?? null);
        const priced = nets.filter((net) => net !== null);
        expect(nets.slice(priced.length).every((net) => net === null)).toBe(true);
        expect(priced).toEqual([...priced].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
        expect(asked.unpriced).toBe(nets.length - priced.length);
        expect(asked.rows.map(({ id }) => id).sort()).toEqual(plain.rows.map(({ id }) => id).sort());
        expect(asked.counts).toEqual(plain.counts);
        expect(plain).toMatchObject({ offers: null, unpriced: 0 });
      }),
      { numRuns: 300 },
    );
  });

  it("over words too, and equal prices by the day's draw, not by name", () => {
    const make = (id: string, pounds: number): CatalogueEntry => ({
      id,
      name: id,
      summary: "",
      supplierId: "1",
      supplierName: "x",
      supplierSize: null,
      capabilities: [],
      lots: [],
      careSettings: [],
      hosting: null,
      standardsMet: [],
      outcome: "compliant",
      priceText: null,
      prices: pricesFor({ unit: "patient", pounds }, id),
    });
    const list = [make("best-match", 2), make("cheap", 1)];
    const matches = new Map([
      ["best-match", { rank: 9, why: null }],
      ["cheap", { rank: 1, why: null }],
    ]);
    const filter = { words: "x", chosen: {}, showNotCompliant: false, priceFor: NINE_THOUSAND };
    const offers = ownPrices(list, NINE_THOUSAND);
    const ids = (result: { rows: CatalogueEntry[] }) => result.rows.map(({ id }) => id);
    expect(ids(searchEntries(list, filter, matches, TODAY, offers))).toEqual(["cheap", "best-match"]);
    const equal = ["a", "b", "c", "d", "e", "f"].map((id) => make(id, 1));
    const orders = Array.from({ length: 10 }, (_, n) =>
      ids(searchEntries(equal, filter, null, addDays(TODAY, n), ownPrices(equal, NINE_THOUSAND))).join(""),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
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
