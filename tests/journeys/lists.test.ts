import { get as httpGet, type IncomingMessage } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askForShares, copyEvents, copyInvoices, copyOrders } from "../factories/many";
import { makeCompleteOrder, makeMarket } from "../factories/orders";
import { makePeople, PEOPLE } from "../factories/people";
import { accessibilityFaults } from "../setup/accessibility";
import { startApp, type RunningApp } from "../setup/app";
import { launchBrowser } from "../setup/browser";
import { get, signInAs, signInContext } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";
import { workbookText } from "~/web/lists/workbook-text.server";

const ORDERS = 1_234;
const EVENTS = 20_500;
const INVOICES = 20_400;
/** Eighty megabytes in one file. */
const WIDE_EVENTS = 10_000;
const WIDE_BYTES = 8_000;

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeMarket(database.db);
  const { orderId } = await makeCompleteOrder(database.db);
  await copyOrders(database.db, { orderId, count: ORDERS, state: "awaiting_approval" });
  await askForShares(database.db, { payerCode: "RR8" });
  await copyInvoices(database.db, { orderId, payerCode: "RR8", count: INVOICES, states: ["sent", "paid"] });
  await copyEvents(database.db, { stream: "test:many", count: EVENTS });
  await copyEvents(database.db, { stream: "test:wide", count: WIDE_EVENTS, bytes: WIDE_BYTES });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
}, 300_000);
afterAll(() => browser?.close());

