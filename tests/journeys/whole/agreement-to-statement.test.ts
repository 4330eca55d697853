import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "~db";
import { order, orderShare } from "~db/schema/orders";
import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { costOf } from "~/domain/who-pays/cost";
import { financialYearOf, financialYearPeriod } from "~/domain/shared/financial-year";
import { purchasesOfDemoPeople } from "../../../scripts/seed/purchase-list";
import { DEMO_PEOPLE, SeedPeople } from "../../../scripts/seed/seed-people";
import { Purchaser } from "../../../scripts/seed/seed-purchases";
import { seedTime } from "../../../scripts/seed/seed-time";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY, demoDatabase, morningOf } from "../../setup/demo-database";
import { brokenInvariants } from "../../setup/invariants";
import type { TestDatabase } from "../../setup/test-database";
import { Traveller } from "./traveller";

/*
 * Who pays what from its writing to the year's end: a commercial officer writes an agreement, mends a clash, three
 * parties sign; a buyer simulates a change, orders, and sees which rule made each penny; the fund, the year end and the
 * statement know of it.
 */
const today = DEMO_DAY;
const now = morningOf(today);
const year = financialYearOf(today);
const FUND = `FD-${year}`;
const TITLE = "Records for Leeds";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let agreementId = "";
let orderId = "";
const seen = new Set<string>();
const as = (name: string) =>
  Traveller.as(`${name}@demo.dovetail.example`, { browser, app, javaScript: true, seen });

beforeAll(async () => {
  database = await demoDatabase({ withoutHistory: true });
  await inTransaction(database.db, async (tx) => {
    const known = new SeedPeople(tx, now);
    for (const [index, person] of DEMO_PEOPLE.entries()) await known.enrol(person, index + 1);
    const supplierOf = (solutionId: string) => supplierOrganisationCode(solutionId.split("-")[0]!);
    const purchase = { ...purchasesOfDemoPeople()[0]!, daysAgo: 9, stage: "in-progress" as const };
    await new Purchaser(tx, seedTime(today, now), known, supplierOf).carryOut(purchase);
  });
  orderId = (await database.db.select().from(order).where(eq(order.state, "in_progress")))[0]!.id;
  [app, browser] = await Promise.all([startApp({ databaseUrl: database.url, today }), launchBrowser()]);
}, 180_000);

afterAll(() => browser?.close());

const fund = async () => (await fundBalances(database.db, [FUND]))[0]!;

it("a commercial officer writes an agreement and mends its clash", async () => {
  const nadia = await as("nadia.rahman");
  await nadia.open("/commercial/agreements");
  await nadia.press("Write an agreement");
  await nadia.fill("Title", TITLE);
  await nadia.page.getByLabel("Taper", { exact: true }).check();
  await nadia.fillDate("First day", today);
  await nadia.page.getByText("Where the money of NHS England comes from").click();
  await nadia.page.locator(`input[name="funds"][value="${FUND}"]`).check();
  await nadia.press("Start the draft");
  agreementId = /AG-\d{4}/.exec(nadia.page.url())![0];
  const edit = `/commercial/agreements/${agreementId}/versions/1/edit`;
  // Its fund is money of this year only, so it cannot go on without an end.
  await nadia.open(`/commercial/agreements/${agreementId}/versions/1/check`);
  await nadia.expectText("for the years after, it would pay nothing");
  await nadia.open(`${edit}/dates`);
  await nadia.fillDate("Last day (optional)", financialYearPeriod(year).to);
  await nadia.press(/^Save/);
  await nadia.open(`${edit}/rules`);
  await nadia.press("Add a rule");
  await nadia.press("A percentage");
  await nadia.page.getByLabel("Who pays").selectOption({ label: "NHS England" });
  await nadia.page.getByLabel(/^Part that they pay/).fill("60%");
  await nadia.page.getByLabel(/^Contract years/).fill("1");
  await nadia.press("Add this rule");
  await nadia.open(`${edit}/parties`);
  for (const [words, name] of [
    ["QWO", "NHS West Yorkshire Integrated Care Board"],
    ["RR8", "Leeds Teaching Hospitals NHS Trust"],
  ] as const) {
    await nadia.fill("Add an organisation", words);
    await nadia.press("Add");
    await nadia.expectText(name);
  }
  await nadia.open(`${edit}/scope`);
  await nadia.fill("Only these organisations (optional)", "RR8");
  await nadia.press(/^Save/);
  await nadia.open(`/commercial/agreements/${agreementId}/versions/1/check`);
  await nadia.expectText("1 contradiction to put right");
  const clash = nadia.page.locator(".dt-clashes__item");
  expect(await clash.innerText()).toMatch(/Rule 1[\s\S]*Rule 3/);
  await clash.getByRole("link", { name: "Rule 3" }).click();
  await nadia.page.getByLabel(/^Contract years/).fill("5");
  await nadia.press("Save this rule");
  await nadia.open(`/commercial/agreements/${agreementId}/versions/1/propose`);
  await nadia.press("Propose to the parties");
  await nadia.expectText("Proposed");
  await nadia.leave();
});

