import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { award } from "~db/schema/shortlists";
import { makeHalfPaid, makeShop } from "../../factories/catalogue";
import { makePeople, PEOPLE } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { type RunningApp, startApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const ids = await makePeople(database.db);
  await makeShop(database.db);
  await makeHalfPaid(database.db, ids.nadia);
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

async function press(page: Page, name: string | RegExp, role: "button" | "link" = "button"): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.getByRole(role, { name }).first().click()]);
}

async function expectSound(page: Page): Promise<void> {
  const faults = await accessibilityFaults(page);
  expect(faults, page.url()).toEqual([]);
}

async function fillNeed(page: Page): Promise<void> {
  await page.getByLabel("Name of the shortlist").fill("Ward records 2027");
  await page.getByLabel("What you need").fill("One record for every ward.");
  await page.getByLabel("Framework lot to buy from").selectOption("F1-1");
  await page.getByLabel("Registered patients").fill("9,500");
  await page.getByLabel("Term").fill("24");
  for (const [part, text] of [
    ["Day", "1"],
    ["Month", "4"],
    ["Year", "2027"],
  ] as const) {
    await page.getByLabel(part).fill(text);
  }
}

/** From the catalogue to an order; answers the address of the shortlist. */
async function buy(page: Page, axe: boolean): Promise<string> {
  const sound = () => (axe ? expectSound(page) : Promise.resolve());
  await page.goto(`${app.baseUrl}/solutions?words=carenotes`);
  await press(page, /Add to shortlist/, "link");
  await page.getByLabel("Term").fill("24");
  await press(page, "Start the shortlist");
  expect(await page.getByRole("alert").textContent()).toContain("Enter a name for the shortlist");
  expect(await page.getByLabel("Term").inputValue()).toBe("24");
  await sound();
  await fillNeed(page);
  await press(page, "Start the shortlist");
  const base = new URL(page.url()).pathname;
  for (const id of ["S-200", "S-300"]) {
    await page.goto(`${app.baseUrl}/buying/shortlists/add?solution=${id}`);
    await page.getByLabel("Ward records 2027").first().check();
    await press(page, "Continue");
  }
  await sound();

  await page.goto(`${app.baseUrl}${base}/compare`);
  const table = await page.getByRole("table").first().innerText();
  // 9,500 x £1.10 x 2 = £20,900.00; VAT £4,180.00; half of it all: £12,540.00, over two financial years
  for (const text of ["£20,900.00", "£25,080.00", "£12,540.00", "£6,270.00", "NHS England"]) {
    expect(table).toContain(text);
  }
  await sound();

  await page.goto(`${app.baseUrl}${base}/lock`);
  await sound();
  await press(page, "Lock the shortlist");
  await page.goto(`${app.baseUrl}${base}/exclusions`);
  await page
    .getByLabel(/^Birch Record/)
    .first()
    .check();
  await page.getByLabel("Why not CareNotes?").fill("Costs £3,040 more over the term.");
  await press(page, "Save and see the routes");
  expect(await page.getByRole("alert").textContent()).toContain("Enter why Alder Plan was not chosen");
  expect(await page.getByLabel("Why not CareNotes?").inputValue()).toContain("£3,040");
  await sound();
  await page.getByLabel("Why not Alder Plan?").fill("Costs most of the three.");
  await press(page, "Save and see the routes");
  expect(await page.getByRole("main").innerText()).toContain("You can award directly to Birch Record");
  await sound();
  await press(page, "Continue to the award", "link");
  await sound();
  await press(page, "Award and open the order");
  expect(new URL(page.url()).pathname).toMatch(/^\/buying\/orders\/C\d{6}-01$/);
  await page.goto(`${app.baseUrl}${base}/award`);
  expect(await page.getByRole("main").innerText()).toContain("Birch Record has the lowest total cost");
  await sound();
  return base;
}

describe("a procurement lead goes from a need to an award", () => {
  it.each([true, false])("with JavaScript %s", async (javaScriptEnabled) => {
    const context = await browser.newContext({ javaScriptEnabled });
    await signInContext(context, app, PEOPLE.priya.email);
    // axe needs script in the page
    const base = await buy(await context.newPage(), javaScriptEnabled);
    await context.close();

    const tom = await signInAs(app, PEOPLE.tom.email);
    const helen = await signInAs(app, PEOPLE.helen.email);
    for (const page of ["", "/compare", "/compare.csv", "/route", "/award"]) {
      expect((await get(app, base + page, tom)).status, `${page} for a colleague`).toBe(200);
      expect((await get(app, base + page, helen)).status, `${page} for others`).toBe(404);
    }
    expect((await get(app, `${base}/lock`, tom)).status).toBe(403);
    // An auditor reads it with its reasons and its award, and has no form there; officers have no part in it.
    const audited = base.replace("/buying", "/commercial");
    const isla = await signInAs(app, PEOPLE.isla.email);
    const read = await (await get(app, audited, isla)).text();
    expect(read).toContain("Birch Record has the lowest total cost");
    expect(read).toContain("Not chosen: ");
    const forms = read.match(/<form\b[^>]*method="post"[^>]*>/g) ?? [];
    expect(forms.filter((form) => !form.includes("sign-out"))).toEqual([]);
    expect((await get(app, "/commercial/shortlists?state=awarded", isla)).status).toBe(200);
    expect(await (await get(app, "/commercial/shortlists.csv", isla)).text()).toContain(
      base.split("/").at(-1)!,
    );
    const nadia = await signInAs(app, PEOPLE.nadia.email);
    expect((await get(app, audited, nadia)).status).toBe(403);
    const csv = await (await get(app, `${base}/compare.csv`, tom)).text();
    expect(csv).toContain("Meets,DVC-000002,2027-10-31");
    // Sums are numbers, and their row says of what.
    expect(csv).toMatch(/,"?In total over [^"]*including VAT \(pounds\)"?,\d+\.\d\d,/);
    expect(csv).not.toMatch(/,£/);
  });
});

describe("two people award at once", () => {
  it("one order is opened, and the other is told", async () => {
    const priya = await signInAs(app, PEOPLE.priya.email);
    const need = {
      name: "Twice",
      need: "Once is enough.",
      lotId: "F1-1",
      "quantity-patient": "100",
      termMonths: "12",
      "startsOn-day": "1",
      "startsOn-month": "4",
      "startsOn-year": "2027",
      solution: "S-200",
    };
    const started = await post(app, "/buying/needs", need, priya);
    const base = started.headers.get("location")!.split("?")[0]!;
    await post(
      app,
      "/buying/shortlists/add",
      { solution: "S-100", shortlist: base.split("/").at(-1)! },
      priya,
    );
    await post(app, `${base}/lock`, {}, priya);
    await post(
      app,
      `${base}/exclusions`,
      { chosen: "S-200", "reason-S-100": "Costs more over the term." },
      priya,
    );
    const click = (token: string) => post(app, `${base}/award`, { _token: token }, priya);
    const answers = await Promise.all([click("tab-one"), click("tab-two")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
    const refused = await answers.find(({ status }) => status === 409)!.text();
    expect(refused).toContain("You cannot award from this shortlist: it is awarded already");
    // The first form sent again, as by a double click, leads to the same order.
    const first = answers.find(({ status }) => status === 302)!;
    const again = await Promise.all([click("tab-one"), click("tab-two")]);
    expect(again.map((answer) => answer.headers.get("location"))).toContain(first.headers.get("location"));
    const made = await database.db
      .select()
      .from(award)
      .where(eq(award.shortlistId, base.split("/").at(-1)!));
    expect(made).toHaveLength(1);
  });
});
