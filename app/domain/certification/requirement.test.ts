import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { requirementsFor, type Binding, type Standard, type Subject } from "./requirement";

const standard: Standard = { id: "dtac", title: "DTAC", appliesTo: "product", legalReference: null };
const version = {
  id: "dtac@1",
  standardId: "dtac",
  version: "1",
  effectiveFrom: day("2021-02-01"),
  complyBy: null,
  retiredOn: day("2030-01-01"),
  validityMonths: 12,
};
const everywhere: Binding = {
  id: "b1",
  standardId: "dtac",
  capabilityRef: null,
  lotId: null,
  careSetting: null,
  buyerKind: null,
  validFrom: day("2026-01-01"),
  validTo: day("2026-12-31"),
};
const subject: Subject = {
  capabilityRefs: ["C1", "C2"],
  careSettings: ["Social care"],
  lotIds: ["lot-1"],
  buyerKind: "trust",
  on: day("2026-06-01"),
};

function binds(binding: Partial<Binding>, given: Partial<Subject> = {}): boolean {
  const found = requirementsFor([{ ...everywhere, ...binding }], new Map([["dtac", standard]]), [version], {
    ...subject,
    ...given,
  });
  return found.length === 1;
}

describe("where a standard is mandatory", () => {
  it.each([
    ["everywhere", {}, true],
    ["for a capability it has", { capabilityRef: "C2" }, true],
    ["for a capability it lacks", { capabilityRef: "C9" }, false],
    ["in its lot", { lotId: "lot-1" }, true],
    ["in another lot", { lotId: "lot-2" }, false],
    ["for its care setting", { careSetting: "Social care" }, true],
    ["for another care setting", { careSetting: "Hospital" }, false],
    ["for this kind of buyer", { buyerKind: "trust" }, true],
    ["for another kind of buyer", { buyerKind: "icb" }, false],
    ["when all four must match and one does not", { lotId: "lot-1", buyerKind: "icb" }, false],
  ])("%s", (_, binding, expected) => {
    expect(binds(binding)).toBe(expected);
  });

  it.each([
    ["2025-12-31", false],
    ["2026-01-01", true],
    ["2026-12-31", true],
    ["2027-01-01", false],
  ])("on %s a binding of 2026: %s", (on, expected) => {
    expect(binds({}, { on: day(on) })).toBe(expected);
  });

  it("does not count lots and buyers that are not known yet", () => {
    expect(binds({ lotId: "lot-1" }, { lotIds: [] })).toBe(false);
    expect(binds({ buyerKind: "trust" }, { buyerKind: null })).toBe(false);
  });

  it("counts every lot that is asked about", () => {
    expect(binds({ lotId: "lot-2" }, { lotIds: ["lot-1", "lot-2"] })).toBe(true);
  });

  it("binds nobody after the last version was retired", () => {
    expect(binds({ validTo: null }, { on: day("2030-01-01") })).toBe(true);
    expect(binds({ validTo: null }, { on: day("2030-01-02") })).toBe(false);
  });

  it("is one requirement with every binding that led to it", () => {
    const found = requirementsFor(
      [{ ...everywhere, id: "b2", lotId: "lot-1" }, everywhere],
      new Map([["dtac", standard]]),
      [version],
      subject,
    );
    expect(found).toEqual([{ standard, bindingIds: ["b1", "b2"] }]);
  });
});
