import { describe, expect, it } from "vitest";
import { fieldsOfPrice, PriceForm } from "./price-form";

const FLAT = {
  seen: "1",
  unit: "patient",
  billingPeriod: "year",
  calculation: "volume",
  costCategory: "licence-subscription",
  "from-1": "1",
  "price-1": "1.26",
  vat: "20",
};
const faults = (fields: Record<string, string>): Record<string, string> => {
  const read = PriceForm.safeParse({ ...FLAT, ...fields });
  return Object.fromEntries((read.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));
};

describe("a price as it is typed", () => {
  it("is read with its unit's own words, and shown again as it was typed", () => {
    const typed = {
      ...FLAT,
      "to-1": "9,999",
      "from-2": "10,000",
      "price-2": "0.9550",
      minimum: "500.00",
      maximum: "250,000",
    };
    const { price } = PriceForm.parse(typed);
    expect(price).toEqual({
      unit: "patient",
      unitText: "per patient",
      quantityNoun: "patients",
      billingPeriod: "year",
      calculation: "volume",
      tiers: [
        { from: "1", to: "9999", unitPrice: "12600" },
        { from: "10000", to: null, unitPrice: "9550" },
      ],
      minimumCharge: "50000",
      maximumCharge: "25000000",
      vatRate: 2000,
      costCategory: "licence-subscription",
    });
    expect(PriceForm.parse({ ...fieldsOfPrice({ ...price!, id: "P1" }), seen: "1" }).price).toEqual(price);
  });

  it("is taken away whatever else stands in the form", () => {
    expect(PriceForm.parse({ seen: "1", intent: "remove", "price-1": "x" }).price).toBeNull();
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      "no number",
      { "price-1": "" },
      {
        "price-1":
          "Enter the price of tier 1 from £0 to £100,000,000 with at most four decimals, for example 1.26",
      },
    ],
    [
      "five decimals",
      { "price-1": "1.26001" },
      {
        "price-1":
          "Enter the price of tier 1 from £0 to £100,000,000 with at most four decimals, for example 1.26",
      },
    ],
    [
      "a price below zero",
      { "price-1": "-1" },
      {
        "price-1":
          "Enter the price of tier 1 from £0 to £100,000,000 with at most four decimals, for example 1.26",
      },
    ],
    [
      "a price out of range",
      { "price-1": "100000000.01" },
      {
        "price-1":
          "Enter the price of tier 1 from £0 to £100,000,000 with at most four decimals, for example 1.26",
      },
    ],
    [
      "a gap between tiers",
      { "to-1": "99", "from-2": "101", "price-2": "1" },
      { "to-1": "No tier covers 100: Tier 1 ends at 99 and the next starts at 101." },
    ],
    [
      "tiers that overlap",
      { "to-1": "99", "from-2": "99", "price-2": "1" },
      { "to-1": "Tier 1 ends at 99 and overlaps Tier 2, which starts at 99." },
    ],
    [
      "a last tier with an end",
      { "to-1": "99" },
      { "to-1": "Tier 1 is the last and must be open-ended, and it ends at 99." },
    ],
    [
      "a first tier that starts late",
      { "from-1": "2" },
      { "from-1": "Tier 1 must start at 1, and it starts at 2." },
    ],
    [
      "a quantity that is none",
      { "to-1": "many" },
      { "to-1": "Enter where tier 1 ends as a whole number from 1 to 100,000,000" },
    ],
    [
      "a minimum above the maximum",
      { minimum: "2", maximum: "1" },
      { minimum: "The minimum charge, £2.00, is above the maximum, £1.00." },
    ],
    [
      "VAT above 100%",
      { vat: "101" },
      { vat: "Enter the VAT as a percentage from 0 to 100, for example 20" },
    ],
    [
      "its own unit without words",
      { unit: "item" },
      {
        unitText: "Enter the words after the price, for example per connected home",
        quantityNoun: "Enter what is counted, for example connected homes",
      },
    ],
    [
      "words that are too long",
      { unitText: "x".repeat(81) },
      { unitText: "Keep the words after the price to 80 characters" },
    ],
  ])("%s is refused at its field", (_, fields, expected) => {
    expect(faults(fields)).toEqual(expected);
  });

  it("says in one round what cannot be read, a gap and a charge, each with its tier", () => {
    const typed = {
      "price-1": "",
      "to-1": "99",
      "from-2": "101",
      "price-2": "x",
      minimum: "2",
      maximum: "1",
    };
    expect(faults(typed)).toEqual({
      "price-1":
        "Enter the price of tier 1 from £0 to £100,000,000 with at most four decimals, for example 1.26",
      "to-1": "No tier covers 100: Tier 1 ends at 99 and the next starts at 101.",
      "price-2":
        "Enter the price of tier 2 from £0 to £100,000,000 with at most four decimals, for example 1.26",
      minimum: "The minimum charge, £2.00, is above the maximum, £1.00.",
    });
  });

  it("contradicts nothing by an end that cannot be read", () => {
    expect(faults({ "to-1": "many", "from-2": "101", "price-2": "1" })).toEqual({
      "to-1": "Enter where tier 1 ends as a whole number from 1 to 100,000,000",
    });
  });

  it("names tiers by their place, also behind one that is left empty", () => {
    expect(faults({ "to-1": "99", "from-3": "100", "to-3": "200", "price-3": "1" })).toEqual({
      "to-3": "Tier 3 is the last and must be open-ended, and it ends at 200.",
    });
  });

  it("names everything that is missing at once", () => {
    const read = PriceForm.safeParse({ seen: "1" });
    expect(read.error?.issues.map(({ path }) => path.join("."))).toEqual([
      "costCategory",
      "unit",
      "billingPeriod",
      "calculation",
      "price-1",
      "vat",
    ]);
  });
});
