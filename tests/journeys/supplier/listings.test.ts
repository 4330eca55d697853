// Over 300 lines: one solution goes from its first word to an edit of its price, in one database.
import { eq, like } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lotSolution } from "~db/schema/frameworks";
import { email } from "~db/schema/platform";
import { certify, makeShop } from "../../factories/catalogue";
import { makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
const CHANGE = "/supplying/listings/changes/LC-0001";
const REVIEW = "/commercial/listings/LC-0001";

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-12-01", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

/** A page of a person; without script axe must still run, so the browser's own switch will not do. */
async function pageOf(who: PersonKey, given: { width?: number; script?: boolean } = {}): Promise<Page> {
  const { width = 1280, script = true } = given;
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  if (!script) await context.route("**/*.js", (route) => route.abort());
  context.setDefaultTimeout(10_000);
  await signInContext(context, app, PEOPLE[who].email);
  return context.newPage();
}

const click = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();
const main = (page: Page) => page.locator("main").innerText();
const fill = (page: Page, label: string | RegExp, text: string) =>
  page.getByLabel(label, { exact: typeof label === "string" }).fill(text);

async function axeFindsNothing(page: Page): Promise<void> {
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  const { width, window } = (await page.evaluate(
    "({ width: document.documentElement.scrollWidth, window: innerWidth })",
  )) as { width: number; window: number };
  expect(width, `${page.url()} is wider than its window`).toBeLessThanOrEqual(window);
}

const mailsOf = async (kind: string) =>
  (await database.db.select({ to: email.toAddress }).from(email).where(eq(email.kind, kind)))
    .map(({ to }) => to)
    .sort();

describe("a supplier lists a new solution, without script, on a phone", () => {
  it("begins a draft, and is told what is missing and where", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/supplying/listings`);
    await axeFindsNothing(page);
    await follow(page, "List a new solution");
    await click(page, "Continue");
    expect(await page.getByRole("alert").innerText()).toContain("Enter the name of the solution");
    await axeFindsNothing(page);
    await fill(page, "Name of the solution", "x".repeat(101));
    await fill(page, "What it is, in one line", "Rounds on wards, with their tasks.");
    await click(page, "Continue");
    expect(await page.getByRole("alert").innerText()).toContain("Keep the name to 100 characters");
    await fill(page, "Name of the solution", "Alder Rounds");
    await click(page, "Continue");
    expect(page.url()).toBe(`${app.baseUrl}${CHANGE}?done=started`);
    expect(await main(page)).toContain("You have completed 0 of 11 sections.");
    expect(await main(page)).toContain("Enter at least one price.");
    await axeFindsNothing(page);
    await page.context().close();
  });

  it("fills in each part, with what is wrong at its field", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${CHANGE}`);
    await follow(page, "What it does");
    await axeFindsNothing(page);
    await fill(page, "Description", "Doctors and nurses go round with one list. It does not prescribe.");
    await fill(page, "Features", "One list for the round\nTasks with a name and a day");
    await fill(page, /Your page about it/, "alder.example");
    await click(page, "Save");
    expect(await page.getByRole("alert").innerText()).toContain(
      "Enter a whole link, beginning with https://",
    );
    await fill(page, /Your page about it/, "https://alder.example/rounds");
    await click(page, "Save");

    await follow(page, "Capabilities and epics");
    await axeFindsNothing(page);
    await page.getByLabel("Add a capability").selectOption("C1");
    await click(page, "Add it and choose its epics");
    expect(await heading(page)).toContain("Care Planning");
    await axeFindsNothing(page);
    await page.getByLabel("In full").check();
    await page.getByLabel("Manage care planning").check();
    await click(page, "Save");
    expect(await main(page)).toContain("1 of 1");
    await follow(page, "Go back to the listing");

    await follow(page, "Care settings, hosting and data");
    await page.getByLabel("Secondary care").check();
    await page.getByLabel("Public cloud").check();
    await page.getByLabel("Browser").check();
    await fill(page, "Where the data is kept", "England");
    await axeFindsNothing(page);
    await click(page, "Save");

    await follow(page, "Interfaces");
    await click(page, "Add the interface");
    const faults = await page.getByRole("alert").innerText();
    for (const words of [
      "Choose the standard, or name another one",
      "Choose certified, self-declared or planned",
    ])
      expect(faults).toContain(words);
    await axeFindsNothing(page);
    await fill(page, /Another standard/, "GP Connect Access Record");
    await fill(page, /Its version/, "1.5");
    await page.getByLabel(/It consumes/).check();
    await page.getByLabel("Self-declared").check();
    await click(page, "Add the interface");
    expect(await main(page)).toContain("GP Connect Access Record 1.5");
    await axeFindsNothing(page);
    await follow(page, "Go back to the listing");

    await follow(page, "Service, data and leaving");
    for (const label of ["Implementation", "Service levels", "Data processing", "Exit terms"])
      await fill(page, label, `${label}: 30 days.`);
    await axeFindsNothing(page);
    await click(page, "Save");
    await follow(page, "Support contacts");
    await fill(page, "E-mail address", "nobody");
    await click(page, "Save");
    expect(await page.getByRole("alert").innerText()).toContain("Enter an e-mail address");
    await fill(page, "E-mail address", "help@alder.example");
    await fill(page, "When support answers", "Weekdays 8:00 to 18:00");
    await axeFindsNothing(page);
    await click(page, "Save");
    await page.context().close();
  });

  it("enters a price in tiers, and is refused one with a gap", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${CHANGE}/prices`);
    await axeFindsNothing(page);
    await follow(page, "Add a price");
    await click(page, "Save");
    expect(await page.getByRole("alert").innerText()).toContain("Choose what is counted");
    await axeFindsNothing(page);
    await page.getByLabel("What it is for").selectOption("licence-subscription");
    await page.getByLabel("What is counted").selectOption("bed");
    await page.getByLabel("Each year").check();
    await page.getByLabel(/All units at the price/).check();
    await fill(page, "Tier 1 to", "99");
    await fill(page, "Tier 1 price in pounds", "120");
    await fill(page, "Tier 2 from", "101");
    await fill(page, "Tier 2 price in pounds", "98.5");
    await click(page, "Save");
    expect(await page.getByRole("alert").innerText()).toContain(
      "No tier covers 100: Tier 1 ends at 99 and the next starts at 101.",
    );
    expect(await page.getByLabel("Tier 2 price in pounds").inputValue()).toBe("98.5");
    await fill(page, "Tier 2 from", "100");
    await click(page, "Save");
    const text = await main(page);
    for (const words of ["1 to 99", "£120.00", "100 or more", "£98.50"]) expect(text).toContain(words);
    await axeFindsNothing(page);
    await follow(page, "Change or remove the price per bed");
    expect(await page.getByLabel("Tier 1 to").inputValue()).toBe("99");
    await page.context().close();
  });

  it("sees it as buyers will, checks it and sends it in", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${CHANGE}`);
    expect(await main(page)).toContain("You have completed 7 of 11 sections.");
    expect(await main(page)).toContain("There is no roadmap");
    expect(await main(page)).toContain("None of them keeps it from being sent in.");
    await follow(page, "See it as buyers will");
    for (const words of [
      "Alder Rounds",
      "£98.50",
      "GP Connect Access Record 1.5",
      "30 days",
      "Where the data is kept",
    ])
      expect(await main(page)).toContain(words);
    await axeFindsNothing(page);
    await page.goto(`${app.baseUrl}${CHANGE}`);
    await follow(page, "Check and send it in");
    await axeFindsNothing(page);
    await click(page, "Send it to the centre");
    expect(await main(page)).toContain("It is sent to the centre");
    await axeFindsNothing(page);
    expect(await mailsOf("listing-submitted")).toEqual([PEOPLE.nadia.email, PEOPLE.victor.email].sort());
    await page.context().close();
  });

  it("is nobody else's to see: another supplier, a buyer, the public", async () => {
    const marcus = await signInAs(app, PEOPLE.marcus.email);
    for (const part of ["", "/about", "/prices", "/prices/new", "/preview", "/check", "/capabilities/C1"])
      expect((await get(app, `${CHANGE}${part}`, marcus)).status, part).toBe(404);
    expect((await post(app, CHANGE, { seen: "1", intent: "message", message: "Hello" }, marcus)).status).toBe(
      404,
    );
    expect((await get(app, "/supplying/listings/alder-001", marcus)).status).toBe(404);
    expect((await get(app, "/solutions/alder-001")).status).toBe(404);
    expect(await (await get(app, "/solutions?all=yes")).text()).not.toContain("Alder Rounds");
    const priya = await signInAs(app, PEOPLE.priya.email);
    expect((await get(app, CHANGE, priya)).status).toBe(403);
  });
});