/** Somebody's page on a phone in which none of our scripts run. */
async function pageOf(person: { email: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
  await context.route("**/*.js", (route) => route.abort());
  await signInContext(context, app, person.email);
  return context.newPage();
}

async function isFine(page: Page): Promise<void> {
  const faults = await accessibilityFaults(page);
  expect(faults).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(375);
  // Less than twenty screens, however long the list is: two lists of a page's rows each, and what stands around them.
  expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThanOrEqual(15_000);
}

const words = (page: Page) => page.locator("main").innerText();
const next = (page: Page, of: string) =>
  page.getByRole("navigation", { name: `Pages of ${of}` }).getByRole("link", { name: /^Next/ });
const previous = (page: Page, of: string) =>
  page.getByRole("navigation", { name: `Pages of ${of}` }).getByRole("link", { name: /^Previous/ });

describe("long lists without script, on a phone", () => {
  it("orders: pages forth and back, filters and sorting kept, all of them counted", async () => {
    const page = await pageOf(PEOPLE.priya);
    await page.goto(`${app.baseUrl}/buying/orders?q=Copy`);
    expect(await words(page)).toContain("1 to 25 of 1,234 orders, the newest first.");
    expect(await words(page)).toContain("Download these 1,234 orders: CSV");
    await isFine(page);
    await next(page, "orders").click();
    expect(await words(page)).toContain("26 to 50 of 1,234 orders");
    await next(page, "orders").click();
    expect(await words(page)).toContain("51 to 75 of 1,234 orders");
    await isFine(page);
    await previous(page, "orders").click();
    expect(await words(page)).toContain("26 to 50 of 1,234 orders");
    await previous(page, "orders").click();
    expect(page.url()).toBe(`${app.baseUrl}/buying/orders?q=Copy`);
    await page.goto(`${app.baseUrl}/buying/orders?q=Copy&sort=title`);
    await next(page, "orders").click();
    expect(await words(page)).toContain("26 to 50 of 1,234 orders, by title, A to Z.");
  });

  it("approvals: each list keeps its own place", async () => {
    const page = await pageOf(PEOPLE.tom);
    await page.goto(`${app.baseUrl}/buying/approvals`);
    expect(await words(page)).toContain("1 to 25 of 1,234 shares, the longest waiting first.");
    await next(page, "waiting shares").click();
    expect(await words(page)).toContain("26 to 50 of 1,234 shares");
    await isFine(page);
    await page.goto(`${app.baseUrl}/buying`);
    expect(await words(page)).toContain("1,214 more shares to approve");
  });

  it("invoices: those to pay with the sum of all, those paid with a place of their own", async () => {
    const page = await pageOf(PEOPLE.tom);
    await page.goto(`${app.baseUrl}/buying/invoices`);
    expect(await words(page)).toContain("1 to 25 of 10,200 invoices to pay, what is due first at the top.");
    expect(await words(page)).toContain("Total of all 10,200");
    expect(await words(page)).toContain("£1,224,000.00");
    await isFine(page);
    await next(page, "paid invoices").click();
    expect(await words(page)).toContain("26 to 50 of 10,200 paid invoices, by number, the highest first.");
    expect(await words(page)).toContain("1 to 25 of 10,200 invoices to pay, what is due first at the top.");
    await next(page, "invoices to pay").click();
    expect(await words(page)).toContain("26 to 50 of 10,200 invoices to pay, what is due first at the top.");
    expect(await words(page)).toContain("26 to 50 of 10,200 paid invoices, by number, the highest first.");
    await page.goto(`${app.baseUrl}/buying/invoices?sort=-gross`);
    expect(await words(page)).toContain("1 to 25 of 10,200 invoices to pay, the largest first.");
    await page.getByLabel("Invoice, order or supplier").fill("nothing like it");
    await page.getByRole("button", { name: "Search" }).click();
    expect(page.url()).toContain("sort=-gross");
    expect(await words(page)).toContain("Only what holds “nothing like it” is shown.");
    await page.goto(`${app.baseUrl}/buying`);
    expect(await words(page)).toContain("10,180 more invoices to pay");
  });

  it("the audit: newest first, and its file is offered with the number of its rows", async () => {
    const page = await pageOf(PEOPLE.isla);
    await page.goto(`${app.baseUrl}/commercial/audit?stream=test:many`);
    expect(await words(page)).toContain("1 to 25 of 20,500 events, the newest first.");
    expect(await words(page)).toContain("Download these 20,500 events: CSV");
    await next(page, "events").click();
    expect(await words(page)).toContain("26 to 50 of 20,500 events");
    expect(page.url()).toContain("stream=test");
  });
});

describe("a list that is sorted by its headings", () => {
  const LISTS: [person: { email: string }, address: string, sorts: number][] = [
    [PEOPLE.priya, "/buying/orders", 4],
    [PEOPLE.tom, "/buying/approvals", 4],
    [PEOPLE.tom, "/buying/invoices", 4],
    [PEOPLE.nadia, "/commercial/orders", 4],
    [PEOPLE.nadia, "/commercial/certificates", 8],
  ];

  it.each(LISTS)(
    "is sorted on a phone by a choice and a button, and keeps its head in sight elsewhere: %j %s",
    async (person, address, sorts) => {
      const page = await pageOf(person);
      await page.goto(app.baseUrl + address);
      const form = page.locator(".dt-sort-form").first();
      const ways = await form.locator("option").allInnerTexts();
      expect(ways.length).toBeGreaterThanOrEqual(sorts);
      for (const way of ways.slice(0, 2)) {
        await page.locator(".dt-sort-form").first().getByLabel("Sort by").selectOption({ label: way });
        await page.locator(".dt-sort-form").first().getByRole("button", { name: "Sort" }).click();
        expect(new URL(page.url()).searchParams.get("sort")).toBeTruthy();
        const chosen = page.locator(".dt-sort-form").first().locator("option:checked");
        expect(await chosen.innerText()).toBe(way);
        expect((await words(page)).toLowerCase()).toContain(way.toLowerCase());
      }
      await isFine(page);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await page.locator(".dt-sort-form").first().isVisible()).toBe(false);
      const head = page.locator("thead:has(a.dt-sort)").first();
      expect(await head.evaluate((one) => getComputedStyle(one).position)).toBe("sticky");
      await head.locator("a.dt-sort").first().click();
      expect(await page.locator("thead [aria-sort]").count()).toBeGreaterThanOrEqual(1);
    },
  );
});

