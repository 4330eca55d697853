// Over 300 lines: one standard and one product in every case, and the properties that hold for all of them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StandardVersion } from "~/domain/certification/certificates/certificate";
import type { Binding } from "~/domain/certification/requirement";
import type { HeldCertificate } from "~/domain/certification/verdict";
import { addDays, day, type Day } from "~/domain/shared/day";
import { emptyDraft, type DraftContent } from "./draft";
import {
  fallsOutAfter,
  impactCounts,
  impactOf,
  lineOn,
  type ImpactContract,
  type ImpactProduct,
} from "./impact";
import { impactSentence } from "~/ui/standards/impact-words";
import { registryAfter, type Registry } from "./registry";

const today = day("2026-11-30");
const first: StandardVersion = {
  id: "dtac@1",
  standardId: "dtac",
  version: "1",
  effectiveFrom: day("2021-01-01"),
  complyBy: null,
  retiredOn: null,
  validityMonths: 12,
};
const everything: Binding = {
  id: "dtac#1",
  standardId: "dtac",
  capabilityRef: null,
  lotId: null,
  careSetting: null,
  buyerKind: null,
  validFrom: day("2021-01-01"),
  validTo: null,
};
const registry: Registry = {
  standard: { id: "dtac", title: "DTAC", appliesTo: "product", legalReference: null },
  versions: [first],
  bindings: [everything],
};
const ALL = { capabilityRef: null, lotId: null, careSetting: null, buyerKind: null };
const second: DraftContent = {
  ...emptyDraft("DTAC"),
  version: "2",
  effectiveFrom: day("2027-01-01"),
  complyBy: day("2027-06-30"),
  scopes: [ALL],
};
const version = { kind: "version", standardId: "dtac" } as const;

const held = (given: Partial<HeldCertificate> = {}): HeldCertificate => ({
  number: "DVC-000001",
  standardId: "dtac",
  standardVersionId: "dtac@1",
  solutionId: "s1",
  validFrom: day("2026-03-01"),
  validTo: null,
  events: [],
  conditions: [],
  ...given,
});
const product = (given: Partial<ImpactProduct> = {}): ImpactProduct => ({
  id: "s1",
  name: "CareNotes",
  productVersion: "4.2",
  supplierId: "alder",
  supplierName: "Alder Systems",
  capabilityRefs: [],
  careSettings: [],
  lotIds: [],
  certificates: [held()],
  waivers: [],
  ...given,
});
const contract = (given: Partial<ImpactContract> = {}): ImpactContract => ({
  orderId: "C010001-01",
  title: "Records for Leeds",
  solutionId: "s1",
  buyerCode: "RR8",
  buyerName: "Leeds",
  buyerKind: "trust",
  lotId: "lot-1",
  endsOn: day("2028-03-31"),
  ...given,
});
const impact = (
  products: ImpactProduct[],
  contracts: ImpactContract[] = [],
  draft = second,
  before = registry,
) => impactOf({ before, after: registryAfter(before, draft, version), today, products, contracts });

