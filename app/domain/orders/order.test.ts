import { describe, expect, it } from "vitest";
import { allows, callOffId, missingParts, ORDER_STATES, type OrderProgress } from "./order";

const COMPLETE: OrderProgress = {
  hasBuyerContact: true,
  hasSupplierContact: true,
  recipients: 1,
  startsOn: "2026-12-01",
  termMonths: 12,
  items: 1,
  hasSolution: true,
  itemsWithoutQuantity: 0,
  sharesReason: null,
  milestoneBasisPoints: 10_000,
  milestones: 2,
  dataProcessing: "None",
};

describe("an order", () => {
  it("has an id of its number and revision", () => {
    expect(callOffId("C010001")).toBe("C010001-01");
    expect(callOffId("C010001", 2)).toBe("C010001-02");
  });

  it("cannot leave an end state", () => {
    for (const state of ["completed", "terminated", "cancelled"] as const) {
      expect(Object.keys(ORDER_STATES[state])).toEqual([]);
    }
    expect(allows("live", "cancel")).toBe(false);
    expect(allows("awaiting_signature", "cancel")).toBe(true);
  });

  it("names each missing part in the order of the task list", () => {
    expect(missingParts(COMPLETE)).toEqual([]);
    const empty = {
      ...COMPLETE,
      hasSupplierContact: false,
      recipients: 0,
      items: 0,
      milestones: 0,
      dataProcessing: null,
    };
    expect(missingParts(empty).map((one) => one.part)).toEqual([
      "contacts",
      "recipients",
      "items",
      "milestones",
      "data-processing",
    ]);
    expect(missingParts({ ...COMPLETE, milestoneBasisPoints: 9_000 })[0]?.text).toContain("90%");
    expect(missingParts({ ...COMPLETE, hasSolution: false })[0]?.part).toBe("items");
  });
});