describe("an address of a page that was changed", () => {
  const BENT = [
    "after=x",
    "after=%00x",
    "before=W10",
    "after=WyJ4Il0",
    "after=a&after=b",
    `after=${"a".repeat(5_000)}`,
  ];
  it.each(BENT.map((query) => [query.slice(0, 20), query]))(
    "%s leads on, and is no failure",
    async (_, query) => {
      const cookie = await signInAs(app, PEOPLE.priya.email);
      const answer = await get(app, `/buying/orders?${query}`, cookie);
      expect(answer.status).toBe(404);
      const html = await answer.text();
      expect(html).toContain("This page of the list does not exist");
      expect(html).toContain("Go to the beginning of the list");
    },
  );
});

describe("the file of a list", () => {
  it("has every order of the page's filters, and of nobody else", async () => {
    const cookie = await signInAs(app, PEOPLE.priya.email);
    const text = await (await get(app, "/buying/orders.csv?q=Copy", cookie)).text();
    const lines = text.trim().split("\n");
    expect(lines.length).toBe(ORDERS + 1);
    expect(new Set(lines).size).toBe(ORDERS + 1);
    const other = await signInAs(app, PEOPLE.helen.email);
    const theirs = await (await get(app, "/buying/orders.csv?q=Copy", other)).text();
    expect(theirs.trim().split("\n").length).toBe(1);
  });

  it("has every invoice, past the bound that cut it", async () => {
    const cookie = await signInAs(app, PEOPLE.tom.email);
    const text = await (await get(app, "/buying/invoices.csv", cookie)).text();
    const lines = text.trim().split("\n");
    expect(lines.length).toBe(INVOICES + 1);
    expect(new Set(lines).size).toBe(INVOICES + 1);
    const paid = await (await get(app, "/buying/invoices.csv?paid=yes", cookie)).text();
    expect(paid.trim().split("\n").length).toBe(INVOICES / 2 + 1);
  });

  it("is a workbook of typed cells too, and refused where one would not hold all of it", async () => {
    const cookie = await signInAs(app, PEOPLE.priya.email);
    const orders = await get(app, "/buying/orders.xlsx?q=Copy", cookie);
    expect(orders.status).toBe(200);
    expect(orders.headers.get("content-disposition")).toContain("dovetail-orders.xlsx");
    expect(workbookText(new Uint8Array(await orders.arrayBuffer())).split("\n").length).toBeGreaterThan(
      ORDERS,
    );
    const auditor = await signInAs(app, PEOPLE.isla.email);
    const audit = await get(app, "/commercial/audit.xlsx?stream=test:many", auditor);
    expect(audit.status).toBe(422);
    expect(await audit.text()).toContain("A workbook holds at most 20,000 rows, and these are 20,500");
  });

  it("has every event of the audit, past the bound that cut it", async () => {
    const cookie = await signInAs(app, PEOPLE.isla.email);
    const text = await (await get(app, "/commercial/audit.csv?stream=test:many", cookie)).text();
    const lines = text.trim().split("\n");
    expect(lines.length).toBe(EVENTS + 1);
    expect(new Set(lines).size).toBe(EVENTS + 1);
  });

  it("is read no faster than the client takes it, and no further once the client has gone", async () => {
    const cookie = await signInAs(app, PEOPLE.isla.email);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${app.baseUrl}/commercial/audit.csv?stream=test:wide`;
      httpGet(url, { headers: { Cookie: cookie } }, resolve).on("error", reject);
    });
    expect(answer.statusCode).toBe(200);
    answer.pause();
    /** Transactions of the server that have waited for a second: the file's, which stays where it is in the list. */
    const waiting = async () => {
      const [row] = await database.sql`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and application_name = 'dovetail' and state = 'idle in transaction'
          and clock_timestamp() - state_change > interval '1 second'`;
      return row!.n as number;
    };
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    answer.destroy();
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  });
});
