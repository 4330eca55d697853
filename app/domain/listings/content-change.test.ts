import { describe, expect, it } from "vitest";
import type { Problem } from "~/domain/shared/problem";
import { emptyContent, type ListedPrice, type ListingContent, type Service } from "./content";
import { contentWith, requireBounded, type ContentChange } from "./content-change";
import { MOST_SERVICES } from "./parts";

const flat: Omit<ListedPrice, "id"> = {
  unit: "day",
  unitText: "per day",
  quantityNoun: "days",
  billingPeriod: "one-off",
  calculation: "volume",
  tiers: [{ from: "1", to: null, unitPrice: "4500000" }],
  minimumCharge: null,
  maximumCharge: null,
  vatRate: 2000,
  costCategory: "training-change",
};
const words = { kind: "associated_service", name: "Training", summary: "A day.", alsoWith: [] } as const;
const empty = emptyContent("CareNotes", "Plans of care.");
const after = (...changes: ContentChange[]): ListingContent => changes.reduce(contentWith, empty);
const codeOf = (...changes: ContentChange[]) => {
  try {
    after(...changes);
    return null;
  } catch (problem) {
    return (problem as Problem).code;
  }
};
const add: ContentChange = { service: { ...words, alsoWith: [] }, serviceId: null };

describe("a service of a listing", () => {
  it("is added, priced, changed and taken out; its kind stays, and its prices", () => {
    const priced = after(add, { price: flat, priceId: null, serviceId: "new-1" });
    expect(priced.services).toEqual([{ ...words, id: "new-1", prices: [{ ...flat, id: "new-1" }] }]);
    const renamed = contentWith(priced, {
      service: { ...words, alsoWith: [], kind: "additional_service", name: "Teaching" },
      serviceId: "new-1",
    });
    expect(renamed.services[0]).toMatchObject({ kind: "associated_service", name: "Teaching" });
    expect(renamed.services[0]!.prices).toHaveLength(1);
    const cheaper = { ...flat, tiers: [{ from: "1", to: null, unitPrice: "4000000" }] };
    const changed = contentWith(renamed, { price: cheaper, priceId: "new-1", serviceId: "new-1" });
    expect(changed.services[0]!.prices[0]!.tiers).toEqual(cheaper.tiers);
    expect(contentWith(changed, { service: null, serviceId: "new-1" }).services).toEqual([]);
  });

  it("and its prices are named apart from all others of the listing", () => {
    const two = after(
      { price: flat, priceId: null },
      add,
      { price: flat, priceId: null, serviceId: "new-1" },
      { service: { ...words, alsoWith: [], name: "Support" }, serviceId: null },
      { price: flat, priceId: null, serviceId: "new-2" },
    );
    expect(two.prices.map(({ id }) => id)).toEqual(["new-1"]);
    expect(two.services.map(({ id, prices }) => [id, prices[0]!.id])).toEqual([
      ["new-1", "new-2"],
      ["new-2", "new-3"],
    ]);
  });

  it.each<[string, ContentChange[], string]>([
    ["that is not there", [{ service: null, serviceId: "S9" }], "no-such-service"],
    ["whose price is not there", [add, { price: flat, priceId: "P9", serviceId: "new-1" }], "no-such-price"],
    ["priced without it", [{ price: flat, priceId: null, serviceId: "S9" }], "no-such-service"],
    [
      "with the name of another",
      [add, { service: { ...words, alsoWith: [], name: "TRAINING" }, serviceId: null }],
      "service-name-taken",
    ],
    [
      "with a price that contradicts itself",
      [
        add,
        {
          price: { ...flat, tiers: [{ from: "2", to: null, unitPrice: "1" }] },
          priceId: null,
          serviceId: "new-1",
        },
      ],
      "price-contradicts-itself",
    ],
  ])("%s is refused", (_, changes, code) => expect(codeOf(...changes)).toBe(code));

  it("is at most so many, each with at most so many prices", () => {
    const service = (index: number, prices: number): Service => ({
      ...words,
      alsoWith: [],
      id: `S${index}`,
      prices: Array.from({ length: prices }, (_, at) => ({ ...flat, id: `P${at}` })),
    });
    const many = (count: number) => ({
      ...empty,
      services: Array.from({ length: count }, (_, index) => service(index, 1)),
    });
    expect(() => requireBounded(many(MOST_SERVICES))).not.toThrow();
    expect(() => requireBounded(many(MOST_SERVICES + 1))).toThrow("at most 20 services");
    expect(() => requireBounded({ ...empty, services: [service(1, 21)] })).toThrow(
      "at most 20 prices of Training",
    );
  });
});
