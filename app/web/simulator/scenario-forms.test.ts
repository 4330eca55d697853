import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import type { BasketLine } from "~/domain/simulator/scenario";
import { CompareQuery, readBasket, readFacts } from "./scenario-forms";

const record = (quantities: Record<string, bigint>): BasketLine => ({
  kind: "priced",
  id: "L1",
  name: "Record",
  itemId: "20001-001",
  costCategory: "licence-subscription",
  nature: "revenue",
  price: {
    id: "P1",
    unit: "patient",
    unitText: "per patient",
    quantityNoun: "patients",
    billingPeriod: "year",
    calculation: "volume",
    tiers: [{ from: 1n, to: null, unitPrice: unitPrice(12_600n) }],
    vatRate: 2_000,
  },
  agreed: null,
  quantities: Object.entries(quantities).map(([organisationCode, quantity]) => ({
    organisationCode,
    quantity,
  })),
});

describe("a basket as a form", () => {
  it("changes quantities, adds a recipient, leaves out what gets nothing", () => {
    const { value, errors } = readBasket(
      {
        "quantity-L1-A": "2,000",
        "quantity-L1-B": "",
        "newCode-L1": "C",
        "newQuantity-L1": "5",
        "nature-L1": "capital",
      },
      [record({ A: 1_000n, B: 10n })],
    );
    expect(errors).toEqual({});
    expect(value).toMatchObject([
      {
        nature: "capital",
        quantities: [
          { organisationCode: "A", quantity: 2_000n },
          { organisationCode: "C", quantity: 5n },
        ],
      },
    ]);
  });

  it("changes many recipients together, in proportion and exactly", () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`P${index}`, 10n]));
    const { value, errors } = readBasket({ "quantity-L1": "1,000" }, [record(many)]);
    expect(errors).toEqual({});
    const [line] = value;
    const quantities = line?.kind === "priced" ? line.quantities.map((each) => each.quantity) : [];
    expect(quantities.reduce((a, b) => a + b, 0n)).toBe(1_000n);
    expect(new Set(quantities)).toEqual(new Set([17n, 16n]));
  });

  it("adds a cost of one’s own, and says what is wrong with it in the words of its fields", () => {
    const typed = {
      "name-new": "Training",
      "amount-new": "1,200.50",
      "category-new": "training-change",
      "per-new": "one-off",
      "nature-new": "revenue",
      "vat-new": "500",
    };
    const { value, errors } = readBasket(typed, []);
    expect(errors).toEqual({});
    expect(value).toEqual([
      {
        kind: "invented",
        id: "L1",
        name: "Training",
        costCategory: "training-change",
        nature: "revenue",
        amount: pence(120_050),
        per: "one-off",
        vatRate: 500,
      },
    ]);
    const wrong = readBasket({ ...typed, "amount-new": "much", "category-new": "", "vat-new": "17" }, []);
    expect(Object.keys(wrong.errors).sort()).toEqual(["amount-new", "category-new", "vat-new"]);
  });

  it("removes ticked lines", () => {
    expect(readBasket({ remove: "L1" }, [record({ A: 1n })]).value).toEqual([]);
  });
});

describe("facts as a form", () => {
  it("takes what is typed to be otherwise, and leaves the rest as recorded", () => {
    const { value, errors } = readFacts({
      "count-bed": "640",
      "met-dspt": "yes",
      "met-cqc-registered": "no",
      "met-product-assured": "recorded",
      standards: "DCB0129\r\n",
      "spend-1": "500",
      "spendOn-1": "training-change",
      "spentOn-1-day": "1",
      "spentOn-1-month": "5",
      "spentOn-1-year": "2026",
      milestones: "Go live",
    });
    expect(errors).toEqual({});
    expect(value).toEqual({
      counts: { bed: 640n },
      met: { dspt: true, "cqc-registered": false, "standard:DCB0129": true },
      localSpend: [{ category: "training-change", spentOn: "2026-05-01", amount: pence(50_000) }],
      milestonesMet: ["Go live"],
    });
  });

  it("names the field of each mistake", () => {
    const { errors } = readFacts({ "count-bed": "-1", "spend-2": "ten", standards: "not one!" });
    expect(Object.keys(errors).sort()).toEqual([
      "count-bed",
      "spend-2",
      "spendOn-2",
      "spentOn-2",
      "standards",
    ]);
  });
});

describe("the address of a comparison", () => {
  it.each([
    [{ scenarios: "SIM-0001,SIM-0002" }, ["SIM-0001", "SIM-0002"]],
    [{ scenarios: ["SIM-0002", "SIM-0001", "SIM-0002"] }, ["SIM-0002", "SIM-0001"]],
  ])("%o", (query, ids) => {
    expect(CompareQuery.parse(query).scenarios).toEqual(ids);
  });

  it("is refused with five, or with something else", () => {
    const five = [1, 2, 3, 4, 5].map((number) => `SIM-000${number}`).join(",");
    expect(CompareQuery.safeParse({ scenarios: five }).success).toBe(false);
    expect(CompareQuery.safeParse({ scenarios: "everything" }).success).toBe(false);
  });
});
