// Over 300 lines: one story of invoices, told in the order in which it happens.
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { ledgerAccount } from "~db/schema/funding";
import { invoice, payment, stripeEvent } from "~db/schema/invoices";
import { demoPerson } from "~db/schema/people";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { addDays, formatDay, type Day } from "~/domain/shared/day";
import { makeLiveOrder } from "../factories/invoices";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { AT, BEGUN, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../factories/orders";
import { accessibilityFaults } from "../setup/accessibility";
import { startApp, type RunningApp } from "../setup/app";
import { launchBrowser } from "../setup/browser";
import { pdfText } from "../setup/pdf-text";
import { get, post, signInAs, signInContext } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

const EMAILS = Object.fromEntries(
  Object.entries(PEOPLE).map(([key, actor]) => [key, `${actor.userId}@example.org`]),
) as Record<keyof typeof PEOPLE, string>;

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let order: { orderId: string; milestones: string[] };

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  const people = Object.values(PEOPLE).map((actor, index) => ({
    userId: actor.userId!,
    position: index + 1,
    summary: actor.name,
  }));
  await db.insert(demoPerson).values(people);
  order = await makeLiveOrder(db);
  const by = { at: AT, today: TODAY, orderId: order.orderId, actor: PEOPLE.lead };
  await inTransaction(db, (tx) =>
    confirmMilestone(tx, { ...by, at: BEGUN, milestoneId: order.milestones[0]! }),
  );
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: TODAY }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

const rows = () => database.db.select().from(invoice).orderBy(invoice.number);
const account = async (key: string) =>
  (await database.db.select().from(ledgerAccount).where(eq(ledgerAccount.key, key)))[0]!;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not happen\n${app.output().slice(-3000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function pageOf(who: keyof typeof PEOPLE, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width: 1280, height: 1000 },
  });
  await signInContext(context, app, EMAILS[who]);
  return context.newPage();
}

