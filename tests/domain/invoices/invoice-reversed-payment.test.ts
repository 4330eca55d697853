import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { ledgerAccount, ledgerTransaction } from "~db/schema/funding";
import { invoice, payment } from "~db/schema/invoices";
import { order } from "~db/schema/orders";
import { email } from "~db/schema/platform";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { consequencesOfReversal } from "~/domain/invoices/reversal-consequences-views.server";
import { entryView } from "~/domain/ledger/entry-views.server";
import { approveAskedMoney } from "~/domain/invoices/approve-asked-money.server";
import { invoiceStatusWords } from "~/domain/invoices/invoice";
import { invoicesList, invoiceView } from "~/domain/invoices/invoice-views.server";
import { reconciliationView } from "~/domain/invoices/reconciliation-views.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { bookTotals } from "~/domain/invoices/reconciliation";
import { handleStripeEvent } from "~/domain/invoices/stripe/handle-stripe-event.server";
import { receiveStripeEvent } from "~/domain/invoices/stripe/receive-stripe-event.server";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { pence } from "~/domain/money/money";
import { addDays } from "~/domain/shared/day";
import { askedList } from "~/domain/proposals/asked-views.server";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { brokenInvariants } from "../../setup/invariants";
import { testDatabase } from "../../setup/test-database";
import { databaseSays, undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 1_000_000n);
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const { orderId, milestones } = await makeLiveOrder(db);
/** £100.80 for each payer: the trust's from its budget, NHS England's from the fund. */
const [trusts, national] = (await makeInvoices(db, orderId, milestones[0]!)) as [string, string];

const pay = (number: string, reference: string, actor = PEOPLE.officer as typeof PEOPLE.officer) =>
  action((tx) =>
    recordBacsPayment(tx, {
      number,
      amount: pence(10_080),
      reference,
      paidOn: TODAY,
      actor,
      at: AT,
      today: TODAY,
    }),
  );
const drawOf = async (number: string) =>
  (
    await db
      .select()
      .from(ledgerTransaction)
      .where(and(eq(ledgerTransaction.invoiceNumber, number), eq(ledgerTransaction.kind, "draw")))
      .orderBy(ledgerTransaction.recordedAt)
  ).at(-1)!;
const ask = async (number: string) => {
  const wish = { kind: "reverse", transactionId: (await drawOf(number)).id } as const;
  const by = { actor: PEOPLE.officer, at: AT, today: TODAY };
  return action((tx) => requestMoney(tx, { wish, reason: "Recorded for the wrong invoice", ...by }));
};
const reverse = async (number: string) => {
  const asked = await ask(number);
  const by = { actor: PEOPLE.secondOfficer, at: AT, today: TODAY };
  await action((tx) => approveAskedMoney(tx, { ...asked, ...by }));
};
const mailsOf = (kind: string) => db.select().from(email).where(eq(email.kind, kind));
const fund = async () => {
  const [row] = await db.select().from(ledgerAccount).where(eq(ledgerAccount.key, "fund:FD-1"));
  return { paid: row!.debitsPosted, reserved: row!.debitsPending, put: row!.creditsPosted };
};
const rowOf = async (number: string) =>
  (await reconciliationView(db, { actor: PEOPLE.auditor })).find((row) => row.number === number)!;

