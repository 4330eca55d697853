// Over 300 lines: one market and one Stripe for the whole way of an invoice, and everything that may happen on it.
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { ledgerAccount } from "~db/schema/funding";
import { invoice, payment, stripeEvent } from "~db/schema/invoices";
import { order } from "~db/schema/orders";
import { standInObject } from "~db/schema/platform";
import { recomputeDifferences, trialBalance } from "~/domain/ledger/ledger-views.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { stripeSignature } from "~/gateways/stand-ins/stripe-webhooks.server";
import { enqueue } from "~/platform/queue.server";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, PEOPLE, TODAY } from "../../factories/orders";
import { stripeWorld, type StripeWorld } from "../../setup/stripe-world";

/** Stripe's JSON; each test says what it expects there. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = Record<string, any>;

const API = "https://api.stripe.com/v1";

let world: StripeWorld;
beforeAll(async () => {
  world = await stripeWorld();
});
afterAll(() => world.close());

const row = async (number: string) =>
  (await world.db.select().from(invoice).where(eq(invoice.number, number)))[0]!;
const payments = (number: string) => world.db.select().from(payment).where(eq(payment.invoiceNumber, number));
const account = async (key: string) =>
  (await world.db.select().from(ledgerAccount).where(eq(ledgerAccount.key, key)))[0];

/** The invoices that the stand-in holds for one of our numbers. */
async function atStripe(number: string) {
  const rows = await world.db
    .select({ body: standInObject.body })
    .from(standInObject)
    .where(
      sql`${standInObject.kind} = 'invoice' and ${standInObject.body}->'metadata'->>'dovetail_invoice' = ${number}`,
    );
  return rows.map((found) => found.body as Json);
}

/** Pays as the hosted page does: by a payment method of Stripe's. */
async function payHosted(stripeInvoiceId: string): Promise<Response> {
  return fetch(`${API}/invoices/${stripeInvoiceId}/pay`, {
    method: "POST",
    headers: { Authorization: "Bearer sk_test_standin" },
    body: new URLSearchParams({ payment_method: "pm_card_visa" }),
  });
}

function postWebhook(body: string, signature: string): Promise<Response> {
  return fetch(`${world.publicUrl}/webhooks/stripe`, {
    method: "POST",
    headers: { "Stripe-Signature": signature, "Content-Type": "application/json" },
    body,
  });
}

const sign = (body: string, secret = world.webhookSecret, at = new Date()) =>
  stripeSignature(body, secret, at);

async function ledgerHolds(): Promise<void> {
  expect(await recomputeDifferences(world.db)).toEqual([]);
  const { totals } = await trialBalance(world.db);
  expect(totals.debitsPosted).toBe(totals.creditsPosted);
  expect(totals.debitsPending).toBe(totals.creditsPending);
}

