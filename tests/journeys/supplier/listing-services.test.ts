import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { ownChange } from "~/domain/listings/change-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { startChange } from "~/domain/listings/start-change.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import { day } from "~/domain/shared/day";
import { makeListing, makeShop } from "../../factories/catalogue";
import { WHOLE, write } from "../../factories/listings";
import { actorFor, makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

/* A supplier writes services and success measures of a listing, publishes them, and raises a price of one. */
let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
const CHANGE = "/supplying/listings/changes/LC-0002";

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  await makeListing(database.db, { id: "S-150", name: "Alder Beds", supplierId: "alder" });
  await inTransaction(database.db, async (tx) => {
    // The listing says all that it must, so that what is written here is all that changes.
    const today = day("2026-12-01");
    const by = {
      supplierId: "alder",
      actor: await actorFor(tx, "daniel"),
      at: new Date("2026-12-01T08:00:00Z"),
    };
    const changeId = await startChange(tx, { ...by, solutionId: "S-100" });
    await write(tx, changeId, by, { fields: WHOLE });
    const { revision: seen } = await ownChange(tx, { changeId, supplierId: "alder", today });
    await submitChange(tx, { ...by, changeId, seen, today });
    await publishChange(tx, { changeId, seen, actor: await actorFor(tx, "nadia"), at: by.at, today });
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-12-01", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

async function pageOf(who: PersonKey, given: { width?: number; script?: boolean } = {}): Promise<Page> {
  const { width = 1280, script = true } = given;
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  if (!script) await context.route("**/*.js", (route) => route.abort());
  context.setDefaultTimeout(20_000);
  await signInContext(context, app, PEOPLE[who].email);
  return context.newPage();
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).first().click();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).first().waitFor();
const fill = (page: Page, label: string | RegExp, text: string) =>
  page.getByLabel(label, { exact: typeof label === "string" }).fill(text);
const alertSays = (page: Page, words: string) =>
  page.getByRole("alert").filter({ hasText: words }).first().waitFor();
const shows = (page: Page, words: string) =>
  page.locator("main").filter({ hasText: words }).first().waitFor();

async function axeFindsNothing(page: Page): Promise<void> {
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  const { width, window } = (await page.evaluate(
    "({ width: document.documentElement.scrollWidth, window: innerWidth })",
  )) as { width: number; window: number };
  expect(width, `${page.url()} is wider than its window`).toBeLessThanOrEqual(window);
}

describe("a supplier, without script, on a phone", () => {
  it("adds a service, with all that is wrong said at once, and its price", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/supplying/listings/S-100`);
    await click(page, "Edit this listing");
    await follow(page, "Additional and associated services");
    await shows(page, "No service is written in this listing yet.");
    await axeFindsNothing(page);
    await follow(page, "Add a service");
    await heading(page, "Add a service");
    await click(page, "Save");
    for (const words of [
      "Choose whether it is an additional or an associated service",
      "Enter the name of the service",
      "Enter what it is in one line",
    ])
      await alertSays(page, words);
    await axeFindsNothing(page);
    await page.getByLabel("Additional service").check();
    await fill(page, "Name of the service", "Training on site");
    await fill(page, "What it is, in one line", "A day of training for each ward.");
    await page.getByLabel("Alder Beds (S-150)").check();
    await click(page, "Save");
    await alertSays(page, "An additional service belongs to this solution alone");
    await page.getByLabel("Associated service").check();
    await click(page, "Save");
    await shows(page, "Also offered with Alder Beds.");
    await shows(page, "No price is entered yet.");
    await axeFindsNothing(page);

    await follow(page, "Add a price of Training on site");
    await heading(page, "Add a price of Training on site");
    await click(page, "Save");
    await alertSays(page, "Choose what is counted");
    await page.getByLabel("What it is for").selectOption("training-change");
    await page.getByLabel("What is counted").selectOption("day");
    await page.getByLabel("Once").check();
    await page.getByLabel(/All units at the price/).check();
    await fill(page, "Tier 1 price in pounds", "450");
    await axeFindsNothing(page);
    await click(page, "Save");
    await shows(page, "£450.00");
    await follow(page, "Change or remove Training on site");
    await heading(page, "Change a service");
    expect(await page.getByLabel("Alder Beds (S-150)").isChecked()).toBe(true);
    await axeFindsNothing(page);
    await page.context().close();
  });

  it("names a success measure with its mission", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${CHANGE}`);
    await follow(page, "Missions and success measures");
    await shows(page, "No success measure is named yet.");
    await click(page, "Add the measure");
    for (const words of ["Choose the success measure", "Choose the mission", "Enter what changes"])
      await alertSays(page, words);
    await axeFindsNothing(page);
    await page.getByLabel("Success measure", { exact: true }).selectOption("safe-practice");
    await page.getByLabel("Mission that it serves").selectOption("safety");
    await fill(page, "What changes, and by how much", "Errors fall by 12% within a year.");
    await fill(page, /Where that can be read/, "alder.example");
    await click(page, "Add the measure");
    await alertSays(page, "Enter a whole link, beginning with https://");
    await fill(page, /Where that can be read/, "https://alder.example/trial");
    await click(page, "Add the measure");
    await shows(page, "Missions that it serves: Safety.");
    expect(await page.locator("main").innerText()).toContain("Errors fall by 12% within a year.");
    await axeFindsNothing(page);
    await page.context().close();
  });

  it("sees what it changes, checks it and publishes it at once, and buyers see it", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${CHANGE}`);
    for (const words of ["Training on site: A day of training for each ward.", "Safe practice, for safety"])
      await shows(page, words);
    await follow(page, "See it as buyers will");
    for (const words of ["Training on site", "£450.00", "Errors fall by 12%"]) await shows(page, words);
    await axeFindsNothing(page);
    await page.goto(`${app.baseUrl}${CHANGE}/check`);
    await shows(page, "Nothing in it waits for the centre");
    await axeFindsNothing(page);
    await click(page, "Publish it");
    await shows(page, "It is published");
    await page.goto(`${app.baseUrl}/solutions/S-100`);
    for (const words of [
      "Training on site",
      "£450.00",
      "Missions that it serves: Safety",
      "Errors fall by 12% within a year.",
    ])
      await shows(page, words);
    await axeFindsNothing(page);
    expect(await (await get(app, "/solutions/S-150")).text()).toContain("Training on site");
    await page.context().close();
  });
});

describe("a supplier, with script, in a window", () => {
  it("is told where a shared service is written", async () => {
    const page = await pageOf("ruth");
    await page.goto(`${app.baseUrl}/supplying/listings/S-150`);
    await click(page, "Edit this listing");
    await follow(page, "Additional and associated services");
    await shows(page, "Written in other listings of yours");
    await axeFindsNothing(page);
    await follow(page, "the listing of CareNotes");
    await heading(page, "CareNotes");
    expect(page.url()).toBe(`${app.baseUrl}/supplying/listings/S-100`);
    await page.context().close();
  });

  it("raises the price of a service, which waits for the centre with its notice, and takes another out", async () => {
    const page = await pageOf("daniel");
    await page.goto(`${app.baseUrl}/supplying/listings/S-100`);
    await click(page, "Edit this listing");
    await follow(page, "Additional and associated services");
    await follow(page, "Change or remove the price of Training on site per day");
    await fill(page, "Tier 1 price in pounds", "500");
    await click(page, "Save");
    await shows(page, "£500.00");
    await follow(page, "Go back to the listing");
    await follow(page, "Check and send it in");
    await shows(page, "The price of Training on site per day goes up or is counted otherwise.");
    await axeFindsNothing(page);
    await click(page, "Send it to the centre");
    await shows(page, "It is sent to the centre");
    expect(await (await get(app, "/solutions/S-100")).text()).toContain("£450.00");

    const victor = await pageOf("victor");
    await victor.goto(
      `${app.baseUrl}${page.url().slice(app.baseUrl.length).split("?")[0]!.replace("supplying/listings/changes", "commercial/listings")}`,
    );
    await shows(victor, "The price of Training on site per day goes up");
    await axeFindsNothing(victor);
    await victor.getByLabel("Publish it").check();
    await click(victor, "Decide");
    await shows(victor, "It is published");
    await follow(victor, "Public page");
    const prices = victor.locator("#prices");
    await prices.filter({ hasText: "£500.00" }).waitFor();
    expect((await prices.innerText()).replaceAll(/\s+/g, " ")).toMatch(
      /£450\.00.*Until 30 December 2026\..*From 31 December 2026.*£500\.00/,
    );
    await Promise.all([page.context().close(), victor.context().close()]);
  });

  it("takes a service out, and nobody else writes it", async () => {
    const page = await pageOf("daniel");
    await page.goto(`${app.baseUrl}/supplying/listings/S-100`);
    await click(page, "Edit this listing");
    await follow(page, "Additional and associated services");
    const path = page.url().slice(app.baseUrl.length);
    const marcus = await signInAs(app, PEOPLE.marcus.email);
    for (const way of ["", "/S-100-S1", "/S-100-S1/prices/new"])
      expect((await get(app, `${path}${way}`, marcus)).status, way).toBe(404);
    const form = { seen: "1", intent: "remove" };
    expect((await post(app, `${path}/S-100-S1`, form, marcus)).status).toBe(404);
    const daniel = await signInAs(app, PEOPLE.daniel.email);
    for (const way of ["/S-9", "/S-100-S1/prices/P9"])
      expect((await get(app, `${path}${way}`, daniel)).status, way).toBe(404);
    await follow(page, "Change or remove Training on site");
    await click(page, "Remove this service");
    await shows(page, "No service is written in this listing yet.");
    await follow(page, "Go back to the listing");
    await follow(page, "Check and publish");
    await click(page, "Publish it");
    await shows(page, "It is published");
    expect(await (await get(app, "/solutions/S-150")).text()).not.toContain("Training on site");
    await page.context().close();
  });
});
