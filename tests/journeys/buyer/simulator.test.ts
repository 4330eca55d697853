import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { demoPerson } from "~db/schema/people";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { AT, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";
import { Visitor, wordsOf, type OpenPage } from "../../setup/visitor";

/*
 * The simulator without script: 1,000 patients x £1.26 x 4/12 = £420.00 and £84.00 VAT, half each for Leeds and NHS
 * England. What happens when the patients double, when the board pays a quarter, and over every order of the year.
 */
let app: RunningApp;
let browser: Browser;
let orderId: string;
let scenario = "";
let copy = "";
let drafted = "";
const visitors: Record<string, Visitor> = {};
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { db, url } = await testDatabase();
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  const people = Object.values(PEOPLE).map((person, index) => ({
    userId: person.userId!,
    position: index + 1,
    summary: "Test",
  }));
  await db.insert(demoPerson).values(people);
  ({ orderId } = await makeCompleteOrder(db));
  const sent = await makeCompleteOrder(db);
  await inTransaction(db, (tx) => submitOrder(tx, { actor: PEOPLE.lead, at: AT, today: TODAY, ...sent }));
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: TODAY, worker: true }),
    launchBrowser(),
  ]);
  for (const key of ["lead", "icb", "officer", "auditor", "practice"] as const) {
    cookies[key] = await signInAs(app, `${PEOPLE[key].userId}@example.org`);
    visitors[key] = new Visitor(app, cookies[key]);
  }
});
afterAll(() => browser?.close());

const says = (page: OpenPage, ...words: string[]) => {
  const text = wordsOf(page.html);
  for (const word of words) expect(text).toContain(word);
};

describe("a scenario from an order", () => {
  it("starts without a difference", async () => {
    const lead = visitors.lead!;
    says(await lead.open("/simulator"), "There is no scenario yet");
    const order = await lead.open(`/buying/orders/${orderId}/who-pays`);
    expect(order.html).toContain(`/simulator/new?order=${orderId}`);
    const started = await lead.fill(`/simulator/new?order=${orderId}`, { title: "Twice as many patients" });
    scenario = /SIM-\d{4}/.exec(started.path)![0];
    says(started, "Nothing changes: every payer pays what it paid before", "£252.00");
  });

  it("shows every payer's line move when quantities, dates and rules change", async () => {
    const lead = visitors.lead!;
    const base = `/simulator/${scenario}`;
    const wrong = await lead.send(await lead.open(`${base}/basket`), { "quantity-L1-RR8": "many" });
    expect(wrong.status).toBe(422);
    says(wrong, "for RR8 as a whole number from 0 to 100,000,000");
    const doubled = await lead.fill(`${base}/basket`, { "quantity-L1-RR8": "2,000" });
    says(doubled, "would pay £252 more", "£504.00");
    await lead.fill(`${base}/basket`, {
      "name-new": "Training",
      "amount-new": "600",
      "category-new": "training-change",
      "vat-new": "0",
      "per-new": "one-off",
    });
    says(await lead.open(base), "Training: £600.00 one-off", "£804.00");
    await lead.fill(`${base}/basket`, { remove: "L2" });
    await lead.fill(`${base}/rules`, { kind: "own" });
    const rules = await lead.open(`${base}/rules`);
    says(rules, "Rule 1", "NHS England pays 50%");
    await lead.fill(`${base}/rules/1`, { portion: "25%", payer: "QWO" });
    says(await lead.open(base), "NHS England £252 less", "NHS West Yorkshire ICB £252 more");
    await lead.fill(`${base}/rules/new?shape=percentage`, { payer: "X24", portion: "80%" });
    says(await lead.open(base), "It cannot be worked out yet", "until rules 1 and 3 are put right");
    const clashing = await lead.open(`${base}/rules`);
    says(clashing, "Rules 1 and 3 together pay 105% of any cost");
    await lead.send(clashing, { rule: "3", intent: "remove" });
    says(await lead.open(base), "NHS England £252 less");
    const why = await lead.open(`${base}/payers/QWO`);
    says(why, "25% of £840.00 = £210.00");
    const file = await (await get(app, `${base}/simulation.csv`, cookies.lead)).text();
    expect(file).toContain("QWO,NHS West Yorkshire ICB,2026/27,0.00,210.00,0.00,252.00,252.00");
  });

  it("is shared to be read, copied and compared", async () => {
    const base = `/simulator/${scenario}`;
    expect((await get(app, base, cookies.icb)).status).toBe(404);
    says(await visitors.lead!.fill(`${base}/share`, { organisationCode: "QWO" }), "one person was told");
    const seen = await visitors.icb!.open(base);
    says(seen, "Shared by Leeds Teaching Hospitals NHS Trust");
    expect(seen.html).not.toContain(`${base}/basket`);
    expect((await get(app, `${base}/basket`, cookies.icb)).status).toBe(403);
    const copied = await visitors.icb!.send(seen);
    const theirs = /SIM-\d{4}/.exec(copied.path)![0];
    await visitors.icb!.fill(`/simulator/${theirs}/dates`, { termMonths: "8" });
    const compared = await visitors.icb!.open(`/simulator/compare?scenarios=${scenario}&scenarios=${theirs}`);
    says(compared, "Scenarios side by side", "2026/27", "2027/28", "£252.00", "costs the payers least");
    expect((await get(app, "/simulator/compare?scenarios=SIM-0001", cookies.icb)).status).toBe(400);
    expect((await get(app, base, cookies.practice)).status).toBe(404);
    const own = await visitors.lead!.send(await visitors.lead!.open(base));
    copy = /SIM-\d{4}/.exec(own.path)![0];
    await visitors.lead!.fill(`/simulator/${copy}/dates`, { termMonths: "24" });
  });

  it("tells whoever comes second, and keeps what they typed", async () => {
    const lead = visitors.lead!;
    const stale = await lead.open(`/simulator/${scenario}/title`);
    await lead.fill(`/simulator/${scenario}/title`, { title: "The board pays a quarter" });
    const late = await lead.send(stale, { title: "Something else" });
    expect(late.status).toBe(409);
    says(late, "Somebody changed this scenario");
    expect(late.html).toContain('value="Something else"');
  });
});

