import { describe, expect, it } from "vitest";
import { day, type Day } from "~/domain/shared/day";
import { emptyContent, type ListedPrice, type ListingContent } from "./content";
import { changesPrices, firstDayOfPrices, noticeGaps, noticeTerms } from "./price-notice";

const price: ListedPrice = {
  id: "P1",
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: "1", to: null, unitPrice: "12600" }],
  minimumCharge: null,
  maximumCharge: null,
  vatRate: 2000,
  costCategory: "licence-subscription",
};
const today = day("2026-12-01");
const terms = { days: 30, frameworkName: "Digital Care Framework", comingFrom: null };
const before: ListingContent = { ...emptyContent("CareNotes", "Notes"), prices: [price] };
const at = (unitPrice: string, pricesFrom: Day | null): ListingContent => ({
  ...before,
  prices: [{ ...price, tiers: [{ from: "1", to: null, unitPrice }] }],
  pricesFrom,
});
const HIGHER = "15000";
const LOWER = "10000";

describe("the notice of a framework", () => {
  it("is the longest of those that offer the solution, and none without one", () => {
    const rows = [
      { name: "A", priceNoticeDays: 30 },
      { name: "B", priceNoticeDays: 90 },
    ];
    expect(noticeTerms(rows)).toEqual({ days: 90, frameworkName: "B", comingFrom: null });
    expect(noticeTerms([])).toEqual({ days: 0, frameworkName: null, comingFrom: null });
  });
});

describe("the first day of changed prices", () => {
  it.each<[string, string, Day | null, string]>([
    ["a higher one, as soon as it may", HIGHER, null, "2026-12-31"],
    ["a higher one, on its day", HIGHER, day("2027-02-01"), "2027-02-01"],
    ["a higher one, published too late for its day", HIGHER, day("2026-12-02"), "2026-12-31"],
    ["a lower one, at once", LOWER, null, "2026-12-01"],
    ["a lower one, on its day", LOWER, day("2026-12-02"), "2026-12-02"],
    ["a lower one, whose day is past", LOWER, day("2026-11-30"), "2026-12-01"],
  ])("%s", (_, unitPrice, from, expected) => {
    expect(firstDayOfPrices({ before, after: at(unitPrice, from), terms, today })).toBe(expected);
  });

  it.each<[string, string, Day | null, string[]]>([
    ["the last day without notice", HIGHER, day("2026-12-30"), ["choose 31 December 2026 or later"]],
    ["the first day with notice", HIGHER, day("2026-12-31"), []],
    ["no day", HIGHER, null, []],
    ["a day that is past", LOWER, day("2026-11-30"), ["is past"]],
    ["today, for a lower one", LOWER, today, []],
    ["three years ahead", LOWER, day("2029-12-01"), ["at most two years ahead"]],
    ["a day that is past, where no price changes", "12600", day("2026-11-30"), []],
  ])("%s", (_, unitPrice, from, expected) => {
    const gaps = noticeGaps({ before, after: at(unitPrice, from), terms, today });
    expect(gaps.map(({ text }) => expected.find((words) => text.includes(words)) ?? text)).toEqual(expected);
  });
});

it("knows a changed price from one that is called otherwise, gone or new", () => {
  expect(changesPrices(before, structuredClone(before))).toBe(false);
  expect(changesPrices(before, at(HIGHER, null))).toBe(true);
  expect(changesPrices(before, { ...before, prices: [] })).toBe(true);
  expect(changesPrices(before, { ...before, prices: [price, { ...price, id: "new-1" }] })).toBe(true);
});

it("does not begin before a price that is announced already", () => {
  const announced = { ...terms, comingFrom: day("2027-02-01") };
  const asked = { before, terms: announced, today };
  expect(firstDayOfPrices({ ...asked, after: at(LOWER, null) })).toBe("2027-02-01");
  expect(firstDayOfPrices({ ...asked, after: at(LOWER, day("2027-03-01")) })).toBe("2027-03-01");
  expect(noticeGaps({ ...asked, after: at(LOWER, day("2027-01-31")) })).toHaveLength(1);
  expect(noticeGaps({ ...asked, after: at(LOWER, day("2027-02-01")) })).toEqual([]);
});