describe("the centre reviews it, with script", () => {
  it("finds it on the home page and in the queue, and the gate says what is missing", async () => {
    const page = await pageOf("nadia");
    await page.goto(`${app.baseUrl}/commercial`);
    await follow(page, "Review the listing of Alder Rounds");
    expect(await main(page)).toContain("It cannot be published yet");
    await axeFindsNothing(page);
    await page.getByLabel("Publish it").check();
    await click(page, "Decide");
    expect(await page.getByRole("alert").innerText()).toContain("You cannot publish this listing yet");
    await axeFindsNothing(page);
    await page.goto(`${app.baseUrl}/commercial/listings`);
    expect(await main(page)).toContain("1 waits for a decision");
    await axeFindsNothing(page);
    await page.setViewportSize({ width: 375, height: 900 });
    await axeFindsNothing(page);
    const cookie = await signInAs(app, PEOPLE.isla.email);
    const csv = await (await get(app, "/commercial/listings.csv?state=submitted", cookie)).text();
    expect(csv.trim().split("\n")).toHaveLength(2);
    expect(csv).toContain("LC-0001,alder-001,Alder Rounds,Salder,Alder Systems,New solution,");
    expect((await get(app, "/commercial/listings.xlsx", cookie)).status).toBe(200);
    await page.context().close();
  });

  it("asks for changes; the supplier answers, changes it and sends it again", async () => {
    const nadia = await pageOf("nadia");
    await nadia.goto(`${app.baseUrl}${REVIEW}`);
    await nadia.getByLabel("Ask for changes").check();
    await click(nadia, "Decide");
    expect(await nadia.getByRole("alert").innerText()).toContain("Enter what the supplier has to change");
    await fill(nadia, "What has to change, or why not", "Say what leaving costs.");
    await click(nadia, "Decide");
    expect(await main(nadia)).toContain("Changes are asked for");
    await axeFindsNothing(nadia);
    expect(await mailsOf("listing-returned")).toHaveLength(2);

    const daniel = await pageOf("daniel");
    await daniel.goto(`${app.baseUrl}/supplying`);
    await follow(daniel, "Change the listing of Alder Rounds");
    expect(await main(daniel)).toContain("The centre asks for changes");
    await axeFindsNothing(daniel);
    await fill(daniel, "Write to the centre", "Nothing. We say so now.");
    await click(daniel, "Send the message");
    expect(await main(daniel)).toContain("Nothing. We say so now.");
    await follow(daniel, "Service, data and leaving");
    await fill(daniel, "Exit terms", "All records as FHIR within 30 days, free of charge.");
    await click(daniel, "Save");
    await follow(daniel, "Check and send it in");
    await click(daniel, "Send it to the centre");
    expect(await main(daniel)).toContain("It is sent to the centre");
    await Promise.all([nadia.context().close(), daniel.context().close()]);
  });

  it("publishes it once the certificate is there: everybody sees it at once, and what was read is not decided twice", async () => {
    await certify(database.db, "alder-001", "alder", "2027-10-31");
    const page = await pageOf("nadia");
    await page.goto(`${app.baseUrl}${REVIEW}`);
    const seen = await page.locator('input[name="seen"]').first().inputValue();
    await page.getByLabel("Publish it").check();
    await click(page, "Decide");
    expect(await main(page)).toContain("Everybody sees it at once.");
    await axeFindsNothing(page);
    await follow(page, "Public page");
    expect(await heading(page)).toContain("Alder Rounds");
    expect(await main(page)).toContain("£98.50");
    await axeFindsNothing(page);
    expect(await (await get(app, "/solutions")).text()).toContain("Alder Rounds");
    const victor = await signInAs(app, PEOPLE.victor.email);
    const again = await post(app, REVIEW, { seen, intent: "decide", decision: "publish" }, victor);
    expect(again.status).toBe(409);
    const [mail] = await database.db
      .select()
      .from(email)
      .where(like(email.subject, "Alder Rounds is published"));
    expect(JSON.stringify(mail!.body)).toContain("/solutions/alder-001");
    await page.context().close();
  });
});

