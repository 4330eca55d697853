import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import type { AgreementScope, AgreementVersion } from "./agreement";
import { overlapsOf, scopesOverlap } from "./overlap";

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
  ])("%o and %o: %s", (a, b, expected) => {
    expect(scopesOverlap(a, b)).toBe(expected);
    expect(scopesOverlap(b, a)).toBe(expected);
  });
});

describe("agreements that overlap", () => {
  const own = version("AG-0002", { buyerKinds: ["trust"] });
  it("say which goes before and why", () => {
    const found = overlapsOf(own, [
      version("AG-0001", {}),
      version("AG-0003", { organisations: ["RR8"] }),
      version("AG-0004", { buyerKinds: ["icb"] }),
      version("AG-0005", {}, "2025-01-01", "2026-03-31"),
      { ...own, version: 2 },
    ]);
    expect(found.map(({ agreementId, wins, reason }) => [agreementId, wins, reason])).toEqual([
      ["AG-0001", true, "AG-0002 is more specific: it names the kind of organisation"],
      ["AG-0003", false, "AG-0003 is more specific: it names the organisation"],
    ]);
  });
});
