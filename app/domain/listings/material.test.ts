import { priceOfListed } from "./listed-price";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quote } from "~/domain/pricing/quote";
import { emptyContent, type ListedPrice, type ListingContent, type Service } from "./content";
import { isDearer, materialChanges, raisedPrices } from "./material";

const flat: ListedPrice = {
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
const listing = (rest: Partial<ListingContent> = {}): ListingContent => ({
  ...emptyContent("CareNotes", "Keeps the plans of care."),
  capabilities: [{ ref: "C1", result: "partial", epicIds: ["E1"] }],
  exitTerms: "Data within 30 days.",
  dataLocation: "England",
  prices: [flat],
  ...rest,
});
const names = [{ ref: "C1", name: "Care planning", epics: [] }];
const kinds = (after: Partial<ListingContent>, before: Partial<ListingContent> = {}) =>
  materialChanges(listing(before), listing(after), names).map(({ kind }) => kind);
const priced = (rest: Partial<ListedPrice>) => ({ prices: [{ ...flat, ...rest }] });

describe("what of an edit waits for the centre", () => {
  it.each<[string, Partial<ListingContent>, string[]]>([
    ["nothing at all", {}, []],
    ["words about it", { description: "More words.", summary: "Other", features: ["Offline"] }, []],
    ["support and roadmap", { supportEmail: "help@alder.example", roadmap: "2027" }, []],
    ["a capability less", { capabilities: [] }, []],
    ["an epic less", { capabilities: [{ ref: "C1", result: "partial", epicIds: [] }] }, []],
    ["a lower price", priced({ tiers: [{ from: "1", to: null, unitPrice: "12599" }] }), []],
    [
      "the same by the month",
      priced({ billingPeriod: "month", tiers: [{ from: "1", to: null, unitPrice: "1050" }] }),
      [],
    ],
    ["a price less", { prices: [] }, []],
    ["one price more", { prices: [flat, { ...flat, id: "new-1" }] }, []],
    ["a higher price", priced({ tiers: [{ from: "1", to: null, unitPrice: "12601" }] }), ["price"]],
    ["the same number by the month", priced({ billingPeriod: "month" }), ["price"]],
    ["a minimum charge", priced({ minimumCharge: "50000" }), ["price"]],
    ["VAT", priced({ vatRate: 2001 }), ["price"]],
    ["another thing counted", priced({ unit: "bed", unitText: "per bed", quantityNoun: "beds" }), ["price"]],
    ["another price in its place", { prices: [{ ...flat, id: "new-1" }] }, ["price"]],
    [
      "a capability more",
      { capabilities: [...listing().capabilities, { ref: "C2", result: "partial", epicIds: [] }] },
      ["capability"],
    ],
    ["in full", { capabilities: [{ ref: "C1", result: "full", epicIds: ["E1"] }] }, ["capability"]],
    [
      "an epic more",
      { capabilities: [{ ref: "C1", result: "partial", epicIds: ["E1", "E2"] }] },
      ["capability"],
    ],
    [
      "an interface",
      { interfaces: [{ standard: "GP Connect", version: "1", direction: "consumes", status: "planned" }] },
      ["standard"],
    ],
    ["the product's version", { productVersion: "2.0" }, ["standard"]],
    ["where data is kept", { dataLocation: "Ireland" }, ["data-location"]],
    ["hosting", { hosting: "hybrid" }, ["data-location"]],
    ["exit terms", { exitTerms: "Data within 60 days." }, ["exit"]],
  ])("%s", (_, after, expected) => {
    expect(kinds(after)).toEqual(expected);
  });

  it("counts the prices of services: higher, or the old one under another service", () => {
    const day_ = { ...flat, id: "S1-P1", unit: "day", unitText: "per day", quantityNoun: "days" };
    const training = (rest: Partial<Service> = {}): Service => ({
      id: "S1",
      kind: "associated_service",
      name: "Training",
      summary: "A day.",
      alsoWith: [],
      prices: [day_],
      ...rest,
    });
    const has = { services: [training()] };
    const texts = (services: Service[]) =>
      materialChanges(listing(has), listing({ services }), names).map(({ part, text }) => [part, text]);
    expect(texts([training({ summary: "Two days.", name: "Teaching" })])).toEqual([]);
    expect(texts([])).toEqual([]);
    expect(kinds(has)).toEqual([]);
    const dearer = { ...day_, tiers: [{ from: "1", to: null, unitPrice: "12601" }] };
    expect(texts([training({ prices: [dearer] })])).toEqual([
      ["services", "The price of Training per day goes up or is counted otherwise."],
    ]);
    expect(
      texts([training({ id: "new-1", name: "Coaching", prices: [{ ...dearer, id: "new-2" }] })]),
    ).toEqual([["services", "The price of Training per day is replaced by another."]]);
  });

  it("names the price with what it was", () => {
    const after = listing(priced({ tiers: [{ from: "1", to: null, unitPrice: "13000" }] }));
    expect(raisedPrices(listing(), after)).toEqual([{ was: flat, is: after.prices[0], of: null }]);
  });
});

describe("whether a price goes up", () => {
  const amount = fc.bigInt({ min: 0n, max: 40n });
  const tiers = fc
    .array(fc.tuple(fc.bigInt({ min: 1n, max: 20n }), amount), { minLength: 1, maxLength: 4 })
    .map((steps) => {
      let from = 1n;
      return steps.map(([length, unitPrice], index) => {
        const to = index === steps.length - 1 ? null : from + length - 1n;
        const tier = {
          from: String(from),
          to: to === null ? null : String(to),
          unitPrice: String(unitPrice * 100n),
        };
        from += length;
        return tier;
      });
    });
  const bound = fc.option(fc.bigInt({ min: 0n, max: 300n }), { nil: null });
  const price = fc
    .record({
      calculation: fc.constantFrom("volume" as const, "cumulative" as const, "single-fixed" as const),
      tiers,
      low: bound,
      high: bound,
      vatRate: fc.constantFrom(0, 2000),
    })
    .map(({ low, high, ...rest }) => ({
      ...flat,
      ...rest,
      minimumCharge: low === null ? null : String(low),
      maximumCharge: high === null ? null : String(low !== null && high < low ? low : high),
    }));

  it("is what asking the pricing core for every quantity says", () => {
    fc.assert(
      fc.property(price, price, (a, b) => {
        const [before, after] = [priceOfListed(a), priceOfListed(b)];
        // Amounts in whole pence, so that the core's rounding of the net changes nothing; VAT is compared unrounded.
        const cost = (of: typeof before, quantity: bigint) =>
          quote(of, { quantity, termMonths: 12 }).net * BigInt(10_000 + of.vatRate);
        let dearer = false;
        for (let quantity = 1n; quantity <= 400n; quantity += 1n)
          dearer ||= cost(after, quantity) > cost(before, quantity);
        // Beyond the last tier and bound the lines go on: only the far end can add to what was seen.
        const far = cost(after, 100_000_000n) > cost(before, 100_000_000n);
        expect(isDearer(before, after)).toBe(dearer || far);
      }),
      { numRuns: 300 },
    );
  });
});
