import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { invoice, payment } from "~db/schema/invoices";
import { order, orderApproval } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { pence } from "~/domain/money/money";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { declineShare } from "~/domain/orders/approvals/decline-share.server";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { Problem } from "~/domain/shared/problem";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 100_000_000n);
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);

/** What came of several at once: what those that went through answered, and the refusals of the others. */
async function atOnce<T>(works: readonly (() => Promise<T>)[]) {
  const ended = await Promise.allSettled(works.map((work) => work()));
  const done = ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const refusals = ended.flatMap((one) => (one.status === "rejected" ? [one.reason as Problem] : []));
  expect(refusals.every((one) => one instanceof Problem)).toBe(true);
  return { done, refusals };
}

describe("two payments of one invoice at the same moment", async () => {
  const { orderId, milestones } = await makeLiveOrder(db);
  const [number] = await makeInvoices(db, orderId, milestones[0]!);
  const pay = (actor: Actor, reference: string) => () =>
    action((tx) =>
      recordBacsPayment(tx, {
        number: number!,
        amount: pence(10_080),
        reference,
        paidOn: TODAY,
        actor,
        at: AT,
        today: TODAY,
      }),
    );

  it("are one, and whoever is second reads what the first recorded", async () => {
    const { done, refusals } = await atOnce([
      pay(PEOPLE.approver, "TOM 1"),
      pay(PEOPLE.secondApprover, "ANN 1"),
    ]);
    expect(done).toEqual([{ already: false }]);
    const [standing, ...others] = await db.select().from(payment).where(eq(payment.invoiceNumber, number!));
    expect(others).toEqual([]);
    const name = standing!.recordedBy === "tom" ? "Tom Okafor" : "Ann Doyle";
    expect(refusals).toMatchObject([
      {
        code: "paid-meanwhile",
        public: {
          detail: expect.stringContaining(
            `${name} recorded £100.80 with the reference ${standing!.reference}`,
          ),
        },
      },
    ]);
    expect((await db.select().from(invoice).where(eq(invoice.number, number!)))[0]!.state).toBe("paid");
  });

  it("that are the same payment sent twice are one without a word", async () => {
    const [standing] = await db.select().from(payment).where(eq(payment.invoiceNumber, number!));
    const again = pay(PEOPLE.approver, standing!.reference.toLowerCase());
    expect((await atOnce([again, again])).done).toEqual([{ already: true }, { already: true }]);
  });
});

describe("one share, approved and declined at the same moment", () => {
  const sent = async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await action((tx) => submitOrder(tx, { orderId, editCount, at: AT, today: TODAY, actor: PEOPLE.lead }));
    return { orderId, editCount: editCount + 1, at: AT };
  };
  const events = (orderId: string) =>
    db
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(eq(auditEvent.stream, `order:${orderId}`));

  it("is decided once, and whoever is second reads who decided what", async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const made = await sent();
      const { done, refusals } = await atOnce([
        () => action((tx) => approveShare(tx, { ...made, actor: PEOPLE.approver })),
        () => action((tx) => declineShare(tx, { ...made, actor: PEOPLE.secondApprover, reason: "Too dear" })),
      ]);
      expect([done.length, refusals.length]).toEqual([1, 1]);
      const own = and(eq(orderApproval.orderId, made.orderId), eq(orderApproval.payerCode, "RR8"));
      const [row] = await db.select().from(orderApproval).where(own);
      const approved = row!.state === "approved";
      expect(refusals[0]!.code).toBe(approved ? "share-approved" : "share-declined");
      expect(refusals[0]!.public.detail).toContain(
        approved
          ? "Tom Okafor approved it on 22 November 2026."
          : "Ann Doyle declined it on 22 November 2026.",
      );
      const said = (await events(made.orderId)).map((event) => event.action);
      expect(said.filter((one) => /share-(approved|declined)/.test(one))).toHaveLength(1);
      const [after] = await db.select().from(order).where(eq(order.id, made.orderId));
      expect(after!.state).toBe(approved ? "awaiting_approval" : "in_progress");
    }
  });

  it("and declined by two: one reason is sent, and the other person reads it", async () => {
    const made = await sent();
    const decline = (actor: Actor, reason: string) => () =>
      action((tx) => declineShare(tx, { ...made, actor, reason }));
    const { done, refusals } = await atOnce([
      decline(PEOPLE.approver, "Too dear"),
      decline(PEOPLE.secondApprover, "Too early"),
    ]);
    expect(done).toMatchObject([{ already: false }]);
    expect(refusals).toMatchObject([
      {
        code: "share-declined",
        public: { detail: expect.stringMatching(/declined it.*Reason: Too (dear|early)\./) },
      },
    ]);
  });
});

describe("an order that is sent while a colleague gives its draft up", () => {
  it("is sent or cancelled, and whoever is second is told that it changed", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const by = { orderId, editCount, at: AT, today: TODAY, actor: PEOPLE.lead };
    const { done, refusals } = await atOnce<unknown>([
      () => action((tx) => submitOrder(tx, by)),
      () => action((tx) => cancelOrder(tx, { ...by, reason: "Not needed" })),
    ]);
    expect([done.length, refusals.length]).toEqual([1, 1]);
    const [after] = await db.select().from(order).where(eq(order.id, orderId));
    expect([after!.state, refusals[0]!.code]).toEqual(
      after!.state === "cancelled" ? ["cancelled", "wrong-state"] : ["awaiting_approval", "stale-edit"],
    );
  });
});
