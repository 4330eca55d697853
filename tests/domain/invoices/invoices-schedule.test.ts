import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { invoice } from "~db/schema/invoices";
import { order } from "~db/schema/orders";
import { email } from "~db/schema/platform";
import type { Actor } from "~/domain/audit/event";
import { announceAnnualCharge } from "~/domain/invoices/announce-annual-charge.server";
import { invoicesList } from "~/domain/invoices/invoice-views.server";
import { raiseAnnualCharge } from "~/domain/invoices/raise-annual-charge.server";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { chargesDue, toInvoice } from "~/domain/invoices/to-invoice-views.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { day, type Day } from "~/domain/shared/day";
import { makeTwoYearOrder } from "../../factories/invoices";
import { AT, makeAgreement, makeMarket, PEOPLE } from "../../factories/orders";
import { brokenInvariants } from "../../setup/invariants";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
await makeAgreement(db, {
  id: "AG-1",
  parties: ["X24"],
  rules: [
    { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000 },
    { shape: "milestone-release", ruleNumber: 2, payer: "X24", milestone: "Evaluation", portion: 2_500 },
    { shape: "residual", ruleNumber: 3, payer: "@buyer" },
  ],
});
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const on = (today: Day) => ({ today, at: new Date(`${today}T10:00:00Z`) });

describe("an order over two financial years with money held back", async () => {
  const { orderId, goLive, evaluation } = await makeTwoYearOrder(db);
  const confirm = (milestoneId: string, today: Day) =>
    action((tx) => confirmMilestone(tx, { actor: PEOPLE.lead, orderId, milestoneId, ...on(today) }));
  const raise = (milestoneId: string, today: Day) =>
    action((tx) => raiseInvoices(tx, { actor: PEOPLE.editor, orderId, milestoneId, ...on(today) }));
  const charge = (today: Day, actor: Actor = PEOPLE.editor) =>
    action((tx) => raiseAnnualCharge(tx, { actor, orderId, financialYear: 2027, ...on(today) }));
  const waiting = async (today: Day) =>
    (await toInvoice(db, { organisationCode: "S20001", ...on(today) })).map((one) => one.title);
  const netsOf = async (numbers: readonly string[]) => {
    const rows = await db.select().from(invoice).where(eq(invoice.orderId, orderId));
    return rows
      .filter((row) => numbers.includes(row.number))
      .map((row) => [row.payerCode, row.net])
      .sort();
  };

  it("draws only this year's money at a milestone of this year, and nothing that is held back", async () => {
    await confirm(goLive, day("2026-12-16"));
    expect(await waiting(day("2026-12-17"))).toEqual(["Go live"]);
    const { numbers } = await raise(goLive, day("2026-12-17"));
    // X24: £210.00 less a quarter that waits for the evaluation
    expect(await netsOf(numbers)).toEqual([
      ["RR8", 21_000n],
      ["X24", 15_750n],
    ]);
    expect(await waiting(day("2027-03-31"))).toEqual([]);
  });

  it("leaves the next year's to its annual charge, which can be raised from 1 April, once", async () => {
    await expect(charge(day("2027-03-31"))).rejects.toMatchObject({
      code: "year-not-begun",
      public: { title: "You can invoice 'Annual charge 2027/28' from 1 April 2027." },
    });
    await expect(charge(day("2027-04-01"), PEOPLE.stranger)).rejects.toMatchObject({ kind: "not-found" });
    expect(await waiting(day("2027-04-01"))).toEqual(["Annual charge 2027/28"]);
    const due = await chargesDue(db, { today: day("2027-04-01") });
    expect(due.map((one) => [one.orderId, one.financialYear])).toEqual([[orderId, 2027]]);
    const announce = () => action((tx) => announceAnnualCharge(tx, { orderId, financialYear: 2027, at: AT }));
    expect([await announce(), await announce()]).toEqual([{ already: false }, { already: true }]);
    const mails = await db.select().from(email).where(eq(email.kind, "annual-charge-due"));
    expect(mails.map((mail) => mail.toAddress).sort()).toEqual(["daniel@example.org", "ruth@example.org"]);
    const both = await Promise.all([charge(day("2027-04-01")), charge(day("2027-04-01"))]);
    expect(both[0].numbers).toEqual(both[1].numbers);
    expect(await netsOf(both[0].numbers)).toEqual([
      ["RR8", 21_000n],
      ["X24", 15_750n],
    ]);
    const [row] = await invoicesList(db, { actor: PEOPLE.approver, as: "payer", orderId }).first(1);
    expect(row!.milestoneTitle).toBe("Annual charge 2027/28");
  });

  it("releases what was held with its own milestone, of both years, and is complete when all is paid", async () => {
    await confirm(evaluation!, day("2027-06-01"));
    expect(await waiting(day("2027-06-02"))).toEqual(["Evaluation"]);
    const { numbers } = await raise(evaluation!, day("2027-06-02"));
    expect(await netsOf(numbers)).toEqual([["X24", 10_500n]]);
    const open = await db
      .select()
      .from(invoice)
      .where(and(eq(invoice.orderId, orderId), eq(invoice.state, "raised")));
    expect(open).toHaveLength(5);
    for (const { number, payerCode, gross } of open) {
      const actor = payerCode === "X24" ? PEOPLE.officer : PEOPLE.approver;
      const paid = { number, amount: gross, reference: `B-${number}`, paidOn: day("2027-06-20") };
      await action((tx) => recordBacsPayment(tx, { ...paid, actor, ...on(day("2027-06-20")) }));
    }
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    expect(row!.state).toBe("completed");
    const broken = await brokenInvariants(db);
    expect(broken.filter((text) => !/published|release|Stripe/.test(text))).toEqual([]);
  });
});