describe("a new version with a last day to comply", () => {
  it.each<[string, ImpactProduct, string, string | null, string | null]>([
    ["a certificate without an end counts until that day", product(), "change", "2027-07-01", null],
    [
      "one that ends later falls out sooner because of it",
      product({ certificates: [held({ validTo: day("2027-09-30") })] }),
      "change",
      "2027-07-01",
      "2027-10-01",
    ],
    [
      "one that ends sooner falls out anyway",
      product({ certificates: [held({ validTo: day("2027-02-28") })] }),
      "anyway",
      "2027-03-01",
      "2027-03-01",
    ],
    ["without one it is out already", product({ certificates: [] }), "already", "2026-11-30", "2026-11-30"],
    [
      "one of the new version stays",
      product({ certificates: [held(), held({ number: "N2", standardVersionId: "dtac@2" })] }),
      "stays",
      null,
      null,
    ],
    [
      "an exception carries it to its own end",
      product({
        waivers: [
          {
            standardId: "dtac",
            buyerCode: null,
            validFrom: today,
            validTo: day("2027-08-15"),
            reason: "Time to change.",
          },
        ],
      }),
      "change",
      "2027-08-16",
      null,
    ],
  ])("%s", (_name, given, effect, outOn, outOnWithout) => {
    expect(impact([given]).products[0]).toMatchObject({ effect, outOn, outOnWithout });
  });

  it("says which version it is that the certificate is superseded by", () => {
    expect(impact([product()]).products[0]!.reason).toContain("DTAC for CareNotes 4.2 has been superseded");
  });

  it("reaches a live contract only during its term", () => {
    const { contracts, products } = impact(
      [product()],
      [contract(), contract({ orderId: "C010002-01", endsOn: day("2027-06-30") })],
    );
    expect(contracts.map((one) => [one.orderId, one.effect, one.outOn])).toEqual([
      ["C010001-01", "change", "2027-07-01"],
      ["C010002-01", "stays", null],
    ]);
    expect(products[0]!.contracts).toBe(1);
  });

  it("counts what falls out by it, and nothing else, as its doing", () => {
    const counted = impactCounts(
      impact(
        [
          product(),
          product({ id: "s2", name: "Other", certificates: [] }),
          product({
            id: "s3",
            name: "Third",
            supplierId: "birch",
            certificates: [held({ solutionId: "s3" })],
          }),
        ],
        [contract(), contract({ orderId: "C010003-01", solutionId: "s3" })],
      ),
    );
    expect(counted).toMatchObject({
      products: 3,
      change: 2,
      already: 1,
      suppliers: 2,
      contracts: 2,
      buyers: 1,
      firstOutOn: "2027-07-01",
    });
  });
});

describe("where it is mandatory", () => {
  const lots = { ...second, complyBy: null, scopes: [{ ...ALL, lotId: "lot-1" }] };

  it("narrowed: what it no longer binds is free of it from the first day on, and is in the report", () => {
    const row = impact([product({ certificates: [] })], [], lots).products[0];
    expect(row).toMatchObject({ effect: "opens" });
    const after = registryAfter(registry, lots, version);
    const bare = product({ certificates: [] });
    const scope = { lotIds: [], buyerKind: null, buyerCode: null };
    expect(lineOn(after, bare, scope, day("2026-12-31"))?.outcome).toBe("not-met");
    expect(lineOn(after, bare, scope, day("2027-01-01"))).toBeNull();
  });

  it("widened: what it binds anew must meet it when the time to comply is over", () => {
    const before = { ...registry, bindings: [{ ...everything, lotId: "lot-9" }] };
    const row = impact([product({ certificates: [] })], [], second, before).products[0];
    expect(row).toMatchObject({ effect: "change", outOn: "2027-07-01", outOnWithout: null });
    expect(row!.reason).toBe("CareNotes 4.2 has no certificate for DTAC.");
  });

  it("leaves out products that it never binds", () => {
    const before = { ...registry, bindings: [{ ...everything, lotId: "lot-9" }] };
    const draft = { ...second, scopes: [{ ...ALL, lotId: "lot-9" }] };
    expect(impact([product({ lotIds: ["lot-1"] })], [], draft, before).products).toEqual([]);
  });

  it("asks an order for its own kind of buyer, and products for every kind alike", () => {
    const before = { ...registry, bindings: [{ ...everything, buyerKind: "trust" }] };
    const draft = { ...second, scopes: [{ ...ALL, buyerKind: "trust" }] };
    const found = impact(
      [product()],
      [contract(), contract({ orderId: "C010002-01", buyerKind: "icb" })],
      draft,
      before,
    );
    expect(found.products).toEqual([]);
    expect(found.contracts.map((one) => one.orderId)).toEqual(["C010001-01"]);
  });
});

