import { eq } from "drizzle-orm";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoice, payment } from "~db/schema/invoices";
import { demoPerson } from "~db/schema/people";
import { stripeHandlers } from "~/gateways/stand-ins/stripe.server";
import { stripeGateway } from "~/gateways/stripe.server";
import { makeInvoices, makeLiveOrder } from "../factories/invoices";
import { makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../factories/orders";
import { startApp, type RunningApp } from "../setup/app";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";
import { Visitor, wordsOf } from "../setup/visitor";

/** The foot of a page, as text. */
const footOf = (html: string) => wordsOf(/<footer\b[\s\S]*<\/footer>/.exec(html)?.[0] ?? "");

/** An invoice at the stand-in for Stripe that waits to be paid, as a configuration of before has left it. */
async function invoiceAtStandIn({ sql }: TestDatabase): Promise<string> {
  const options = { publicUrl: "http://localhost:3000", now: () => new Date(), onEvent: () => {} };
  const server = setupServer(...stripeHandlers(sql, options));
  server.listen({ onUnhandledRequest: "bypass" });
  try {
    const stripe = stripeGateway("sk_test_standin");
    const payer = { payerCode: "RR8", name: "Leeds", email: null };
    const { stripeInvoiceId } = await stripe.createAndSendInvoice({
      ...(await stripe.ensureCustomer(payer)),
      number: "INV-000901",
      lines: [{ text: "Go live", amountPence: 100n }],
      totalPence: 100n,
      dueAt: Math.floor(Date.now() / 1000) + 86_400,
      description: "An invoice",
      footer: "",
      purchaseOrderNumber: null,
      destination: null,
      email: false,
      again: false,
    });
    return stripeInvoiceId;
  } finally {
    server.close();
  }
}

describe("outside demonstration mode", () => {
  let app: RunningApp;
  let stripeInvoiceId: string;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    stripeInvoiceId = await invoiceAtStandIn(database);
    app = await startApp({ databaseUrl: database.url, demonstration: false, worker: false });
  });
  afterAll(() => app?.stop());

  it("the demonstration's pages are not there", async () => {
    const mail = "/demo/mailbox/2f0a8b7c-54a5-4b5e-9d43-3d1c2b7a9e01";
    const payments = ["/demo/payments", `/demo/payments/${stripeInvoiceId}`];
    for (const path of ["/demo/people", "/demo/mailbox", mail, ...payments])
      expect([path, (await get(app, path)).status]).toEqual([path, 404]);
  });

  it("nobody becomes anybody, and nothing is paid at the stand-in", async () => {
    expect((await post(app, "/demo/people", { email: "a@b.example" })).status).toBe(404);
    expect((await post(app, `/demo/payments/${stripeInvoiceId}`, { way: "card" })).status).toBe(404);
    const [row] = await database.sql`select body->>'status' as status from stand_in_object
      where id = ${stripeInvoiceId}`;
    expect(row).toEqual({ status: "open" });
  });

  it("nobody is Stripe, however they sign", async () => {
    const answer = await fetch(`${app.baseUrl}/webhooks/stripe`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "payments-not-set-up" });
  });

  it("the foot of a page says so, and names no stand-in for Stripe", async () => {
    const foot = footOf(await (await get(app, "/")).text());
    expect(foot).toContain("Payments are not set up: invoices are paid by Bacs");
    expect(foot).toContain("Local stand-ins are in use for GOV.UK Notify");
    expect(foot).not.toContain("Stripe");
  });
});

