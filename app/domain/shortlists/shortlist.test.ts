import { describe, expect, it } from "vitest";
import { unitPrice } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";
import { bestOffer } from "~/domain/pricing/best-offer";
import { parseQuantity } from "~/domain/pricing/quantity";
import { differingRows } from "./comparison";
import { checkChoice, readQuantities, storeQuantities, whyNotLockable } from "./shortlist";

const perPatient = (id: string, tenThousandths: number): Price => ({
  id,
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(tenThousandths) }],
  vatRate: 2000,
});

describe("a quantity is a whole number from one to a hundred million", () => {
  it.each([
    ["9,500", 9500n],
    [" 12 ", 12n],
    ["0", null],
    ["-3", null],
    ["1.5", null],
    ["many", null],
    ["100000000", 100000000n],
    ["100000001", null],
  ])("%s is %s", (text, expected) => expect(parseQuantity(text)).toBe(expected));

  it("is no more than there is of its unit", () => {
    expect(parseQuantity("300000", "bed")).toBe(300_000n);
    expect(parseQuantity("300001", "bed")).toBeNull();
  });

  it("is stored as text and read back the same", () => {
    expect(readQuantities(storeQuantities({ patient: 9500n, bed: 0n }))).toEqual({ patient: 9500n });
  });
});

describe("a solution is compared on the price that comes to least for the buyer", () => {
  it("takes the cheaper of two prices in the unit given", () => {
    // 10,000 patients x £0.30 x 2 years = £6,000.00 against £12,600.00
    const offer = bestOffer(
      "Care",
      [perPatient("b", 12_600), perPatient("a", 3_000)],
      { patient: 10_000n },
      24,
    );
    expect(offer.price?.id).toBe("a");
    expect(offer.quote?.net).toBe(600_000n);
  });
  it("says which unit to enter when none is given", () => {
    expect(bestOffer("Care", [perPatient("a", 1)], { bed: 4n }, 12).missing).toBe(
      "Care is priced by patients: enter how many you need.",
    );
  });
  it("has no price in bands of a number that nobody gave, and one that is the same for any number", () => {
    const band = (id: string, ...ends: (bigint | null)[]): Price => ({
      ...perPatient(id, 1),
      unit: "home",
      quantityNoun: "connected homes",
      calculation: "single-fixed",
      tiers: ends.map((to, at) => ({
        from: at === 0 ? 1n : ends[at - 1]! + 1n,
        to,
        unitPrice: unitPrice(10_000),
      })),
    });
    expect(bestOffer("Care", [band("a", 50n, null)], { bed: 4n }, 12)).toMatchObject({
      price: null,
      missing: "Care is priced by connected homes: enter how many you need.",
    });
    expect(bestOffer("Care", [band("a", 50n, null)], { "item:connected homes": 60n }, 12)).toMatchObject({
      quantity: 60n,
    });
    expect(bestOffer("Care", [band("a", null)], { bed: 4n }, 12)).toMatchObject({
      quantity: 1n,
      missing: null,
    });
  });
  it("says so when there is no price at all", () => {
    expect(bestOffer("Care", [], { bed: 4n }, 12).missing).toContain("no published list price");
  });
});

describe("a lock is refused with everything that stands in its way", () => {
  it("names each reason", () => {
    const reasons = whyNotLockable({
      lotId: "L1",
      quantities: {},
      termNotInLot: "Records allows at most 36 months.",
      items: [{ name: "Care", priceMissing: null, notCompliant: "DTAC for Care expired.", inLot: false }],
    });
    expect(reasons).toHaveLength(4);
    expect(reasons).toContain("Records allows at most 36 months.");
    expect(reasons.join(" ")).toContain("DTAC for Care expired.");
  });
});

describe("every solution not chosen has a reason", () => {
  it("names the fields that lack one", () => {
    expect(
      Object.keys(checkChoice({ chosenSolutionId: "a", reasons: { b: "too short" } }, ["a", "b", "c"])),
    ).toEqual(["b", "c"]);
    expect(
      checkChoice({ chosenSolutionId: "a", reasons: { b: "Costs £4,000 a year more." } }, ["a", "b"]),
    ).toEqual({});
    expect(checkChoice({ chosenSolutionId: "x", reasons: {} }, [])).toHaveProperty("chosen");
  });

  it("is said of an empty form in one round, and not of the one that is left to be chosen", () => {
    const unless = "Unless you choose it: enter why this solution was not chosen, in 10 characters or more.";
    expect(checkChoice({ chosenSolutionId: "", reasons: {} }, ["a", "b"])).toEqual({
      chosen: "Choose one of the solutions on this shortlist.",
      a: unless,
      b: unless,
    });
    expect(
      checkChoice({ chosenSolutionId: "", reasons: { b: "Costs £4,000 a year more." } }, ["a", "b"]),
    ).toEqual({ chosen: "Choose one of the solutions on this shortlist." });
  });
});

describe("only differing rows are kept when asked", () => {
  it("drops rows in which all cells are the same", () => {
    expect(differingRows([{ cells: ["a", "a"] }, { cells: ["a", "b"] }])).toEqual([{ cells: ["a", "b"] }]);
  });
});