describe("the supplier edits what is on sale", () => {
  it("and words are public at once, as a version", async () => {
    const page = await pageOf("ruth", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/supplying/listings/alder-001`);
    await axeFindsNothing(page);
    await click(page, "Edit this listing");
    expect(page.url()).toContain("/changes/LC-0002");
    await axeFindsNothing(page);
    await follow(page, "What it does");
    await fill(page, "Summary", "Rounds on wards, with all their tasks.");
    await click(page, "Save");
    expect(await page.locator("ins").allInnerTexts()).toEqual([expect.stringMatching(/^put in:\s*all\s*$/)]);
    await axeFindsNothing(page);
    await follow(page, "Check and publish");
    expect(await main(page)).toContain("Nothing in it waits for the centre");
    await axeFindsNothing(page);
    await click(page, "Publish it");
    expect(await main(page)).toContain("It is published");
    const html = await (await get(app, "/solutions/alder-001")).text();
    expect(html).toContain("Rounds on wards, with all their tasks.");
    expect(html).toContain("/solutions/alder-001/versions/2");
    await page.goto(`${app.baseUrl}/solutions/alder-001/versions/2`);
    expect(await main(page)).toContain("What changed since version 1");
    expect(await page.locator("#changes ins").allInnerTexts()).toEqual([
      expect.stringMatching(/^put in:\s*all\s*$/),
    ]);
    await axeFindsNothing(page);
    await page.context().close();
  });

  it("and a higher price waits, while the former one stays on sale; a second edit is the same one", async () => {
    const daniel = await pageOf("daniel");
    await daniel.goto(`${app.baseUrl}/supplying/listings/alder-001`);
    await click(daniel, "Edit this listing");
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    const second = await post(app, "/supplying/listings/alder-001", {}, cookie);
    expect(second.headers.get("location")).toBe("/supplying/listings/changes/LC-0003");
    await follow(daniel, "Prices");
    await follow(daniel, "Change or remove the price per bed");
    await fill(daniel, "Tier 2 price in pounds", "105");
    await click(daniel, "Save");
    await follow(daniel, "Go back to the listing");
    await follow(daniel, "Check and send it in");
    expect(await main(daniel)).toContain("The price per bed goes up or is counted otherwise.");
    await axeFindsNothing(daniel);
    await click(daniel, "Send it to the centre");
    expect(await (await get(app, "/solutions/alder-001")).text()).toContain("£98.50");

    const victor = await pageOf("victor");
    await victor.goto(`${app.baseUrl}/commercial/listings/LC-0003`);
    expect(await main(victor)).toContain("The price per bed goes up");
    await axeFindsNothing(victor);
    await victor.getByLabel("Publish it").check();
    await click(victor, "Decide");
    const now = await (await get(app, "/solutions/alder-001")).text();
    expect(now).toContain("£105.00");
    expect(now).not.toContain("£98.50");
    await Promise.all([daniel.context().close(), victor.context().close()]);
  });

  it("and two colleagues: the second is told, and keeps what they typed", async () => {
    const cookie = await signInAs(app, PEOPLE.daniel.email);
    const begun = await post(app, "/supplying/listings/alder-001", {}, cookie);
    const way = begun.headers.get("location")!;
    const support = { supportEmail: "", supportPhone: "0113 496 0000", supportHours: "Always" };
    const first = await post(app, `${way}/support`, { seen: "1", ...support }, cookie);
    expect(first.status).toBe(302);
    const late = await post(app, `${way}/support`, { seen: "1", ...support, supportHours: "Never" }, cookie);
    expect(late.status).toBe(409);
    const text = await late.text();
    expect(text).toContain("Somebody changed this listing after you opened this page.");
    expect(text).toContain("Never");
  });

  it("and a price on a framework is announced with its notice: refused too early, then shown with its day", async () => {
    await database.db.insert(lotSolution).values({ lotId: "F1-1", solutionId: "alder-001" });
    const daniel = await pageOf("daniel", { width: 375, script: false });
    await daniel.goto(`${app.baseUrl}/supplying/listings/changes/LC-0004/prices`);
    await follow(daniel, "Change or remove the price per bed");
    await fill(daniel, "Tier 2 price in pounds", "110");
    await click(daniel, "Save");
    expect(await main(daniel)).toContain("announced 30 days before, as Digital Care Framework states");
    await axeFindsNothing(daniel);
    const from = async (day: string, month: string, year: string) => {
      await fill(daniel, "Day", day);
      await fill(daniel, "Month", month);
      await fill(daniel, "Year", year);
      await click(daniel, "Save the day");
    };
    await from("31", "2", "2027");
    expect(await daniel.getByRole("alert").innerText()).toContain("must be a real date, or left empty");
    await from("30", "12", "2026");
    await follow(daniel, "Go back to the listing");
    expect(await main(daniel)).toContain("choose 31 December 2026 or later as the first day");
    await follow(daniel, "Prices");
    await from("31", "12", "2026");
    await follow(daniel, "Go back to the listing");
    await follow(daniel, "Check and send it in");
    expect(await main(daniel)).toContain("The changed prices hold from 31 December 2026");
    await axeFindsNothing(daniel);
    await click(daniel, "Send it to the centre");

    const victor = await pageOf("victor");
    await victor.goto(`${app.baseUrl}/commercial/listings/LC-0004`);
    await axeFindsNothing(victor);
    await victor.getByLabel("Publish it").check();
    await click(victor, "Decide");
    await follow(victor, "Public page");
    const prices = (await victor.locator("#prices").innerText()).replaceAll(/\s+/g, " ");
    expect(prices).toMatch(/£105\.00.*Until 30 December 2026\..*From 31 December 2026.*£110\.00/);
    await axeFindsNothing(victor);
    await Promise.all([daniel.context().close(), victor.context().close()]);
  });
});
