import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import type { AgreementScope, AgreementVersion } from "../agreement";
import { reasonsNotCovered, type Purchase } from "../agreement";
import { overlapsOf, scopesOverlap, type KnownPlaces } from "./overlap";

/** Two boards in two regions with a trust and a practice each, and two frameworks with a lot each. */
const BUYERS = [
  { buyerCode: "QWO", buyerKind: "icb", icbCode: "QWO", region: "Y63" },
  { buyerCode: "RR8", buyerKind: "trust", icbCode: "QWO", region: "Y63" },
  { buyerCode: "B84613", buyerKind: "practice", icbCode: "QWO", region: "Y63" },
  { buyerCode: "QMJ", buyerKind: "icb", icbCode: "QMJ", region: "Y56" },
  { buyerCode: "RRV", buyerKind: "trust", icbCode: "QMJ", region: "Y56" },
  { buyerCode: "F83000", buyerKind: "practice", icbCode: "QMJ", region: "Y56" },
] as const;
const LOTS = [
  { lotId: "L1", frameworkId: "F1" },
  { lotId: "L2", frameworkId: "F2" },
] as const;
const KNOWN: KnownPlaces = {
  organisations: new Map(
    BUYERS.map((one) => [one.buyerCode, { kind: one.buyerKind, icbCode: one.icbCode, region: one.region }]),
  ),
  regionOfBoard: new Map(BUYERS.map((one) => [one.buyerCode, one.region])),
  frameworkOfLot: new Map(LOTS.map((one) => [one.lotId, one.frameworkId])),
};

const version = (
  agreementId: string,
  scope: AgreementScope,
  from = "2026-04-01",
  to?: string,
): AgreementVersion => ({
  agreementId,
  version: 1,
  title: agreementId,
  parties: [],
  effectiveFrom: day(from),
  effectiveTo: to ? day(to) : null,
  scope,
  rules: [],
});

describe("scopes", () => {
  it.each<[AgreementScope, AgreementScope, boolean]>([
    [{}, {}, true],
    [{}, { lots: ["L1"] }, true],
    [{ lots: ["L1", "L2"] }, { lots: ["L2"] }, true],
    [{ lots: ["L1"] }, { lots: ["L2"] }, false],
    [{ lots: ["L1"], regions: ["Y63"] }, { lots: ["L1"], regions: ["Y60"] }, false],
    [{ buyerKinds: ["trust"] }, { organisations: ["RR8"] }, true],
    [{ buyerKinds: ["practice"] }, { organisations: ["RR8"] }, false],
    [{ organisations: ["RR8"] }, { icbCodes: ["QWO"] }, true],
    [{ organisations: ["RR8"] }, { icbCodes: ["QMJ"] }, false],
    [{ organisations: ["RR8"] }, { regions: ["Y56"] }, false],
    [{ icbCodes: ["QWO"] }, { regions: ["Y56"] }, false],
    [{ lots: ["L1"] }, { frameworks: ["F2"] }, false],
    // A buyer can have money of both programmes.
    [{ programmes: ["P1"] }, { programmes: ["P2"] }, true],
    // What is not on record could be anywhere.
    [{ organisations: ["ZZ9"] }, { icbCodes: ["QWO"] }, true],
  ])("%o and %o: %s", (a, b, expected) => {
    expect(scopesOverlap(a, b, KNOWN)).toBe(expected);
    expect(scopesOverlap(b, a, KNOWN)).toBe(expected);
  });

  it("overlap exactly where some purchase of a small world falls under both", () => {
    const some = (values: readonly string[]) =>
      fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
    const scope = fc.record({
      programmes: some(["P1", "P2"]),
      frameworks: some(["F1", "F2"]),
      lots: some(["L1", "L2"]),
      organisations: some(BUYERS.map((one) => one.buyerCode)),
      icbCodes: some(["QWO", "QMJ"]),
      regions: some(["Y63", "Y56"]),
      buyerKinds: some(["icb", "trust", "practice"]),
    });
    const world = BUYERS.flatMap((buyer) =>
      LOTS.map((lot): Purchase => ({
        ...buyer,
        ...lot,
        orderDate: day("2026-05-01"),
        programmeIds: ["P1", "P2"],
      })),
    );
    fc.assert(
      fc.property(scope, scope, (a, b) => {
        const both = world.some((purchase) =>
          [a, b].every((each) => reasonsNotCovered(version("AG-1", each), purchase).length === 0),
        );
        expect(scopesOverlap(a, b, KNOWN)).toBe(both);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("agreements that overlap", () => {
  it("are both in force on some day, one that ended before its first day with none", () => {
    // Twelve days; a version may end on the day on which it begins, before that, or never.
    const days = Array.from({ length: 12 }, (_, index) => `2026-05-${String(index + 1).padStart(2, "0")}`);
    const dates = fc.record({
      from: fc.constantFrom(...days),
      to: fc.option(fc.constantFrom(...days), { nil: undefined }),
    });
    const after = "2027-01-01";
    const [buyer, lot] = [BUYERS[1], LOTS[0]];
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        const [one, other] = [version("AG-1", {}, a.from, a.to), version("AG-2", {}, b.from, b.to)];
        const both = [...days, after].some((on) =>
          [one, other].every(
            (each) =>
              reasonsNotCovered(each, { ...buyer, ...lot, orderDate: day(on), programmeIds: [] }).length ===
              0,
          ),
        );
        expect(overlapsOf(one, [other], KNOWN).length > 0).toBe(both);
        expect(overlapsOf(other, [one], KNOWN).length > 0).toBe(both);
      }),
      { numRuns: 2_000 },
    );
  });

  const own = version("AG-0002", { buyerKinds: ["trust"] });
  it("say which goes before and why", () => {
    const found = overlapsOf(
      own,
      [
        version("AG-0001", {}),
        version("AG-0003", { organisations: ["RR8"] }),
        version("AG-0004", { buyerKinds: ["icb"] }),
        version("AG-0005", {}, "2025-01-01", "2026-03-31"),
        { ...own, version: 2 },
      ],
      KNOWN,
    );
    expect(found.map(({ agreementId, wins, reason }) => [agreementId, wins, reason])).toEqual([
      ["AG-0001", true, "AG-0002 is more specific: it names the kind of organisation"],
      ["AG-0003", false, "AG-0003 is more specific: it names the organisation"],
    ]);
  });
});