describe("where payments are not set up", () => {
  let database: TestDatabase;
  let app: RunningApp;
  let order: { orderId: string; milestones: string[] };
  let number: string;

  const visitor = async (who: keyof typeof PEOPLE) =>
    new Visitor(app, await signInAs(app, `${PEOPLE[who].userId}@example.org`));
  const stored = async (of: string) =>
    (await database.db.select().from(invoice).where(eq(invoice.number, of)))[0]!;
  const ours = () => stored(number);
  const until = async (of: string, state: string) => {
    const end = Date.now() + 60_000;
    while ((await stored(of)).state !== state && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 200));
  };

  beforeAll(async () => {
    database = await testDatabase();
    const { db } = database;
    await makeMarket(db);
    await makeHalfFunded(db, "FD-1", 1_000_000n);
    const people = Object.values(PEOPLE).map(({ userId, name }, index) => ({
      userId: userId!,
      position: index + 1,
      summary: name,
    }));
    await db.insert(demoPerson).values(people);
    order = await makeLiveOrder(db);
    number = (await makeInvoices(db, order.orderId, order.milestones[0]!))[0]!;
    app = await startApp({ databaseUrl: database.url, today: TODAY, env: { PAYMENTS: "off" } });
  });

  it("an invoice that was raised is due, without Stripe", async () => {
    await until(number, "sent");
    expect(await ours()).toMatchObject({ state: "sent", stripeInvoiceId: null, hostedUrl: null });
    const [{ count }] = (await database.sql`select count(*)::int as count from stand_in_object
      where service = 'stripe'`) as unknown as [{ count: number }];
    expect(count).toBe(0);
  });

  it("its page says so to the payer, and offers no payment but the one by Bacs", async () => {
    const page = await (await visitor("approver")).open(`/invoices/${number}`);
    expect(wordsOf(page.html)).toContain("Payments are not set up, so this invoice cannot be paid here.");
    expect(wordsOf(page.html)).toContain("Record a Bacs payment");
    expect(page.html).not.toMatch(/Pay by card|stripe\.com|\/demo\/payments/);
    expect(footOf(page.html)).toContain("Payments are not set up");
  });

  it("the supplier is told the same of what was raised", async () => {
    const path = `/supplying/orders/${order.orderId}/invoices?milestone=${order.milestones[0]}`;
    const { html } = await (await visitor("editor")).open(path);
    expect(wordsOf(html)).toContain("Payments are not set up, so they pay you by Bacs");
  });

  it("the payer records a Bacs payment, and the books agree", async () => {
    const payer = await visitor("approver");
    const form = { amount: "100.80", reference: "BACS 1", "paidOn-day": "22", "paidOn-month": "11" };
    const check = await payer.fill(`/invoices/${number}/pay`, { ...form, "paidOn-year": "2026" });
    const recorded = await payer.send(check, { intent: "record" });
    expect(wordsOf(recorded.html)).toContain("Payment recorded");
    expect(wordsOf(recorded.html)).not.toContain("Stripe is told");
    expect(await database.db.select().from(payment)).toHaveLength(1);
    const books = wordsOf((await (await visitor("officer")).open("/commercial/reconciliation")).html);
    expect(books).toContain("Payments are not set up");
    expect(books).not.toMatch(/Waiting for Stripe|do not agree/);
  });

  it("a bank reference that paid one invoice is refused for another, in whatever spelling, and a fresh one pays it", async () => {
    const other = await makeLiveOrder(database.db);
    const second = (await makeInvoices(database.db, other.orderId, other.milestones[0]!))[0]!;
    await until(second, "sent");
    const payer = await visitor("approver");
    const day = { "paidOn-day": "22", "paidOn-month": "11", "paidOn-year": "2026" };
    const form = { amount: "100.80", ...day };
    const refused = await payer.send(await payer.open(`/invoices/${second}/pay`), {
      ...form,
      reference: " bacs  1 ",
    });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain(
      `This bank reference is already recorded for invoice ${number}. Check the reference on your bank statement`,
    );
    expect(refused.html).toMatch(/id="reference-error"/);
    // What was typed stays, and nothing was paid.
    expect(refused.html).toMatch(/value="100.80"/);
    expect((await stored(second)).state).toBe("sent");
    const check = await payer.send(refused, { ...form, reference: "BACS 2" });
    const recorded = await payer.send(check, { intent: "record" });
    expect(wordsOf(recorded.html)).toContain("Payment recorded");
    expect((await stored(second)).state).toBe("paid");
  });

  it("the stand-in's pages are not there in demonstration mode either", async () => {
    for (const path of ["/demo/payments", "/demo/payments/in_000000000000000000000000"])
      expect([path, (await get(app, path)).status]).toEqual([path, 404]);
  });
});