describe("from a confirmed milestone to a paid invoice at Stripe", () => {
  let orderId = "";
  let numbers: string[] = [];

  it("makes one Stripe invoice for each payer, to the penny", async () => {
    const made = await makeLiveOrder(world.db);
    orderId = made.orderId;
    numbers = await makeInvoices(world.db, orderId, made.milestones[0]!);
    expect(numbers).toHaveLength(2);
    expect((await row(numbers[0]!)).state).toBe("raised");
    await world.work();
    for (const [index, payerCode] of ["RR8", "X24"].entries()) {
      const sent = await row(numbers[index]!);
      expect(sent).toMatchObject({ state: "sent", payerCode, gross: 10_080n });
      const [there, ...others] = await atStripe(numbers[index]!);
      expect(others).toEqual([]);
      // £84.00 and £16.80 VAT
      expect(there!.lines.data.map((line: Json) => line.amount)).toEqual([8_400, 1_680]);
      expect(there).toMatchObject({
        id: sent.stripeInvoiceId,
        status: "open",
        total: 10_080,
        currency: "gbp",
        collection_method: "send_invoice",
        number: numbers[index],
        hosted_invoice_url: sent.hostedUrl,
      });
      expect(there!.transfer_data.destination).toMatch(/^acct_/);
      expect(new Date(there!.due_date * 1000).toISOString()).toBe("2026-12-22T12:00:00.000Z");
    }
  });

  it("leaves the money committed until it is paid", async () => {
    // The whole order: £252.00 from the fund, none drawn
    expect(await account("fund:FD-1")).toMatchObject({ debitsPending: 25_200n, debitsPosted: 0n });
  });

  it("settles on the webhook: committed becomes drawn, to the penny", async () => {
    const national = await row(numbers[1]!);
    expect((await payHosted(national.stripeInvoiceId!)).status).toBe(200);
    await world.settle();
    expect(await row(numbers[1]!)).toMatchObject({ state: "paid" });
    expect(await payments(numbers[1]!)).toMatchObject([
      { method: "stripe", amount: 10_080n, reference: national.stripeInvoiceId, paidOn: TODAY },
    ]);
    // £252.00 - £100.80
    expect(await account("fund:FD-1")).toMatchObject({ debitsPending: 15_120n, debitsPosted: 10_080n });
    expect(await account("supplier:20001")).toMatchObject({ creditsPosted: 10_080n });
    expect((await row(numbers[0]!)).state).toBe("sent");
    await ledgerHolds();
  });

  it("takes one effect of an event that comes twice, at once or later", async () => {
    const [stored] = await world.db.select().from(stripeEvent).where(eq(stripeEvent.type, "invoice.paid"));
    const body = JSON.stringify(stored!.payload);
    const answers = await Promise.all([1, 2, 3].map(() => postWebhook(body, sign(body))));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(await answers[0]!.json()).toEqual({ received: true, already: true });
    // The same payment told by another event, as Stripe does when it is asked to send again
    const again = JSON.stringify({ ...(stored!.payload as object), id: "evt_again" });
    expect((await postWebhook(again, sign(again))).status).toBe(200);
    await world.settle();
    expect(await payments(numbers[1]!)).toHaveLength(1);
    const [handled] = await world.db.select().from(stripeEvent).where(eq(stripeEvent.id, "evt_again"));
    expect(handled!.outcome).toBe(`Invoice ${numbers[1]} was paid already.`);
    expect(await account("fund:FD-1")).toMatchObject({ debitsPosted: 10_080n });
  });

  it("takes a recorded Bacs payment as good, and tells Stripe", async () => {
    const paid = { number: numbers[0]!, amount: pence(10_080), reference: "RR8 0001", paidOn: TODAY };
    const by = { actor: PEOPLE.approver, at: AT, today: TODAY };
    await expect(
      inTransaction(world.db, (tx) => recordBacsPayment(tx, { ...paid, ...by, amount: pence(10_000) })),
    ).rejects.toMatchObject({ code: "amount-differs" });
    await inTransaction(world.db, (tx) => recordBacsPayment(tx, { ...paid, ...by }));
    await world.settle();
    expect(await row(numbers[0]!)).toMatchObject({ state: "paid" });
    expect((await atStripe(numbers[0]!))[0]).toMatchObject({
      status: "paid",
      amount_paid_off_stripe: 10_080,
    });
    expect(await payments(numbers[0]!)).toMatchObject([{ method: "bacs", reference: "RR8 0001" }]);
    expect(await account("supplier:20001")).toMatchObject({ creditsPosted: 20_160n });
    await ledgerHolds();
  });

  it("completes the order when every milestone is invoiced and paid", async () => {
    const { milestones } = await laterMilestone(orderId);
    const later = await makeInvoices(world.db, orderId, milestones[1]!);
    await world.work();
    for (const number of later) await payHosted((await row(number)).stripeInvoiceId!);
    await world.settle();
    const [done] = await world.db.select().from(order).where(eq(order.id, orderId));
    expect(done!.state).toBe("completed");
    expect(await account("fund:FD-1")).toMatchObject({ debitsPending: 0n, debitsPosted: 25_200n });
    expect(await account("supplier:20001")).toMatchObject({ creditsPosted: 50_400n });
    await ledgerHolds();
  });
});

