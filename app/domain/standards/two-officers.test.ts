import { describe, expect, it } from "vitest";
import { whyTwo } from "./two-officers";

const EVERYTHING = { capabilityRef: null, lotId: null, careSetting: null, buyerKind: null };

describe("why a change of a standard takes two officers", () => {
  it.each([
    ["mandatory today", { asks: false, scopes: 0, marked: false, bindings: 1 }, "mandatory"],
    ["mandatory from now on", { asks: false, scopes: 1, marked: false, bindings: 0 }, "mandatory"],
    ["marked, and asked to be no more", { asks: false, scopes: 0, marked: true, bindings: 0 }, "marked"],
    ["asked for", { asks: true, scopes: 0, marked: false, bindings: 0 }, "asked"],
    ["recommended, and one is asked for", { asks: false, scopes: 0, marked: false, bindings: 0 }, null],
  ])("%s", (_, { asks, scopes, marked, bindings }, why) => {
    const draft = { needsSecondOfficer: asks, scopes: Array.from({ length: scopes }, () => EVERYTHING) };
    const known = { row: { needsSecondOfficer: marked }, bindings: Array.from({ length: bindings }) };
    expect(whyTwo(draft, known)).toBe(why);
  });

  it("a new standard has nothing but its draft", () => {
    expect(whyTwo({ needsSecondOfficer: false, scopes: [] }, null)).toBeNull();
    expect(whyTwo({ needsSecondOfficer: false, scopes: [EVERYTHING] }, null)).toBe("mandatory");
  });
});
