import { describe, expect, it } from "vitest";
import { neededServices } from "~/domain/catalogue/need-cost";
import { BUYER_KINDS } from "~/domain/organisations/organisation";
import { checkPrice } from "~/domain/pricing/price";
import { NEED_SERVICE_NAMES } from "~/domain/pricing/quantity";
import { day } from "~/domain/shared/day";
import { providerCode } from "../../import/import-cqc";
import { CAPABILITIES, EPICS } from "./capabilities";
import { ORGANISATIONS } from "./organisations";
import { priceOfSeed } from "./price-of-seed";
import type { SeedSolution } from "./shapes";
import { SUPPLIERS } from "./suppliers";

const solutions = SUPPLIERS.flatMap((supplier) =>
  supplier.solutions.map((solution) => ({ id: `${supplier.id}-${solution.suffix}`, ...solution })),
);
const prices = SUPPLIERS.flatMap((supplier) => [
  ...supplier.services.flatMap((service) => service.prices.map((price) => ({ of: service.name, price }))),
  ...supplier.solutions.flatMap((solution) => [
    ...solution.prices.map((price) => ({ of: solution.name, price })),
    ...(solution.additional ?? []).flatMap((one) => one.prices.map((price) => ({ of: one.name, price }))),
  ]),
]);

const LOTS = ["CSF-1", "CSF-2", "PCF-1", "PCF-2", "SCF-1", "SCF-2"];
const COST_CATEGORIES = [
  "licence-subscription",
  "implementation",
  "data-migration",
  "integration-interoperability",
  "training-change",
  "hardware-devices",
  "hosting-cloud",
  "support-maintenance",
  "clinical-safety-assurance",
  "cyber-security",
  "evaluation-benefits",
  "backfill-staff",
];

/** How many of a list have each value. */
function tally(values: readonly string[]): Record<string, number> {
  return values.reduce<Record<string, number>>(
    (counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }),
    {},
  );
}

const unique = (values: readonly string[]) => new Set(values).size === values.length;
const wordsOf = (text: string) => text.split(/\s+/).length;