describe("a payment that two officers reversed", () => {
  it("leaves the invoice owed again, due on its own day, and the books agree to the penny", async () => {
    const before = await fund();
    await pay(national, "BACS 1");
    const drawn = await drawOf(national);
    const { movesBack } = await entryView(db, { transactionId: drawn.id });
    const consequences = await consequencesOfReversal(db, drawn.id);
    await reverse(national);
    // One sum, whoever is told: what is reserved again is no second one.
    const [asked] = await askedList(db).first(1);
    expect([movesBack, asked!.amount]).toEqual([10_080n, 10_080n]);
    const [mail] = await mailsOf("money-request-requested");
    expect(mail!.subject).toMatch(/, £100\.80$/);
    expect(consequences).toEqual([
      expect.stringMatching(/^Invoice \S+ is owed again by NHS England, and is due on .* as before\.$/),
      expect.stringMatching(/^£\d+\.\d\d is reserved again in Fund FD-1\.$/),
      expect.stringMatching(/^NHS England and .* are told by e-mail, and so is the officer who asked\.$/),
    ]);
    const {
      invoice: row,
      payment: standing,
      reversedPayments,
    } = await invoiceView(db, {
      number: national,
      actor: PEOPLE.officer,
    });
    expect([row.state, row.paidAt, standing]).toEqual(["sent", null, null]);
    expect(reversedPayments).toMatchObject([{ payment: { reference: "BACS 1" }, reversedOn: TODAY }]);
    expect(invoiceStatusWords(row, addDays(row.dueOn, 3))).toBe("Overdue by 3 days");
    const overdue = { actor: PEOPLE.officer, states: ["sent"], dueBefore: addDays(row.dueOn, 1) } as const;
    expect((await invoicesList(db, overdue).first(5)).map((one) => one.invoice.number)).toContain(national);
    // What came back is reserved again, because it is still owed.
    const after = await fund();
    expect(after.reserved).toBe(before.reserved);
    expect(after.put - after.paid).toBe(before.put - before.paid);
    expect(await rowOf(national)).toMatchObject({
      outcome: "agrees",
      differences: [],
      payment: null,
      ledger: 0n,
    });
  });

  it("is told to payer and supplier and stands in the order's audit", async () => {
    const told = await mailsOf("invoice-owed-again");
    expect(told.map(({ toAddress }) => toAddress)).toEqual(
      expect.arrayContaining(["nadia@example.org", "daniel@example.org", "ruth@example.org"]),
    );
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, "invoice.payment-reversed"));
    expect(events).toMatchObject([{ actorName: "Victor Osei", stream: `order:${orderId}` }]);
  });

  it("is paid again, even with the same bank reference on another invoice, and reconciles", async () => {
    await pay(trusts, "BACS 1", PEOPLE.approver as never);
    await pay(national, "BACS 2");
    expect(await rowOf(national)).toMatchObject({
      outcome: "agrees",
      payment: { amount: 10_080n },
      ledger: 10_080n,
    });
    const books = bookTotals(await reconciliationView(db, { actor: PEOPLE.auditor }));
    expect([books.paid, books.payments, books.ledger]).toEqual([20_160n, 20_160n, 20_160n]);
    await reverse(national);
    await pay(national, "BACS 3");
    expect(await rowOf(national)).toMatchObject({ outcome: "agrees", ledger: 10_080n });
    await action((tx) => publishOrder(tx, { orderId, at: AT }));
    // None of these invoices was sent to Stripe.
    const broken = await brokenInvariants(db);
    expect(broken.filter((one) => !one.endsWith("is at Stripe as []"))).toEqual([]);
  });

  it("opens an order again that it had completed, and the next payment completes it", async () => {
    const second = await makeInvoices(db, orderId, milestones[1]!);
    for (const [index, number] of second.entries()) {
      const { invoice: row } = await invoiceView(db, { number, actor: PEOPLE.officer });
      const actor = row.payerCode === "X24" ? PEOPLE.officer : PEOPLE.approver;
      const by = { actor, at: AT, today: TODAY, paidOn: TODAY };
      await action((tx) =>
        recordBacsPayment(tx, { number, amount: row.gross, reference: `LAST ${index}`, ...by }),
      );
    }
    const stateOf = async () => (await db.select().from(order).where(eq(order.id, orderId)))[0]!;
    expect((await stateOf()).state).toBe("completed");
    expect(await consequencesOfReversal(db, (await drawOf(national)).id)).toContain(
      `Order ${orderId}, which was completed, is live again.`,
    );
    await reverse(national);
    expect(await stateOf()).toMatchObject({ state: "live", completedAt: null });
    await pay(national, "BACS 4");
    expect((await stateOf()).state).toBe("completed");
  });

  it("is not settled by what Stripe says late of the payment that was reversed", async () => {
    await reverse(national);
    await action((tx) =>
      tx.update(invoice).set({ stripeInvoiceId: "in_9" }).where(eq(invoice.number, national)),
    );
    const told = async (id: string, outside: number) => {
      const object = {
        id: "in_9",
        total: 10_080,
        amount_paid: 10_080,
        amount_paid_off_stripe: outside,
        status: "paid",
      };
      const event = { id, type: "invoice.paid", created: 1_790_000_000, data: { object } };
      await action((tx) => receiveStripeEvent(tx, { event, at: AT } as never));
      return action((tx) => handleStripeEvent(tx, { eventId: id, at: AT, today: TODAY }));
    };
    expect(await told("evt_off", 10_080)).toContain("was reversed since: nothing to do");
    expect(await told("evt_on", 0)).toContain("is not settled");
    expect((await invoiceView(db, { number: national, actor: PEOPLE.officer })).invoice.state).toBe("sent");
    expect((await rowOf(national)).differences).toEqual([
      "£100.80 was paid at Stripe and that payment was reversed here: pay it back there.",
    ]);
  });

  it("is held by the database: no reversal leaves its invoice paid, and a payment changes in nothing else", async () => {
    const asked = await ask(trusts);
    const by = { actor: PEOPLE.secondOfficer, at: AT, today: TODAY };
    await expect(action((tx) => approveMoneyRequest(tx, { ...asked, ...by }))).rejects.toMatchObject({
      constraint_name: "reversal_opens_invoice",
    });
    await undoneIn(db, async (tx) => {
      const change = (values: Partial<typeof payment.$inferInsert>) =>
        databaseSays(tx, (inner) =>
          inner.update(payment).set(values).where(eq(payment.invoiceNumber, trusts)),
        );
      const never = "a payment is never changed or deleted";
      expect(await change({ amount: pence(1) })).toContain(never);
      expect(await change({ reversalId: (await drawOf(trusts)).id })).toContain(never);
    });
  });
});
