import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { email } from "~db/schema/platform";
import { makeFund } from "../../factories/funding";
import { makePeople, PEOPLE } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
const NAME = "Records for hospitals";

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeFund(database.db, "FD-2026", 100_000_000n, { name: "Frontline Digitisation 2026/27" });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

/** A page of Nadia's in which none of our scripts run: axe must, so the browser's own switch will not do. */
async function nadiasPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
  await context.route("**/*.js", (route) => route.abort());
  await signInContext(context, app, PEOPLE.nadia.email);
  return context.newPage();
}

async function axeFindsNothing(page: Page): Promise<void> {
  const faults = await accessibilityFaults(page);
  expect(faults, page.url()).toEqual([]);
  const width = await page.evaluate("document.documentElement.scrollWidth");
  expect(width, `${page.url()} is wider than a phone`).toBeLessThanOrEqual(375);
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();

describe("a commercial officer writes an agreement, without script, on a phone", () => {
  it("from a template, through a clash that is mended, to the parties", async () => {
    const page = await nadiasPage();
    await page.goto(`${app.baseUrl}/commercial/agreements`);
    await follow(page, "Write an agreement");
    await click(page, "Start the draft");
    expect(await page.getByRole("alert").innerText()).toContain("Choose what to start from");
    await axeFindsNothing(page);
    await page.getByLabel("Title").fill(NAME);
    await page.getByLabel("Taper", { exact: true }).check();
    await page.getByText("Where the money of NHS England comes from").click();
    await page.getByLabel(/Frontline Digitisation 2026\/27/).check();
    await click(page, "Start the draft");
    expect(await heading(page)).toContain("Write the agreement");
    expect(await page.locator("main").innerText()).toContain("75% in contract year 2");
    await axeFindsNothing(page);

    // Its fund is money of 2026/27, so it ends with that year.
    await page.locator(".nhsuk-task-list").getByRole("link", { name: "Dates" }).click();
    const lastDay = page.getByRole("group", { name: "Last day" });
    for (const [part, value] of Object.entries({ Day: "31", Month: "3", Year: "2027" }))
      await lastDay.getByLabel(part).fill(value);
    await click(page, "Save");
    await page.locator(".nhsuk-task-list").getByRole("link", { name: "Rules" }).click();
    await follow(page, "Add a rule");
    await axeFindsNothing(page);
    await follow(page, "A percentage");
    await page.getByLabel("Who pays").selectOption({ label: "NHS England" });
    await page.getByLabel(/^Part that they pay/).fill("160%");
    await page.getByLabel(/^Contract years/).fill("1");
    // The fund that the agreement was started with is ticked; this rule is to be paid otherwise.
    await page.getByText("Paid from: Frontline Digitisation 2026/27").click();
    await page.getByLabel(/Frontline Digitisation 2026\/27/).uncheck();
    await click(page, "Add this rule");
    expect(await page.getByRole("alert").innerText()).toContain("percentage from 0% to 100%");
    expect(await page.getByLabel(/^Contract years/).inputValue()).toBe("1");
    await axeFindsNothing(page);
    await page.getByLabel(/^Part that they pay/).fill("60%");
    await click(page, "Add this rule");
    expect(await page.getByRole("alert").innerText()).toContain(
      "No fund is named, so NHS England would pay this from its own budget",
    );
    await axeFindsNothing(page);
    await page.getByLabel("Yes, it pays this from its own budget").check();
    await click(page, "Add this rule");
    const rules = page.locator(".dt-rules__item");
    expect(await rules.allInnerTexts()).toEqual([
      expect.stringContaining("falling part"),
      expect.stringContaining("To put right"),
      expect.stringContaining("pays the rest"),
    ]);
    await axeFindsNothing(page);
    await follow(page, "Continue");

    await follow(page, "See what contradicts itself");
    expect(await heading(page)).toContain("1 contradiction to put right");
    const clash = await page.locator(".dt-clashes__item").innerText();
    expect(clash).toContain("Rule 1");
    expect(clash).toContain("Rule 3");
    expect(clash).toContain("NHS England pays 60% of the cost, in contract year 1.");
    await axeFindsNothing(page);
    await page.locator(".dt-clashes__item").getByRole("link", { name: "Rule 3" }).click();
    await axeFindsNothing(page);
    await page.getByLabel(/^Contract years/).fill("5");
    await click(page, "Save this rule");
    await click(page, "Move up rule 3");
    expect((await rules.allInnerTexts())[0]).toContain("Rule 3");
    await follow(page, "Continue");

    await follow(page, "Parties");
    await page.getByLabel("Add an organisation").fill("west yorkshire");
    await click(page, "Add");
    expect(await page.locator("main").innerText()).toContain("NHS West Yorkshire Integrated Care Board");
    await axeFindsNothing(page);
    await follow(page, "Continue");
    await follow(page, "Check and propose to the parties");
    await axeFindsNothing(page);
    expect(await page.locator("main").innerText()).toContain("Each buyer is no party");
    await click(page, "Propose to the parties");
    expect(await page.getByRole("alert").innerText()).toContain("Tick that it may cover every order");
    await page.getByLabel("Yes, it is meant for every order of every buyer").check();
    await click(page, "Propose to the parties");
    expect(await page.getByRole("alert").innerText()).toContain("Proposed");
    expect(await page.locator("main").innerText()).toContain("Check and sign for NHS England");
    await axeFindsNothing(page);
    const told = await database.db.select().from(email).where(eq(email.kind, "agreement-to-sign"));
    const addresses = told.map((each) => each.toAddress);
    expect(addresses).toEqual(expect.arrayContaining([PEOPLE.helen.email, PEOPLE.victor.email]));
    // Who proposed it knows.
    expect(addresses).not.toContain(PEOPLE.nadia.email);
  });

  it("no fund of somebody else, none that is unknown, and no first day in the past without a word", async () => {
    const nadia = await signInAs(app, PEOPLE.nadia.email);
    const start = {
      template: "blank",
      title: "Old days",
      "from-day": "21",
      "from-month": "11",
      "from-year": "2026",
    };
    const unknown = await post(app, "/commercial/agreements/new", { ...start, funds: "NOPE" }, nadia);
    expect(unknown.status).toBe(422);
    expect(await unknown.text()).toContain("There is no fund NOPE");
    const made = await post(app, "/commercial/agreements/new", { ...start, funds: "FD-2026" }, nadia);
    const at = made.headers.get("location")!.replace(/\/edit.*/, "");
    const rule = { seen: "0", shape: "percentage", payer: "@buyer", portion: "30%", "fundIds.1": "FD-2026" };
    const foreign = await post(app, `${at}/edit/rules/new?shape=percentage`, rule, nadia);
    expect(foreign.status).toBe(422);
    const words = await foreign.text();
    expect(words).toContain("is money of NHS England, and the buyer cannot pay from it");
    expect(words).toContain("Paid from: its own budget");
    expect(words).not.toMatch(/value="FD-2026"[^>]*checked|checked[^>]*value="FD-2026"/);
    const rest = { seen: "0", shape: "residual", payer: "@buyer" };
    expect((await post(app, `${at}/edit/rules/new?shape=residual`, rest, nadia)).status).toBe(302);
    const summary = { seen: "1", title: "Old days", summary: "The buyer pays." };
    expect((await post(app, `${at}/edit/summary`, summary, nadia)).status).toBe(302);
    expect(await (await get(app, `${at}/check`, nadia)).text()).toContain(
      "Its first day, 21 November 2026, is past",
    );
    const propose = { seen: "2", breadth: "yes" };
    const refused = await post(app, `${at}/propose`, propose, nadia);
    expect(await refused.text()).toContain("Tick that the first day is meant to be in the past");
    expect((await post(app, `${at}/propose`, { ...propose, past: "yes" }, nadia)).status).toBe(302);
  });

  it("it is signed by both, and its next version says what it changes", async () => {
    const [nadia, helen] = await Promise.all(
      [PEOPLE.nadia.email, PEOPLE.helen.email].map((each) => signInAs(app, each)),
    );
    const at = "/commercial/agreements/AG-0001";
    expect((await get(app, `${at}/versions/1/edit`, nadia)).status).toBe(409);
    expect((await post(app, `${at}/versions/1/sign`, {}, nadia)).status).toBe(302);
    expect((await post(app, "/buying/agreements/AG-0001/versions/1/sign", {}, helen)).status).toBe(302);

    // Everything that is wrong with its end comes in one round, the day that only its own dates tell too.
    const typed = { reason: "", "last-day": "1", "last-month": "1", "last-year": "2026", step: "check" };
    const refused = await post(app, `${at}/versions/1/end`, typed, nadia);
    expect(refused.status).toBe(422);
    const errors = (await refused.text()).replaceAll("<!-- -->", "");
    expect(errors).toContain("Enter the reason, which every party is told");
    expect(errors).toContain("The last day must be today, 22 November 2026, or later");

    const page = await nadiasPage();
    await page.goto(app.baseUrl + at);
    await click(page, "Write the next version");
    await page.goto(`${app.baseUrl}${at}/versions/2/edit/rules`);
    await click(page, "Remove rule 3");
    await page.goto(`${app.baseUrl}${at}/differences?from=1&to=2`);
    const words = await page.locator("main").innerText();
    expect(words).toContain("Removed");
    expect(words).toContain("First day");
    await axeFindsNothing(page);
    await page.goto(`${app.baseUrl}${at}/versions/2/discard`);
    await click(page, "Discard the draft");
    expect(await page.getByRole("alert").innerText()).toContain("discarded");
    await page.goto(`${app.baseUrl}${at}/versions/1/end`);
    await axeFindsNothing(page);
    await page.getByLabel("Reason").fill("The programme closes.");
    await page.getByLabel("Day").fill("31");
    await page.getByLabel("Month").fill("3");
    await page.getByLabel("Year").fill("2027");
    await click(page, "Continue");
    expect(await page.getByRole("alert").innerText()).toContain("It ends on 31 March 2027 already");
    await page.getByLabel("Day").fill("28");
    await page.getByLabel("Month").fill("2");
    await click(page, "Continue");
    await axeFindsNothing(page);
    await click(page, "Ask another officer to end it");
    expect(await page.getByRole("alert").innerText()).toContain("Another officer is asked");
    await axeFindsNothing(page);
    const proposal = new URL(page.url()).pathname;
    expect(await (await get(app, at, nadia)).text()).toContain("proposed to end it");
    const decision = { decision: "approve", reason: "Agreed with the boards." };
    expect((await post(app, proposal, decision, nadia)).status).toBe(403);
    const victor = await signInAs(app, PEOPLE.victor.email);
    expect(await (await get(app, proposal, victor)).text()).toContain("Should this be done?");
    expect((await post(app, proposal, decision, victor)).status).toBe(302);
    await page.goto(app.baseUrl + at);
    expect(await page.locator("main").innerText()).toContain("Why it ended: The programme closes.");
    expect(await (await get(app, "/commercial/agreements.csv?state=coming", nadia)).text()).toContain(NAME);
    expect(await (await get(app, `${at}/versions/1.json`, nadia)).json()).toMatchObject({ version: 1 });
  });
});