describe("the demonstration catalogue", () => {
  it("has twelve suppliers and at least sixty solutions, each with an id and a name of its own", () => {
    expect(SUPPLIERS.map((one) => one.id)).toEqual(Array.from({ length: 12 }, (_, i) => `${20_001 + i}`));
    expect(solutions.length).toBeGreaterThanOrEqual(60);
    expect(unique(solutions.map((one) => one.id))).toBe(true);
    expect(unique(solutions.map((one) => one.name))).toBe(true);
    for (const supplier of SUPPLIERS) {
      expect(unique(supplier.services.map((one) => one.suffix))).toBe(true);
      expect(supplier.companyNumber).toMatch(/^99\d{6}$/);
      expect(supplier.website).toMatch(/^https:\/\/[a-z]+\.example$/);
      expect(supplier.contactEmail).toMatch(/^[a-z]+@[a-z]+\.example$/);
    }
    expect(unique(SUPPLIERS.map((one) => one.companyNumber))).toBe(true);
  });

  it.each(solutions)("$name reads as a listing should", (solution) => {
    expect(solution.summary.length).toBeLessThanOrEqual(140);
    expect(wordsOf(solution.description)).toBeGreaterThanOrEqual(60);
    expect(wordsOf(solution.description)).toBeLessThanOrEqual(110);
    expect(solution.features.length).toBeGreaterThanOrEqual(3);
    expect(solution.features.length).toBeLessThanOrEqual(7);
    expect(solution.capabilities.length).toBeGreaterThan(0);
    expect(solution.lots.length).toBeGreaterThan(0);
    expect(solution.prices.length).toBeGreaterThan(0);
    expect(unique((solution.additional ?? []).map((one) => one.suffix))).toBe(true);
    const away = solution.state === "suspended" || solution.state === "withdrawn";
    expect(solution.stateReason !== undefined).toBe(away);
  });

  it("says nothing twice", () => {
    const fields = ["summary", "description", "implementation", "serviceLevels", "exitTerms"] as const;
    expect(fields.filter((field) => !unique(solutions.map((one) => one[field])))).toEqual([]);
  });

  it("names only known capabilities, lots and cost categories", () => {
    const refs = new Set(CAPABILITIES.map((one) => one.ref));
    const named = solutions.flatMap((one) => one.capabilities.map((ref) => ref.replace(/\?$/, "")));
    expect(named.filter((ref) => !refs.has(ref))).toEqual([]);
    expect(solutions.flatMap((one) => one.lots).filter((lot) => !LOTS.includes(lot))).toEqual([]);
    const categories = SUPPLIERS.flatMap((supplier) => [
      ...supplier.services.map((one) => one.costCategory),
      ...supplier.solutions.flatMap((one) => (one.additional ?? []).map((two) => two.costCategory)),
    ]);
    expect([...new Set(categories)].sort()).toEqual([...COST_CATEGORIES].sort());
  });

  it.each(SUPPLIERS)("$name prices every service that a need can ask for by the day", (supplier) => {
    const offered = supplier.services.flatMap((one) =>
      one.prices.map((price, index) => ({
        name: one.name,
        price: {
          ...priceOfSeed(price, `${one.suffix}-${index}`),
          itemId: one.suffix,
          costCategory: one.costCategory,
          validFrom: day("2026-04-01"),
          validTo: null,
        },
      })),
    );
    const days = Object.fromEntries(NEED_SERVICE_NAMES.map((service) => [service, 10n]));
    const { services, missing } = neededServices(supplier.name, offered, days, 24);
    expect(missing).toBeNull();
    expect(services).toHaveLength(NEED_SERVICE_NAMES.length);
  });

  it("has certificates in every state and listings in every state", () => {
    expect(tally(solutions.map((one) => one.certificates ?? "sound"))).toEqual({
      sound: 45,
      expiring: 3,
      "expiring-soon": 2,
      expired: 2,
      suspended: 1,
      withdrawn: 1,
      superseded: 2,
      conditions: 2,
      "in-review": 1,
      missing: 1,
    });
    expect(tally(solutions.map((one) => one.state ?? "published"))).toEqual({
      published: 56,
      draft: 1,
      submitted: 1,
      suspended: 1,
      withdrawn: 1,
    });
  });

  it("has enough compliant rivals for a comparison", () => {
    const rivals = (lot: string, capability: string, unit: string) =>
      solutions.filter(
        (one: SeedSolution) =>
          one.lots.includes(lot) &&
          one.capabilities.includes(capability) &&
          one.prices.some((price) => price.unit === unit) &&
          (one.state ?? "published") === "published" &&
          ["sound", "expiring", "expiring-soon", "conditions"].includes(one.certificates ?? "sound"),
      ).length;
    expect(rivals("PCF-2", "C43", "patient")).toBeGreaterThanOrEqual(4);
    expect(rivals("CSF-1", "C6", "bed")).toBeGreaterThanOrEqual(3);
    expect(rivals("CSF-2", "C14", "bed")).toBeGreaterThanOrEqual(3);
    expect(rivals("CSF-2", "C18", "patient")).toBeGreaterThanOrEqual(3);
    expect(rivals("SCF-1", "C21", "bed") + rivals("SCF-1", "C21", "location")).toBeGreaterThanOrEqual(4);
  });
});