it("three parties sign it", async () => {
  for (const [name, organisation, at] of [
    ["nadia.rahman", "NHS England", "commercial"],
    ["helen.marsh", "NHS West Yorkshire Integrated Care Board", "buying"],
    ["tom.okafor", "Leeds Teaching Hospitals NHS Trust", "buying"],
  ] as const) {
    const signatory = await as(name);
    await signatory.open(`/${at}/agreements/${agreementId}`);
    await signatory.press(`Check and sign for ${organisation}`);
    for (const words of ["First day", "Funds that pay", "Rule 1", `Signing binds ${organisation}`])
      await signatory.expectText(words);
    await signatory.press(`Sign for ${organisation}`);
    await signatory.expectText("Signed for your organisation, in your name");
    await signatory.leave();
  }
  const nadia = await as("nadia.rahman");
  await nadia.open(`/commercial/agreements/${agreementId}`);
  await nadia.expectText("In force");
  await nadia.leave();
});

it("the buyer simulates a change before ordering", async () => {
  const priya = await as("priya.shah");
  await priya.open(`/buying/orders/${orderId}/who-pays`);
  await priya.expectText(TITLE);
  await priya.press(/^Simulate a change/);
  await priya.fill("Title", "Twice the term");
  await priya.press(/^Start/);
  await priya.expectText("Nothing changes");
  const base = new URL(priya.page.url()).pathname;
  await priya.open(`${base}/dates`);
  await priya.page.locator('input[name="termMonths"]').fill("48");
  await priya.press(/^Save/);
  await priya.expectText(/more/);
  await priya.expectText("Leeds Teaching Hospitals NHS Trust");
  await priya.leave();
});

it("orders, and every share of the split is explained", async () => {
  const priya = await as("priya.shah");
  await priya.open(`/buying/orders/${orderId}/check`);
  await priya.fill("Your full name", "Priya Shah");
  await priya.press("Sign and send for approval");
  await priya.open(`/buying/orders/${orderId}/shares/X24`);
  for (const words of [agreementId, "Rule 1", "falling part", "Nadia Rahman", "Helen Marsh", "Tom Okafor"])
    await priya.expectText(words);
  await priya.leave();
  for (const [name, path] of [
    ["tom.okafor", "/buying/approvals"],
    ["nadia.rahman", "/commercial/approvals"],
  ] as const) {
    const approver = await as(name);
    await approver.open(`${path}/${orderId}`);
    await approver.press("Check and approve the share");
    await approver.expectText("Who else pays");
    await approver.press("Approve the share");
    await approver.leave();
  }
});

it("moves the fund and the view of the year's end", async () => {
  const nadia = await as("nadia.rahman");
  const pages = [`/commercial/funding/${FUND}`, `/commercial/year-end/${year}`];
  const before = [];
  for (const path of pages) {
    await nadia.open(path);
    before.push(await nadia.text());
  }
  const money = await fund();
  const ruth = await as("ruth.alder");
  await ruth.open(`/supplying/orders/${orderId}`);
  await ruth.fill("Your full name", "Ruth Alder");
  await ruth.press("Sign and accept the order");
  await ruth.leave();
  const shares = await database.db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
  const asked = sum(shares.filter((share) => share.fundId === FUND).map(costOf));
  expect(asked).toBeGreaterThan(0n);
  const after = await fund();
  expect(money.free - after.free).toBe(asked);
  expect(after.committed - money.committed).toBe(asked);
  for (const [index, path] of pages.entries()) {
    await nadia.open(path);
    expect(await nadia.text(), path).not.toBe(before[index]);
    await nadia.expectText(formatPence(after.committed));
  }
  await nadia.leave();
});

it("and the statement of the buyer opens as a page and as a PDF", async () => {
  const tom = await as("tom.okafor");
  await tom.open(`/buying/statement?year=${year}`);
  await tom.expectText(orderId);
  const pdf = await tom.page.request.get(`${app.baseUrl}/buying/statement/${year}.pdf`);
  expect(pdf.headers()["content-type"]).toContain("application/pdf");
  const bytes = await pdf.body();
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(bytes.subarray(-8).toString()).toContain("%%EOF");
  await tom.leave();
  const soon = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await brokenInvariants(database.db)).length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(await brokenInvariants(database.db)).toEqual([]);
  };
  await soon();
});
