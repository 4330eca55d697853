import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";
import { day } from "~/domain/shared/day";
import type { CostedItem } from "~/domain/who-pays/cost";
import { addedTooMuch, needAgain } from "./added";
import { besideCompared, comparedFigures, orderedQuantities, readCompared, storeCompared } from "./compared";

const price: Price = {
  id: "P1",
  unit: "bed",
  unitText: "per bed",
  quantityNoun: "beds",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000) }],
  vatRate: 2_000,
};
const compared = {
  on: day("2026-12-01"),
  price,
  quantity: 640n,
  quantities: { bed: "640" },
  termMonths: 24,
  net: pence(50_870_000n),
  gross: pence(61_044_000n),
};

describe("an order beside what was compared", () => {
  it.each([
    [
      "390,300.00",
      39_030_000n,
      46_836_000n,
      "Less than was compared, by £118,400.00",
      "Less than was compared, by £142,080.00",
    ],
    [
      "less within 5%",
      48_400_000n,
      58_080_000n,
      "Less by £24,700.00, within the lot’s tolerance of 5%",
      "Less by £29,640.00, within the lot’s tolerance of 5%",
    ],
    [
      "more within 5%",
      50_966_000n,
      61_140_000n,
      "More by £960.00, within the lot’s tolerance of 5%",
      "More by £960.00, within the lot’s tolerance of 5%",
    ],
    ["the same", 50_870_000n, 61_044_000n, "As compared", "As compared"],
    ["dearer", 60_000_000n, 72_000_000n, "More than was compared, by £91,300.00", "More than 5% away"],
  ])("says of a sum that is %s which way it is away", (_, net, gross, ofNet, ofGross) => {
    const figures = comparedFigures(
      compared,
      { items: [], services: [], termMonths: 24, net: pence(net), gross: pence(gross) },
      500,
    );
    expect(figures.slice(-2).map((figure) => besideCompared(figure, 500))).toEqual([ofNet, ofGross]);
    // Only more money, VAT included, asks the mechanism again.
    expect(figures.at(-1)!.leaves).toBe(gross > 70_000_000n);
  });
});

const ordered = (of: Price, quantity: bigint, more: Partial<CostedItem & { name: string }> = {}) => ({
  id: of.id,
  itemId: "S1",
  name: "Care Record",
  costCategory: "licence-subscription" as const,
  nature: "revenue" as const,
  price: of,
  agreed: null,
  quantities: [{ organisationCode: "RR8", quantity }],
  ...more,
});

describe("a price with tiers beside what was compared", () => {
  const tiered: Price = {
    ...price,
    tiers: [
      { from: 1n, to: 99n, unitPrice: unitPrice(2_120_000) },
      { from: 100n, to: 999n, unitPrice: unitPrice(1_280_000) },
      { from: 1_000n, to: null, unitPrice: unitPrice(1_215_000) },
    ],
  };
  const listPrice = (agreed: CostedItem["agreed"]) =>
    comparedFigures(
      { ...compared, price: tiered },
      {
        items: [ordered(tiered, 650n, { agreed })],
        services: [],
        termMonths: 24,
        net: compared.net,
        gross: compared.gross,
      },
      500,
    ).find(({ figure }) => figure === "List price")!;
  const range = "from £121.50 to £212.00 per bed, a year (3 tiers; £128.00 for this quantity)";

  it("is its range, with how many tiers, and not one of them", () => {
    expect(listPrice(null)).toMatchObject({ awarded: range, ordered: range });
    expect(besideCompared(listPrice(null), 500)).toBe("As compared");
  });

  it("has the agreed price beside it", () => {
    const agreed = [2_000_000, 1_250_000, 1_215_000].map((each) => unitPrice(each));
    expect(listPrice(agreed).ordered).toBe(
      `${range} (list); agreed: from £121.50 to £200.00 per bed, a year (3 tiers; £125.00 for this quantity)`,
    );
  });
});

