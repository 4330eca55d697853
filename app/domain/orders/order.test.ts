import { describe, expect, it } from "vitest";
import {
  allows,
  callOffId,
  cancellationReaders,
  missingParts,
  ORDER_STATES,
  type OrderProgress,
} from "./order";

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
    // A completed one is live again when the payment of an invoice of it is reversed, and leaves it in no other way.
    expect(ORDER_STATES.completed).toEqual({ reopen: "live" });
    for (const state of ["terminated", "cancelled"] as const) {
      expect(Object.keys(ORDER_STATES[state])).toEqual([]);
    }
    expect(allows("live", "cancel")).toBe(false);
    expect(allows("awaiting_signature", "cancel")).toBe(true);
  });

  it.each([
    [
      "in_progress",
      [],
      "Your organisation and the centre can read this. Alder cannot: it is not asked to sign.",
    ],
    [
      "awaiting_approval",
      ["RR8", "QWO"],
      "Your organisation, the centre and Payer QWO can read this. Alder cannot: it is not asked to sign.",
    ],
    ["awaiting_signature", ["X24"], "Your organisation, NHS England and Alder can read this."],
    ["awaiting_signature", ["QWO"], "Your organisation, the centre, Payer QWO and Alder can read this."],
  ] as const)("%s says who reads why it is cancelled", (state, payers, text) => {
    const approvals = payers.map((payerCode) => ({
      payerCode,
      payerName: payerCode === "X24" ? "NHS England" : `Payer ${payerCode}`,
      payerKind: payerCode === "X24" ? "national" : "icb",
    }));
    const readers = { state, buyerCode: "RR8", approvals, supplier: { name: "Alder" } };
    expect(cancellationReaders(readers)).toBe(text);
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