/** axe needs script: the same page is opened once more with it. */
async function accessible(who: keyof typeof PEOPLE, path: string): Promise<void> {
  const page = await pageOf(who, true);
  await page.goto(app.baseUrl + path);
  const faults = await accessibilityFaults(page);
  expect(faults, path).toEqual([]);
  if (process.env.SCREENSHOTS) {
    const name = path.replaceAll(/[^\w]+/g, "_");
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 1000 });
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}_${width}.png`, fullPage: true });
    }
  }
  await page.context().close();
}

describe("a milestone is invoiced and paid, without script", () => {
  it("the supplier checks each payer's invoice to the penny and raises both", async () => {
    const page = await pageOf("editor");
    await page.goto(`${app.baseUrl}/supplying/invoices`);
    await page.getByRole("link", { name: "Invoice Go live" }).click();
    await accessible(
      "editor",
      `/supplying/orders/${order.orderId}/invoices?milestone=${order.milestones[0]}`,
    );
    const table = page.getByRole("table");
    // 40% of £210.00 and of £42.00 VAT for each of two payers
    for (const sum of ["£84.00", "£16.80", "£100.80", "£168.00", "£33.60", "£201.60"])
      expect(await table.getByText(sum, { exact: true }).count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Raise and send the invoices" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Invoices raised");
    // The back button and a second press: one effect
    await page.goBack();
    await page.goto(
      `${app.baseUrl}/supplying/orders/${order.orderId}/invoices?milestone=${order.milestones[0]}`,
    );
    expect(await page.getByRole("button", { name: "Raise" }).count()).toBe(0);
    expect(await rows()).toHaveLength(2);
    await page.context().close();
  });

  it("the payer pays on the stand-in's page, and the webhook settles it", async () => {
    await until("sending", async () => (await rows()).every((row) => row.state === "sent"));
    const national = (await rows()).find((row) => row.payerCode === "X24")!;
    // The centre's own overdue invoice stands on its officers' first page, and on no auditor's or assessor's.
    const due = (on: Day) =>
      database.db.update(invoice).set({ dueOn: on }).where(eq(invoice.number, national.number));
    const home = async () => (await get(app, "/commercial", await signInAs(app, EMAILS.officer))).text();
    expect(await home()).toContain("1 invoice to pay, £100.80 including VAT. None is overdue.");
    await due(addDays(TODAY, -3));
    const late = (await home()).replaceAll("<!-- -->", "");
    expect(late).toContain(`Pay invoice ${national.number}`);
    expect(late).toContain("Overdue by 3 days");
    expect(late).toContain("1 invoice to pay, £100.80 including VAT. All overdue.");
    await due(national.dueOn);
    const page = await pageOf("officer");
    await page.goto(`${app.baseUrl}/commercial/invoices`);
    await page.getByRole("link", { name: national.number }).first().click();
    await accessible("officer", "/commercial/invoices");
    await accessible("officer", `/invoices/${national.number}`);
    await page.getByRole("link", { name: "Pay by card, Bacs debit or bank transfer" }).click();
    expect(page.url()).toBe(national.hostedUrl);
    await accessible("officer", new URL(page.url()).pathname);
    await page.getByRole("button", { name: "Try a card that is declined" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Your card was declined.");
    await page.getByRole("button", { name: "Pay by bank transfer" }).click();
    await page.getByText("There is nothing left to pay").waitFor();
    await until("settling", async () => (await rows()).some((row) => row.state === "paid"));
    await page.getByRole("link", { name: `Back to invoice ${national.number}` }).click();
    expect(await page.locator("main").textContent()).toMatch(
      /through Stripe: £100\.80\. Stripe’s reference in_/,
    );
    expect(await account("fund:FD-1")).toMatchObject({ debitsPending: 15_120n, debitsPosted: 10_080n });
    await page.context().close();
  });

  it("the other payer records a Bacs payment: what was typed stays, and the answers are checked", async () => {
    const own = (await rows()).find((row) => row.payerCode === "RR8")!;
    const page = await pageOf("approver");
    await page.goto(`${app.baseUrl}/buying/invoices`);
    await accessible("approver", "/buying/invoices");
    await page.getByRole("link", { name: own.number }).click();
    await accessible("approver", `/invoices/${own.number}`);
    await page.getByRole("link", { name: "Record a Bacs payment" }).click();
    await accessible("approver", `/invoices/${own.number}/pay`);
    await page.getByRole("button", { name: "Continue" }).click();
    const alert = page.getByRole("alert");
    for (const words of ["Enter the amount you paid", "Enter the reference", "Enter the date"])
      expect(await alert.textContent()).toContain(words);
    await page.getByLabel("How much did you pay?").fill("100.08");
    await page.getByLabel("Bank reference").fill("BACS 4711");
    for (const [label, value] of [
      ["Day", "22"],
      ["Month", "11"],
      ["Year", "2026"],
    ] as const)
      await page.getByLabel(label).fill(value);
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await alert.textContent()).toContain("This invoice is for £100.80, and the payment is £100.08.");
    expect(await page.getByLabel("Bank reference").inputValue()).toBe("BACS 4711");
    expect(await page.getByLabel("Year").inputValue()).toBe("2026");
    await page.getByLabel("How much did you pay?").fill("£100.80");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await page.locator("main").textContent()).toContain("Check the payment before you record it");
    await page.getByRole("button", { name: "Change it" }).click();
    expect(await page.getByLabel("How much did you pay?").inputValue()).toBe("100.80");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Record the payment" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Payment recorded");
    await accessible("approver", `/invoices/${own.number}/recorded`);
    // Back leads to a page that can be asked for, never to the answer of a form: here to the invoice, which is paid.
    const back = await page.goBack();
    expect([back!.request().method(), back!.status(), new URL(page.url()).pathname]).toEqual([
      "GET",
      200,
      `/invoices/${own.number}`,
    ]);
    expect(await page.locator("main").textContent()).toContain("Paid on 22 November 2026");
    expect(await database.db.select().from(payment)).toHaveLength(2);
    expect(await account("supplier:20001")).toMatchObject({ creditsPosted: 20_160n });
    await page.context().close();
  });

  it("the supplier and the centre see it, and the books agree", async () => {
    await accessible("editor", "/supplying/invoices");
    await accessible("officer", "/commercial/reconciliation");
    await accessible("officer", "/demo/payments");
    const told = async () =>
      (await database.db.select().from(stripeEvent)).filter((event) => event.type === "invoice.paid")
        .length === 2;
    await until("telling Stripe of the Bacs payment", told);
    const text = async (who: keyof typeof PEOPLE, path: string) =>
      (await get(app, path, await signInAs(app, EMAILS[who]))).text();
    expect(await text("officer", "/commercial/reconciliation")).toContain("agree to the penny");
    // The mailbox tells the portal's time, which is not this computer's.
    expect(await text("officer", "/demo/mailbox")).toContain("22 November 2026");
    const csv = await text("editor", "/supplying/invoices.csv");
    expect(csv.trim().split("\n")).toHaveLength(3);
    const [, number] = /(INV-\d+)/.exec(csv)!;
    const pdf = await get(app, `/invoices/${number}/invoice.pdf`, await signInAs(app, EMAILS.editor));
    expect(pdf.headers.get("content-disposition")).toContain(`invoice-${number}.pdf`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .toString("latin1")
        .startsWith("%PDF-"),
    ).toBe(true);
    expect(csv).toContain(",84.00,16.80,100.80,2026-11-22,Bacs,BACS 4711");
    expect(await text("officer", "/commercial/reconciliation.csv")).toContain(",Agrees,");
  });
});

describe("an invoice names its supplier", () => {
  const main = (page: Page) => page.locator("main").textContent();

  it("with address, VAT number, bank account and how to dispute it, on the page and in the PDF", async () => {
    const { number, dueOn } = (await rows()).find((row) => row.payerCode === "RR8")!;
    const page = await pageOf("approver");
    await page.goto(`${app.baseUrl}/invoices/${number}`);
    const told = [
      "Alder Systems Ltd",
      "1 Exchange Street",
      "LS1 4DY",
      "GB 002 0001 28",
      "Sort code 00-00-01",
      "Account number 00020001",
      "Tell Accounts receivable at accounts@example.org by",
      formatDay(dueOn),
    ];
    for (const words of told) expect(await main(page)).toContain(words);
    const pdf = await get(app, `/invoices/${number}/invoice.pdf`, await signInAs(app, EMAILS.approver));
    const text = pdfText(Buffer.from(await pdf.arrayBuffer()));
    for (const words of told) expect(text).toContain(words.replaceAll(" ", ""));
    await page.context().close();
  });

  it("whose signatory changes the bank details on second thoughts; Back then leads to the details", async () => {
    const page = await pageOf("signatory");
    await page.goto(`${app.baseUrl}/supplying/invoicing-details`);
    await accessible("signatory", "/supplying/invoicing-details");
    await page.getByRole("link", { name: "Change the details" }).click();
    await accessible("signatory", "/supplying/invoicing-details/change");
    await page.getByLabel("Sort code").fill("00-00-2");
    await page.getByLabel("VAT registration number").fill("GB 002 0001 29");
    await page.getByRole("button", { name: "Continue" }).click();
    const alert = page.getByRole("alert");
    for (const words of ["sort code of 6 digits", "check digits"])
      expect(await alert.textContent()).toContain(words);
    await page.getByLabel("Sort code").fill("00 00 02");
    await page.getByLabel("VAT registration number").fill("gb002000128");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(new URL(page.url()).pathname).toBe("/supplying/invoicing-details/check");
    await accessible("signatory", "/supplying/invoicing-details/check");
    // What will be stored, beside what was
    for (const words of ["Sort code 00-00-02", "Sort code 00-00-01", "You are changing where you are paid"])
      expect(await main(page)).toContain(words);
    await page.getByRole("button", { name: "Save the details" }).click();
    expect(await alert.textContent()).toContain("Say that the new bank details were checked");
    await page.goto(`${app.baseUrl}/supplying/invoicing-details/check`);
    await page.getByLabel("I have checked the new bank details").check();
    await page.getByRole("button", { name: "Save the details" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("waits for a second person");
    const back = await page.goBack();
    expect(back!.request().method()).toBe("GET");
    expect(new URL(page.url()).pathname).toBe("/supplying/invoicing-details");
    await page.goto(`${app.baseUrl}/supplying/invoicing-details/bank-account`);
    await accessible("signatory", "/supplying/invoicing-details/bank-account");
    expect(await main(page)).toContain("You gave this account, so a second person confirms it");
    await page.context().close();
    // Nobody else signs for the supplier, so an officer of the centre confirms it.
    const officer = await pageOf("officer");
    await officer.goto(`${app.baseUrl}/commercial`);
    await officer.getByRole("link", { name: "Confirm the new bank account of Alder Systems Ltd" }).click();
    await accessible("officer", new URL(officer.url()).pathname);
    for (const words of ["Sort code 00-00-02", "Sort code 00-00-01"])
      expect(await main(officer)).toContain(words);
    await officer.getByRole("button", { name: "Confirm the new account" }).click();
    expect(await main(officer)).toContain("Confirmed");
    await officer.context().close();
    const payer = await pageOf("approver");
    const { number } = (await rows()).find((row) => row.payerCode === "RR8")!;
    await payer.goto(`${app.baseUrl}/invoices/${number}`);
    expect(await main(payer)).toContain("changed its bank details on 22 November 2026, after this invoice");
    expect(await main(payer)).toContain("Sort code 00-00-01");
    await accessible("approver", `/invoices/${number}`);
    await payer.context().close();
  });

  it("and cannot be raised by a supplier that has given nothing: its page says so and where to give it", async () => {
    const other = await signInAs(app, EMAILS.stranger);
    const text = await (await get(app, "/supplying/invoicing-details", other)).text();
    expect(text).toContain("You cannot raise an invoice yet");
    expect(text).toContain('href="/supplying/invoicing-details/change"');
    expect(await (await get(app, "/supplying", other)).text()).toContain("Give your invoicing details");
    const editor = await signInAs(app, EMAILS.editor);
    expect((await get(app, "/supplying/invoicing-details/change", editor)).status).toBe(403);
    expect(await (await get(app, "/supplying/invoicing-details", editor)).text()).toContain(
      "A signatory or administrator of your organisation can change them",
    );
  });
});

describe("a buyer's page begins with what this person can do", () => {
  it("starts a purchase and waits for those only who may", async () => {
    const text = async (who: keyof typeof PEOPLE, path: string) =>
      (await get(app, path, await signInAs(app, EMAILS[who]))).text();
    const start =
      /<a[^>]*class="nhsuk-button[^>]*href="\/buying\/needs"|href="\/buying\/needs"[^>]*class="nhsuk-button/;
    const { orderId, editCount } = await makeCompleteOrder(database.db);
    const sent = { at: AT, today: TODAY, orderId, actor: PEOPLE.lead, editCount };
    await inTransaction(database.db, (tx) => submitOrder(tx, sent));
    expect(await text("lead", "/buying")).toMatch(start);
    expect(await text("approver", "/buying")).not.toMatch(start);
    expect(await text("approver", "/buying/approvals")).toContain("Waiting for you");
    const lead = await text("lead", "/buying/approvals");
    expect(lead).not.toContain("Waiting for you");
    expect(lead).toContain("Waiting for a budget approver of your organisation");
  });
});

describe("an invoice is nobody else's business", () => {
  it("is not there for another supplier or another buyer", async () => {
    const { number } = (await rows())[0]!;
    for (const who of ["stranger", "practice"] as const) {
      const cookie = await signInAs(app, EMAILS[who]);
      for (const page of ["", "/pay", "/recorded", "/invoice.pdf"]) {
        const path = `/invoices/${number}${page}`;
        expect([path, (await get(app, path, cookie)).status]).toEqual([path, 404]);
      }
      const sent = { amount: "100.80", reference: "x", "paidOn-day": "22", "paidOn-month": "11" };
      const form = { ...sent, "paidOn-year": "2026", intent: "record" };
      expect((await post(app, `/invoices/${number}/pay`, form, cookie)).status).toBe(404);
    }
    const other = await signInAs(app, EMAILS.stranger);
    const path = `/supplying/orders/${order.orderId}/invoices`;
    expect((await get(app, path, other)).status).toBe(404);
    expect((await post(app, path, { milestone: order.milestones[0]! }, other)).status).toBe(404);
  });
});

describe("the webhook's address", () => {
  it("takes no notice of where a post comes from, only of its signature", async () => {
    const headers = { Origin: "https://evil.example", "Stripe-Signature": "t=1,v1=00" };
    const answer = await fetch(`${app.baseUrl}/webhooks/stripe`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });
});