describe("prices", () => {
  it.each(prices)("of $of hold together", ({ price, of }) => {
    expect(checkPrice(priceOfSeed(price, of))).toEqual([]);
  });

  it("show every model: calculation, unit, period, tiers, least and most charge, both VAT rates", () => {
    const models = prices.map(({ price }) => {
      const shape = price.tiers.length > 1 ? "tiered" : "flat";
      return `${shape} ${price.calculation}`;
    });
    expect(new Set(models)).toEqual(
      new Set(["flat volume", "tiered volume", "tiered cumulative", "tiered single-fixed"]),
    );
    const units = new Set(prices.map(({ price }) => price.unit));
    expect(["patient", "bed", "location", "user", "practice", "item"].filter((u) => !units.has(u))).toEqual(
      [],
    );
    expect(new Set(prices.map(({ price }) => price.billingPeriod))).toEqual(
      new Set(["month", "year", "one-off"]),
    );
    expect(prices.some(({ price }) => price.minimumPounds !== undefined)).toBe(true);
    expect(prices.some(({ price }) => price.maximumPounds !== undefined)).toBe(true);
    expect(prices.some(({ price }) => price.tiers.some(([, pounds]) => /\.\d{4}$/.test(pounds)))).toBe(true);
    expect(new Set(prices.map(({ price }) => price.vatRate ?? 2000))).toEqual(new Set([0, 2000]));
  });

  it("refuse text that is not money", () => {
    const price = prices[0]!.price;
    expect(() => priceOfSeed({ ...price, tiers: [[null, "ten"]] }, "x")).toThrow(/x: "ten"/);
    expect(() => priceOfSeed({ ...price, minimumPounds: "1.234" }, "x")).toThrow(/sum of money/);
  });
});

describe("capabilities and epics", () => {
  it("are 46, each with three or more epics of which one is a MUST", () => {
    expect(CAPABILITIES).toHaveLength(46);
    expect(unique(CAPABILITIES.map((one) => one.ref))).toBe(true);
    expect(unique(EPICS.map((one) => one.id))).toBe(true);
    const thin = CAPABILITIES.filter(({ ref }) => {
      const epics = EPICS.filter((one) => one.capabilityRef === ref);
      return epics.length < 3 || !epics.some((one) => one.level === "MUST");
    });
    expect(thin).toEqual([]);
    expect(EPICS.filter((one) => !CAPABILITIES.some((two) => two.ref === one.capabilityRef))).toEqual([]);
  });

  it("are each claimed by some solution", () => {
    const claimed = new Set(solutions.flatMap((one) => one.capabilities.map((ref) => ref.replace("?", ""))));
    expect(CAPABILITIES.map((one) => one.ref).filter((ref) => !claimed.has(ref))).toEqual([]);
  });
});

describe("organisations", () => {
  it("are at least 75 real ones of every buyer kind, in at least seven boards", () => {
    expect(ORGANISATIONS.length).toBeGreaterThanOrEqual(75);
    expect(unique(ORGANISATIONS.map((one) => one.code))).toBe(true);
    const kinds = new Set(ORGANISATIONS.map((one) => one.kind));
    expect(BUYER_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
    const boards = new Set(
      ORGANISATIONS.filter((one) => one.kind !== "icb").map((one) => one.icbCode ?? "none"),
    );
    boards.delete("none");
    expect(boards.size).toBeGreaterThanOrEqual(7);
  });

  it("refer only to those before them, and a board that closed names its successor", () => {
    const seen = new Set<string>();
    for (const one of ORGANISATIONS) {
      const others = [one.icbCode, one.parentCode, one.successorCode];
      expect(others.filter((other) => other !== undefined && !seen.has(other))).toEqual([]);
      expect(one.closedOn !== undefined).toBe(one.successorCode !== undefined);
      seen.add(one.code);
    }
  });

  it("have the codes that the import of the CQC's file makes", () => {
    const providers = ORGANISATIONS.filter((one) => one.kind === "care_provider");
    for (const one of providers) expect(one.code).toBe(providerCode(one.name));
    for (const home of ORGANISATIONS.filter((one) => one.kind === "care_site")) {
      expect(home.code).toMatch(/^1-\d+$/);
      expect(providers.map((one) => one.code)).toContain(home.parentCode);
    }
  });
});
