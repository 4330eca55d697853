import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { bookTotals, reconcile, type Entry } from "./reconciliation";

const paid: Entry = {
  number: "INV-000001",
  state: "paid",
  gross: pence(10_080),
  stripeInvoiceId: "in_1",
  stripeTotal: pence(10_080),
  stripePaid: pence(10_080),
  payment: { method: "stripe", amount: pence(10_080) },
  ledger: pence(10_080),
  reversed: false,
};
const sent: Entry = { ...paid, state: "sent", stripePaid: null, payment: null, ledger: null };

describe("the books agree to the penny, or say where they do not", () => {
  it.each<[string, Entry, string]>([
    ["paid at Stripe", paid, "agrees"],
    [
      "paid by Bacs",
      { ...paid, stripePaid: null, payment: { method: "bacs", amount: pence(10_080) } },
      "agrees",
    ],
    ["not paid yet", sent, "agrees"],
    ["sent, and Stripe silent", { ...sent, stripeTotal: null }, "waiting"],
    ["due, and never at Stripe", { ...sent, stripeInvoiceId: null, stripeTotal: null }, "agrees"],
    ["being sent", { ...sent, state: "raised", stripeTotal: null }, "waiting"],
    ["void", { ...sent, state: "void" }, "agrees"],
  ])("%s", (_name, entry, outcome) => {
    expect(reconcile(entry)).toEqual({ outcome, differences: [] });
  });

  it.each<[string, Entry, string]>([
    [
      "Stripe's total",
      { ...sent, stripeTotal: pence(10_079) },
      "Stripe's invoice is for £100.79, ours for £100.80.",
    ],
    [
      "no payment",
      { ...paid, payment: null, stripePaid: null },
      "It is marked as paid, and there is no payment.",
    ],
    [
      "a ledger a penny short",
      { ...paid, ledger: pence(10_079) },
      "The ledger credited £100.79 instead of £100.80.",
    ],
    ["a ledger too early", { ...sent, ledger: pence(1) }, "The ledger credited £0.01 instead of £0.00."],
    [
      "paid at Stripe, not here",
      { ...sent, stripePaid: pence(10_080) },
      "£100.80 was paid at Stripe and is not settled here.",
    ],
    [
      "paid twice",
      { ...paid, payment: { method: "bacs", amount: pence(10_080) } },
      "Paid by Bacs, and £100.80 again at Stripe: pay one of them back.",
    ],
  ])("%s", (_name, entry, difference) => {
    expect(reconcile(entry)).toEqual({ outcome: "differs", differences: [difference] });
  });

  it("adds up each book", () => {
    expect(bookTotals([paid, sent, { ...sent, state: "void" }])).toEqual({
      invoiced: 20_160n,
      paid: 10_080n,
      payments: 10_080n,
      ledger: 10_080n,
    });
  });
});