describe("at the centre", () => {
  it("a scenario becomes a draft agreement", async () => {
    const officer = visitors.officer!;
    const started = await officer.fill("/simulator/new", { base: "order", orderId });
    const own = /SIM-\d{4}/.exec(started.path)![0];
    drafted = own;
    const check = await officer.send(await officer.open(`/simulator/${own}/draft`), {
      title: "Half for Leeds",
      summary: "Half each.",
      "effectiveFrom-day": "1",
      "effectiveFrom-month": "4",
      "effectiveFrom-year": "2027",
      step: "check",
    });
    says(check, "Check the draft agreement", "Leeds Teaching Hospitals NHS Trust", "1 April 2027");
    const made = await officer.send(check, { step: "submit" });
    expect(made.path).toMatch(/^\/commercial\/agreements\/AG-\d{4}\/versions\/1\/edit/);
    expect((await get(app, `/simulator/${own}/draft`, cookies.auditor)).status).toBe(403);
  });

  it("a run says what the rules would have cost over the year's orders", async () => {
    const officer = visitors.officer!;
    const started = await officer.fill("/simulator/new", { base: "invented", title: "A quarter" });
    const own = /SIM-\d{4}/.exec(started.path)![0];
    await officer.fill(`/simulator/${own}/rules`, { kind: "version", version: "AG-FD-1:1" });
    await officer.fill(`/simulator/${own}/rules`, { kind: "own" });
    await officer.fill(`/simulator/${own}/rules/1`, { portion: "25%" });
    const run = await officer.fill(`/commercial/market-runs/new?scenario=${own}`, {});
    expect(run.path).toMatch(/^\/commercial\/market-runs\/MR-\d{4}$/);
    await expect
      .poll(async () => wordsOf((await officer.open(run.path)).html), { timeout: 20_000, interval: 300 })
      .toContain("would have paid £126 more and NHS England £126 less");
    says(await visitors.auditor!.open(run.path), "Orders, those that change most first", "£105.00");
    expect((await get(app, run.path, cookies.lead)).status).toBe(403);
    expect(await (await get(app, `${run.path}/orders.csv`, cookies.auditor)).text()).toContain(
      "X24,NHS England",
    );
  });
});

describe("axe finds nothing, and a phone shows it all", () => {
  const lead = [
    "/simulator",
    "/simulator/new",
    "/simulator/SCENARIO",
    "/simulator/SCENARIO/basket",
    "/simulator/SCENARIO/facts",
    "/simulator/SCENARIO/rules",
    "/simulator/SCENARIO/rules/1",
    "/simulator/SCENARIO/rules/new",
    "/simulator/SCENARIO/payers/QWO",
    "/simulator/SCENARIO/share",
    "/simulator/compare?scenarios=SCENARIO,COPY",
  ];
  const officer = [
    "/simulator/DRAFTED/draft",
    "/commercial/market-runs",
    "/commercial/market-runs/new",
    "/commercial/market-runs/MR-0001",
  ];
  const cases = [
    ...lead.map((path) => ["lead", path] as const),
    ...officer.map((path) => ["officer", path] as const),
  ];

  it.each(cases)("for the %s: %s", async (who, path) => {
    const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
    await signInContext(context, app, `${PEOPLE[who].userId}@example.org`);
    const page = await context.newPage();
    const address = path.replace("SCENARIO", scenario).replace("COPY", copy).replace("DRAFTED", drafted);
    await page.goto(app.baseUrl + address);
    const faults = await accessibilityFaults(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await context.close();
    expect(faults).toEqual([]);
    expect(width).toBeLessThanOrEqual(375);
  });
});
