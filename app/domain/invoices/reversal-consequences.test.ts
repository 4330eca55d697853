import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { reversalConsequences, type ReversalTouches } from "./reversal-consequences";

const NOTHING: Omit<ReversalTouches, "kind"> = { invoice: null, reserved: [], completedOrder: null };

describe("what follows when a movement is reversed", () => {
  it("is an invoice owed again, its money reserved, its order live, and who is told", () => {
    const paid: ReversalTouches = {
      kind: "draw",
      invoice: {
        number: "INV-1",
        dueOn: day("2026-12-22"),
        payerName: "NHS England",
        supplierName: "Alder Health",
      },
      reserved: [{ name: "Frontline", amount: pence(10_080) }],
      completedOrder: "C010001-01",
    };
    expect(reversalConsequences(paid)).toEqual([
      "Invoice INV-1 is owed again by NHS England, and is due on 22 December 2026 as before.",
      "£100.80 is reserved again in Frontline.",
      "Order C010001-01, which was completed, is live again.",
      "NHS England and Alder Health are told by e-mail, and so is the officer who asked.",
    ]);
  });

  it("is money that a fund loses, where it was put in", () => {
    expect(reversalConsequences({ kind: "open", ...NOTHING })).toEqual([
      "The fund loses the money that it was opened with.",
      "The officer who asked is told by e-mail.",
    ]);
  });
});