async function laterMilestone(orderId: string) {
  const rows = await world.db.execute<{ id: string }>(
    sql`select id from order_milestone where order_id = ${orderId} order by position`,
  );
  return { milestones: [...rows].map((found) => found.id) };
}

describe("killed at any moment, sending makes one Stripe invoice", () => {
  it("after Stripe made it and before we noted it", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    await world.work();
    const first = await row(number!);
    await world.db
      .update(invoice)
      .set({ state: "raised", stripeInvoiceId: null, hostedUrl: null, sentAt: null })
      .where(eq(invoice.number, number!));
    await inTransaction(world.db, (tx) => enqueue(tx, "send-invoice", { invoiceId: number! }));
    await inTransaction(world.db, (tx) => enqueue(tx, "send-invoice", { invoiceId: number! }));
    await world.settle();
    expect(await atStripe(number!)).toHaveLength(1);
    expect((await row(number!)).stripeInvoiceId).toBe(first.stripeInvoiceId);
  });

  it("between the draft and its lines, also when Stripe has forgotten our keys", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    await world.work();
    const [there] = await atStripe(number!);
    const draft = { ...there!, status: "draft", total: 0, lines: { ...there!.lines, data: [] } };
    await world.db.update(standInObject).set({ body: draft }).where(eq(standInObject.id, there!.id));
    await world.db.delete(standInObject).where(eq(standInObject.kind, "idempotency_key"));
    await world.db
      .update(invoice)
      .set({ state: "raised", stripeInvoiceId: null })
      .where(eq(invoice.number, number!));
    const { sendInvoice } = await import("~/jobs/send-invoice");
    await sendInvoice({ invoiceId: number }, { job: { attempts: 2, max_attempts: 25 } } as never);
    expect(await atStripe(number!)).toMatchObject([{ id: there!.id, status: "open", total: 10_080 }]);
  });

  it("waits while Stripe is away and sends when it is back", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    world.away(true);
    await world.work();
    expect(await row(number!)).toMatchObject({ state: "raised", stripeInvoiceId: null });
    world.away(false);
    await world.sql`
      select graphile_worker.reschedule_jobs(
        array(select id from graphile_worker.jobs where attempts > 0), run_at => now(), attempts => 1)`;
    await world.settle();
    expect(await row(number!)).toMatchObject({ state: "sent" });
    expect(await atStripe(number!)).toHaveLength(1);
  });
});

describe("webhooks in any order", () => {
  it("a payment that is heard of before the sending was noted settles all the same", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    await world.work();
    const { stripeInvoiceId, hostedUrl } = await row(number!);
    await world.db
      .update(invoice)
      .set({ state: "raised", stripeInvoiceId: null, hostedUrl: null, sentAt: null })
      .where(eq(invoice.number, number!));
    await payHosted(stripeInvoiceId!);
    await world.settle();
    expect(await row(number!)).toMatchObject({ state: "paid", stripeInvoiceId: null });
    const { markInvoiceSent } = await import("~/domain/invoices/stripe/mark-invoice-sent.server");
    await inTransaction(world.db, (tx) =>
      markInvoiceSent(tx, {
        number: number!,
        stripeInvoiceId: stripeInvoiceId!,
        hostedUrl: hostedUrl!,
        at: AT,
      }),
    );
    expect(await row(number!)).toMatchObject({ state: "paid", stripeInvoiceId });
    await world.settle();
    expect(await payments(number!)).toHaveLength(1);
  });

  it("paid by Bacs while it was being sent: Stripe is told after the sending", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    await world.work();
    const { stripeInvoiceId, hostedUrl } = await row(number!);
    await world.db
      .update(invoice)
      .set({ state: "raised", stripeInvoiceId: null, hostedUrl: null, sentAt: null })
      .where(eq(invoice.number, number!));
    const by = { actor: PEOPLE.approver, at: AT, today: TODAY };
    const paid = { number: number!, amount: pence(10_080), reference: "RR8 0002", paidOn: TODAY };
    await inTransaction(world.db, (tx) => recordBacsPayment(tx, { ...paid, ...by }));
    await world.settle();
    expect((await atStripe(number!))[0]!.status).toBe("open");
    const { markInvoiceSent } = await import("~/domain/invoices/stripe/mark-invoice-sent.server");
    await inTransaction(world.db, (tx) =>
      markInvoiceSent(tx, {
        number: number!,
        stripeInvoiceId: stripeInvoiceId!,
        hostedUrl: hostedUrl!,
        at: AT,
      }),
    );
    await world.settle();
    expect((await atStripe(number!))[0]!.status).toBe("paid");
    expect(await payments(number!)).toMatchObject([{ method: "bacs" }]);
  });

  it("a payment of another amount is noted and settles nothing", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    await world.work();
    const { stripeInvoiceId } = await row(number!);
    const body = JSON.stringify({
      id: "evt_short",
      object: "event",
      type: "invoice.paid",
      created: 1_795_338_000,
      data: {
        object: {
          id: stripeInvoiceId,
          object: "invoice",
          amount_paid: 10_079,
          total: 10_080,
          status: "paid",
        },
      },
    });
    expect((await postWebhook(body, sign(body))).status).toBe(200);
    await world.settle();
    const [stored] = await world.db.select().from(stripeEvent).where(eq(stripeEvent.id, "evt_short"));
    expect(stored!.outcome).toContain("£100.79 was paid at Stripe: not settled");
    expect((await row(number!)).state).toBe("sent");
  });
});