describe("services beside what was compared", () => {
  const perDay: Price = {
    ...price,
    id: "D1",
    unit: "day",
    unitText: "per day",
    quantityNoun: "days",
    billingPeriod: "one-off",
    tiers: [{ from: 1n, to: null, unitPrice: unitPrice(7_800_000) }],
  };
  const training = (days: bigint) =>
    ordered(perDay, days, { itemId: "T1", name: "Training", costCategory: "training-change" });
  const award = {
    ...compared,
    quantities: { bed: "640", "day:training-change": "5" },
    services: { "training-change": pence(390_000n) },
  };
  const row = (of: typeof compared, services: ReturnType<typeof ordered>[], name: string) => {
    const { net, gross } = compared;
    const figures = comparedFigures(of, { items: [], services, termMonths: 24, net, gross }, 500);
    const { awarded, ordered: now, ...found } = figures.find(({ figure }) => figure.startsWith(name))!;
    return [awarded, now, besideCompared({ awarded, ordered: now, ...found }, 500)];
  };

  it.each([
    ["none", [], "None", "Less than was compared, by £3,900.00"],
    ["as many", [training(5n)], "5 days, £3,900.00", "As compared"],
    ["more", [training(7n)], "7 days, £5,460.00", "More than was compared, by £1,560.00"],
  ])("are named with quantity and sum on both sides where %s are ordered", (_, services, now, said) => {
    expect(row(award, services, "Training")).toEqual(["5 days, £3,900.00", now, said]);
    expect(readCompared(storeCompared(award))?.services).toEqual(award.services);
  });

  it("have a sum also where an award kept none, of one service alone", () => {
    // 640 beds × £1.00 × 2 years leave £3,900.00 of £5,180.00.
    const { services: _, ...before } = { ...award, net: pence(518_000n) };
    expect(row(before, [], "Training")[0]).toBe("5 days, £3,900.00");
  });

  it("are named where nobody was asked for them", () => {
    const migration = ordered(perDay, 2n, { itemId: "M1", name: "Moving", costCategory: "data-migration" });
    expect(row(award, [migration], "Moving")).toEqual([
      "None",
      "2 days, £1,560.00",
      "Not part of what was compared",
    ]);
  });
});

describe("services that nobody was asked for", () => {
  it.each([
    ["nothing", [], 500, false],
    ["exactly the tolerance of £508,700.00", ["25435.00"], 500, false],
    ["a penny more", ["25435.01"], 500, true],
    ["two that are more together", ["15000.00", "15000.00"], 500, true],
    ["anything where a lot allows none", ["0.01"], 0, true],
  ] as const)("%s", (_, costs, tolerance, refused) => {
    const added = costs.map((cost) => ({ name: "Roll-out", cost }));
    const found = addedTooMuch(compared, added, tolerance);
    expect(found !== null).toBe(refused);
    expect(found?.compared ?? "508700.00").toBe("508700.00");
  });

  it("go into the new need by the day, and what no need counts in words", () => {
    const service = (costCategory: string, unit: string, name: string) => ({
      id: name,
      itemId: name,
      name,
      costCategory: costCategory as CostedItem["costCategory"],
      nature: "revenue" as const,
      price: { ...price, id: name, unit, unitText: `per ${unit}`, quantityNoun: `${unit}s` },
      agreed: null,
      quantities: [{ organisationCode: "RR8", quantity: 12n }],
    });
    const services = [
      service("training-change", "day", "Training"),
      service("licence-subscription", "user", "Forms"),
    ];
    expect(needAgain(compared, [], services)).toEqual({
      quantities: { bed: 640n, "day:training-change": 12n },
      words: ["Forms (12 users)"],
    });
  });
});

describe("what is ordered is held against its own noun", () => {
  const homes: Price = {
    ...price,
    unit: "item",
    unitText: "per band of homes",
    quantityNoun: "connected homes",
  };
  const award = {
    ...compared,
    price: homes,
    quantity: 60n,
    quantities: { "item:connected homes": "60", "item:terabytes": "4" },
  };

  it("changes the quantity of its noun and of no other", () => {
    const terabytes = { ...homes, quantityNoun: "terabytes" };
    expect(orderedQuantities(award, [ordered(homes, 90n)])).toEqual({
      "item:connected homes": 90n,
      "item:terabytes": 4n,
    });
    const [figure] = comparedFigures(
      award,
      {
        items: [ordered(homes, 60n), ordered(terabytes, 5n)],
        services: [],
        termMonths: 24,
        net: compared.net,
        gross: compared.gross,
      },
      500,
    );
    expect(figure).toMatchObject({ figure: "Quantity (connected homes)", ordered: "60", leaves: false });
  });

  it("reads an award from before each noun had its own number", () => {
    const stored = { ...storeCompared(award), quantities: { item: "60" } };
    expect(readCompared(stored)?.quantities["item:connected homes"]).toBe("60");
  });
});