describe("the end of a standard", () => {
  it("makes nothing fall out", () => {
    const ended = registryAfter(
      registry,
      { ...second, retiredOn: day("2027-03-31") },
      { kind: "retirement", standardId: "dtac" },
    );
    const found = impactOf({ before: registry, after: ended, today, products: [product()], contracts: [] });
    expect(found.products[0]).toMatchObject({ effect: "stays" });
    // What may not be bought today may be from the day after its last, and the report says so.
    const bare = product({ certificates: [] });
    const opened = impactOf({ before: registry, after: ended, today, products: [bare], contracts: [] });
    expect(opened.products[0]).toMatchObject({ effect: "opens", opensOn: "2027-04-01" });
    expect(impactCounts(opened)).toMatchObject({ change: 0, opens: 1, firstOpensOn: "2027-04-01" });
    expect(impactSentence(impactCounts(opened))).toBe(
      "As things are today, 1 product can be bought because of it, the first from 1 April 2027, and nothing falls out.",
    );
    const scope = { lotIds: [], buyerKind: null, buyerCode: null };
    expect(lineOn(ended, product({ certificates: [] }), scope, day("2027-03-31"))?.outcome).toBe("not-met");
    expect(lineOn(ended, product({ certificates: [] }), scope, day("2027-04-01"))).toBeNull();
  });
});

describe("who is written to before the day", () => {
  const after = registryAfter(registry, second, version);
  const scope = { lotIds: [], buyerKind: null, buyerCode: null };
  it.each([
    ["whose certificate stops counting", product(), true],
    [
      "not who has one of the new version",
      product({ certificates: [held({ standardVersionId: "dtac@2" })] }),
      false,
    ],
    ["not who is out before", product({ certificates: [held({ validTo: day("2027-02-28") })] }), false],
  ])("%s", (_name, given, expected) => {
    expect(fallsOutAfter(after, given, scope, day("2027-06-30"))).toBe(expected);
  });
});

describe("the report and the verdict", () => {
  const offset = fc.integer({ min: -200, max: 300 });
  const on = offset.map((days) => addDays(today, days));
  const later = fc.integer({ min: 0, max: 300 }).map((days) => addDays(today, days));
  const certificate = fc
    .record({
      standardVersionId: fc.constantFrom("dtac@1", "dtac@2"),
      validFrom: on,
      validTo: fc.option(on),
      suspendedOn: fc.option(on),
      dueOn: fc.option(on),
    })
    .map(({ suspendedOn, dueOn, validTo, ...given }) =>
      held({
        ...given,
        validTo: validTo !== null && validTo < given.validFrom ? given.validFrom : validTo,
        events: suspendedOn
          ? [{ kind: "suspended", effectiveOn: suspendedOn, reason: "A weakness.", sequence: 1 }]
          : [],
        conditions: dueOn ? [{ text: "Send the report.", dueOn, metOn: null }] : [],
      }),
    );
  const anyProduct = fc.array(certificate, { maxLength: 3 }).map((certificates) => product({ certificates }));
  const dates = fc.tuple(later, fc.option(later), fc.option(later)).map(([from, complyBy, former]) => ({
    effectiveFrom: from,
    complyBy: complyBy !== null && complyBy < from ? from : complyBy,
    formerRetiredOn: former !== null && former < from ? from : former,
  }));
  const scope = { lotIds: [], buyerKind: null, buyerCode: null };

  it("agree on every day: bought until the day before, not on the day", () => {
    fc.assert(
      fc.property(anyProduct, dates, (given, of) => {
        const draft = { ...second, ...of };
        const after = registryAfter(registry, draft, version);
        const row = impact([given], [], draft).products[0]!;
        const everyDay = Array.from({ length: 700 }, (_, days) => addDays(today, days));
        const scanned = (by: Registry): Day | null =>
          everyDay.find((each) => lineOn(by, given, scope, each)?.outcome === "not-met") ?? null;
        expect(row.outOn).toBe(scanned(after));
        expect(row.outOnWithout).toBe(scanned(registry));
      }),
      { numRuns: 60 },
    );
  });

  it("a version without a last day to comply makes nothing fall out", () => {
    fc.assert(
      fc.property(anyProduct, later, (given, effectiveFrom) => {
        const row = impact([given], [], { ...second, effectiveFrom, complyBy: null }).products[0]!;
        expect(row.effect).not.toBe("change");
      }),
    );
  });

  it("the later the last day to comply, the later it falls out", () => {
    fc.assert(
      fc.property(anyProduct, later, later, (given, one, other) => {
        const [sooner, after] = [one, other].sort() as [Day, Day];
        const out = (complyBy: Day) =>
          impact([given], [], { ...second, effectiveFrom: today, complyBy }).products[0]!.outOn ?? "9999";
        expect(out(sooner) <= out(after)).toBe(true);
      }),
    );
  });
});