describe("a webhook that Stripe has not signed for us", () => {
  const body = JSON.stringify({ id: "evt_x", type: "invoice.paid", created: 1, data: { object: {} } });
  it.each([
    ["with no signature", () => ""],
    ["with another secret", () => sign(body, "whsec_other")],
    ["that is an hour old", () => sign(body, world.webhookSecret, new Date(Date.now() - 3_600_000))],
    ["with another body", () => sign(`${body} `)],
  ])("%s is 400 and stored nowhere", async (_name, signature) => {
    const answer = await postWebhook(body, signature());
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ code: "bad-signature" });
    expect(await world.db.select().from(stripeEvent).where(eq(stripeEvent.id, "evt_x"))).toEqual([]);
  });

  it("and one whose kind nobody knows is stored and left", async () => {
    const unknown = JSON.stringify({
      id: "evt_unknown",
      object: "event",
      type: "moon.phase_changed",
      created: 1_795_338_000,
      data: { object: { phase: "full" }, extra: 1 },
    });
    expect((await postWebhook(unknown, sign(unknown))).status).toBe(200);
    await world.settle();
    const [stored] = await world.db.select().from(stripeEvent).where(eq(stripeEvent.id, "evt_unknown"));
    expect(stored!.outcome).toBe("Nothing to do.");
    expect(stored!.payload).toMatchObject({ data: { extra: 1 } });
  });
});

describe("what Bacs payments are refused for", () => {
  it("says why and changes nothing", async () => {
    const { orderId, milestones } = await makeLiveOrder(world.db);
    const [number] = await makeInvoices(world.db, orderId, milestones[0]!);
    const paid = { number: number!, amount: pence(10_080), reference: "RR8 0009", paidOn: TODAY };
    const by = { actor: PEOPLE.approver, at: AT, today: TODAY };
    const attempt = (change: object) =>
      inTransaction(world.db, (tx) => recordBacsPayment(tx, { ...paid, ...by, ...change }));
    await expect(attempt({ paidOn: day("2026-11-23") })).rejects.toMatchObject({ code: "paid-in-future" });
    await expect(attempt({ paidOn: day("2026-11-21") })).rejects.toMatchObject({ code: "paid-before-issue" });
    for (const reference of ["RR8 0001", "rr8 0001 ", "RR80001", "RR8\u00a00001"])
      await expect(attempt({ reference })).rejects.toMatchObject({ code: "reference-used" });
    await expect(attempt({ actor: PEOPLE.officer })).rejects.toMatchObject({ code: "no-such-invoice" });
    expect((await row(number!)).state).toBe("raised");
    expect(await payments(number!)).toEqual([]);
  });
});
