// A long one: one application goes through every hand, without script, and each page is checked on the way.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { USUAL_CRITERIA } from "~/domain/applications/scoring";
import { makeFund } from "../../factories/funding";
import { makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;
const open: BrowserContext[] = [];
const FUND = "Digitising Social Care 2026/27";

beforeAll(async () => {
  const { db, url } = await testDatabase();
  await makePeople(db);
  await makeFund(db, "SC-2026", 10_000_000n, { name: FUND, eligibleBuyerKinds: ["care_provider"] });
  await makeFund(db, "GP-2026", 10_000_000n, {
    name: "Practices 2026/27",
    eligibleBuyerKinds: ["gp_practice"],
  });
  await makeFund(db, "SC-CAP", 10_000_000n, { name: "Care Devices 2026/27", nature: "capital" });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  for (const context of open) await context.close();
  await browser?.close();
});

/** A person's browser without script; axe needs to inject its own, so pages are checked in a twin with script. */
async function visit(key: PersonKey) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const checking = await browser.newContext();
  open.push(context, checking);
  await signInContext(context, app, PEOPLE[key].email);
  await signInContext(checking, app, PEOPLE[key].email);
  const page = await context.newPage();
  const twin = await checking.newPage();
  return { page, go: (path: string) => page.goto(app.baseUrl + path), look: () => look(page, twin) };
}

type Visit = Awaited<ReturnType<typeof visit>>;

/** Nothing that axe finds, and nothing wider than a telephone or a small screen. */
async function look(page: Page, twin: Page) {
  for (const width of [375, 1280]) {
    // Opened at that width: after a change of it the header's script takes a moment to fold the bar.
    await twin.setViewportSize({ width, height: 900 });
    await twin.goto(page.url());
    const wide = await twin.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${page.url()} at ${width}`).toBeLessThanOrEqual(width);
  }
  const faults = await accessibilityFaults(twin);
  expect(faults, page.url()).toEqual([]);
}

const text = (page: Page) => page.locator("main").innerText();
const fill = async (page: Page, values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(value);
};
const pick = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check();
const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

async function writeProfile({ page, look: lookAt }: Visit) {
  await page.getByRole("link", { name: "Where you stand" }).click();
  await lookAt();
  await press(page, "Save and go back");
  expect(await text(page)).toContain("Choose how you keep records");
  for (const [name, value] of Object.entries({ dspt: "standards-met", cqc: "registered", records: "paper" }))
    await pick(page, name, value);
  for (const name of ["plan", "devices", "shared", "people", "trained"]) await pick(page, name, "partly");
  await press(page, "Save and go back");
  await page.getByRole("link", { name: "What you need" }).click();
  await lookAt();
  await fill(page, {
    title: "A digital care record",
    summary: "Twelve homes leave paper.",
    capability: "Care planning",
    "startsOn-day": "1",
    "startsOn-month": "1",
    "startsOn-year": "2027",
    "costs-0-amount": "10,000",
    "costs-1-amount": "5,000.50",
    contactName: "Grace Adeyemi",
    contactEmail: "grace@example.org",
  });
  await pick(page, "assured", "yes");
  await page.locator('[name="costs-0-category"]').selectOption("licence-subscription");
  await page.locator('[name="costs-1-category"]').selectOption("training-change");
  await press(page, "Save and go back");
}

describe("a list of awards", () => {
  it.each([
    ["isla", "/commercial/awards"],
    ["grace", "/buying/awards"],
  ] as const)("of %s is filtered by state and words, on the page and in its file", async (key, path) => {
    const cookie = await signInAs(app, PEOPLE[key].email);
    const empty = await (await get(app, path, cookie)).text();
    expect(empty).toContain("No award yet");
    expect(empty).toContain('name="state"');
    const filtered = await get(app, `${path}?state=in_force&q=oak`, cookie);
    const page = await filtered.text();
    expect([filtered.status, page.includes("No award matches")]).toEqual([200, true]);
    expect(page).toContain("State: In force");
    expect((await get(app, `${path}.csv?state=in_force&q=oak`, cookie)).status).toBe(200);
  });
});

describe("one application", () => {
  let path: string;

  it("starts from a profile that says at once which funds are for it", async () => {
    const grace = await visit("grace");
    await grace.go("/buying/profile");
    await writeProfile(grace);
    expect(await text(grace.page)).toContain("£15,000.50 revenue");
    await grace.look();

    await grace.go("/buying/applications");
    expect(await text(grace.page)).toContain("You are in the directory as: Social care provider");
    await grace.look();
    await grace.page.getByRole("link", { name: `Apply to ${FUND}` }).click();
    await grace.look();
    await press(grace.page, "Start the application");
    path = new URL(grace.page.url()).pathname;
    await grace.look();
  });

  it("is filled in part by part, checked and sent", async () => {
    const grace = await visit("grace");
    for (const part of ["need", "amount", "match", "case"]) {
      await grace.go(`${path}/${part}`);
      if (part === "need") await grace.page.locator('input[name="need"]').first().check();
      if (part === "amount") await fill(grace.page, { "asked-0": "10,000.01", "asked-1": "5000.50" });
      if (part === "match") await pick(grace.page, "own", "no");
      if (part === "case")
        for (const { id } of USUAL_CRITERIA) await fill(grace.page, { [`answer-${id}`]: `Our ${id}` });
      await grace.look();
      await press(grace.page, "Save and go back");
      if (part !== "amount") continue;
      expect(await text(grace.page)).toContain("Ask for at most what it costs");
      await fill(grace.page, { "asked-0": "10000" });
      await press(grace.page, "Save and go back");
    }
    await grace.go(path);
    await grace.page.getByRole("link", { name: "Check and send" }).click();
    await grace.look();
    await grace.page.locator('input[name="true"]').check();
    await fill(grace.page, { signatoryName: "Grace Adeyemi" });
    await press(grace.page, "Sign and send the application");
    expect(await text(grace.page)).toContain("Application sent");
    await grace.look();
  });

  it("is scored by one, decided by another, and signed by both sides", async () => {
    const id = path.split("/").at(-1)!;
    await scoreIt("owen", id);
    const award = await decideIt("nadia", id);
    await signBoth(await visit("grace"), award);
    expect(award).toMatch(/GA-\d+/);
  });

  it("gives money back, and is withdrawn by two officers, each after a page that says what follows", async () => {
    const grace = await visit("grace");
    await grace.go("/buying/awards/GA-0001");
    await grace.page.getByRole("link", { name: "Give back what you will not use" }).click();
    await grace.look();
    await fill(grace.page, { amount: "12,000.01", reason: "A cheaper licence." });
    await press(grace.page, "Continue");
    expect(await grace.page.locator(".nhsuk-error-message").allInnerTexts()).toEqual([
      expect.stringContaining("£12,000.00 of this award is left to give back"),
    ]);
    await fill(grace.page, { amount: "2,000" });
    await press(grace.page, "Continue");
    expect(await text(grace.page)).toContain("£10,000.00");
    await grace.look();
    await press(grace.page, "Give it back");
    expect(await text(grace.page)).toContain("The sum was given back");

    const nadia = await visit("nadia");
    await nadia.go("/commercial/awards/GA-0001");
    await nadia.page.getByRole("link", { name: "Withdraw the award" }).click();
    await nadia.look();
    await fill(nadia.page, { reason: "The homes are sold." });
    await press(nadia.page, "Continue");
    expect(await text(nadia.page)).toContain("Two officers withdraw an award");
    await nadia.look();
    await press(nadia.page, "Ask another officer to withdraw it");
    expect(await text(nadia.page)).toContain("Another officer is asked");
    await nadia.look();
    const proposal = new URL(nadia.page.url()).pathname;
    await nadia.go("/commercial/awards/GA-0001");
    expect(await text(nadia.page)).toContain("proposed to withdraw it");
    expect(await nadia.page.getByRole("link", { name: "Withdraw the award" }).count()).toBe(0);
    await nadia.look();
    const victor = await visit("victor");
    await victor.go(proposal);
    await pick(victor.page, "decision", "decline");
    await fill(victor.page, { reason: "They are not." });
    await press(victor.page, "Decide");
    await victor.go("/commercial/awards/GA-0001");
    expect(await text(victor.page)).toContain("In force");
  });

  it("is re-used for another fund in one click, where its conditions hold", async () => {
    const grace = await visit("grace");
    await grace.go("/buying/applications/APP-0001/another");
    await grace.look();
    await press(grace.page, "Apply to Care Devices 2026/27");
    expect(await text(grace.page)).toContain("Made from APP-0001");
    await grace.page.getByRole("link", { name: "Who pays the running costs" }).click();
    await grace.look();
    await grace.go("/buying/applications");
    await grace.look();
    const cookie = await signInAs(app, PEOPLE.sam.email);
    expect((await get(app, "/buying/applications/APP-0001", cookie)).status).toBe(404);
    expect((await get(app, "/buying/awards/GA-0001/letter.pdf", cookie)).status).toBe(404);
  });

  it("stands in lists that can be downloaded, and an officer says who may apply", async () => {
    const nadia = await visit("nadia");
    await nadia.go("/commercial/applications?state=awarded");
    expect(await text(nadia.page)).toContain("1 application");
    await nadia.look();
    await nadia.go("/commercial/awards");
    await nadia.look();
    await nadia.go("/commercial/applications/funds/SC-2026");
    await nadia.look();
    await pick(nadia.page, "conditions", "dspt");
    await pick(nadia.page, "conditions", "match");
    await fill(nadia.page, { ratio: "0.50" });
    await press(nadia.page, "Save");
    expect(await text(nadia.page)).toContain("Saved");
    const cookie = await signInAs(app, PEOPLE.isla.email);
    const file = await (await get(app, "/commercial/applications.csv", cookie)).text();
    expect(file).toContain("APP-0001");
    expect(file).toContain("15000.50");
  });
});

async function scoreIt(key: PersonKey, id: string) {
  const owen = await visit(key);
  await owen.go("/commercial");
  await owen.page.getByRole("link", { name: `Score application ${id}` }).click();
  await owen.look();
  await owen.page.getByRole("link", { name: "Score it" }).click();
  await owen.look();
  await pick(owen.page, "conflict", "no");
  for (const criterion of USUAL_CRITERIA) {
    await pick(owen.page, `score-${criterion.id}`, "4");
    await fill(owen.page, { [`reason-${criterion.id}`]: `Clear on ${criterion.title}` });
  }
  await press(owen.page, "Continue");
  expect(await text(owen.page)).toContain(`Clear on ${USUAL_CRITERIA[0]!.title}`);
  expect(await text(owen.page)).toContain("4.00 of 5");
  await owen.look();
  await press(owen.page, "Record your assessment");
  expect(await text(owen.page)).toContain("mean 4.00 of 5");
  await owen.look();
}

async function decideIt(key: PersonKey, id: string): Promise<string> {
  const nadia = await visit(key);
  await nadia.go(`/commercial/applications/${id}`);
  expect(await text(nadia.page)).toContain("You see them when yours is");
  await nadia.page.getByRole("link", { name: "Decide" }).click();
  await nadia.look();
  expect(await text(nadia.page)).toContain("You see them when yours is");
  await press(nadia.page, "Take on the decision");
  expect(await text(nadia.page)).toContain("4.00");
  await nadia.look();
  await pick(nadia.page, "decision", "award");
  await fill(nadia.page, {
    amount: "15,000.51",
    reason: "More than it asks for.",
  });
  await press(nadia.page, "Continue");
  expect(await text(nadia.page)).toContain("an award is more than nothing and at most that");
  expect(await nadia.page.locator("#amount-error").count()).toBe(1);
  await fill(nadia.page, {
    amount: "12,000",
    conditions: "Report after a year.",
    reason: "It fits the fund.",
  });
  await press(nadia.page, "Continue");
  expect(await text(nadia.page)).toContain("£12,000.00");
  await press(nadia.page, "Award the money");
  expect(await text(nadia.page)).toContain("The money was awarded and set aside");
  await nadia.look();
  const award = new URL(nadia.page.url()).pathname.split("/").at(-1)!;
  expect(await text(nadia.page)).toContain("You decided this award, so another commercial officer signs");
  expect(await nadia.page.getByRole("button", { name: "Sign the memorandum" }).count()).toBe(0);
  await nadia.go("/commercial");
  expect(await text(nadia.page)).not.toContain(`Sign the memorandum of award ${award}`);
  const victor = await visit("victor");
  await victor.go("/commercial");
  await victor.page.getByRole("link", { name: `Sign the memorandum of award ${award}` }).click();
  await fill(victor.page, { signatoryName: "Victor Osei" });
  await press(victor.page, "Sign the memorandum");
  expect(await text(victor.page)).toContain("The centre has signed");
  return award;
}

async function signBoth(grace: Visit, award: string) {
  await grace.go("/buying");
  await grace.page.getByRole("link", { name: `Sign the memorandum of award ${award}` }).click();
  // 12,000.00 of 15,000.50 asked: 7,999.733... and 4,000.266..., the spare penny to the largest remainder
  expect(await text(grace.page)).toContain("£7,999.73");
  expect(await text(grace.page)).toContain("£4,000.27");
  await grace.look();
  await fill(grace.page, { signatoryName: "Grace Adeyemi" });
  await press(grace.page, "Sign the memorandum");
  expect(await text(grace.page)).toContain("In force");
  await grace.look();
  const cookie = await signInAs(app, PEOPLE.grace.email);
  const letter = await get(app, `/buying/awards/${award}/letter.pdf`, cookie);
  expect(letter.headers.get("Content-Type")).toBe("application/pdf");
  expect(
    Buffer.from(await letter.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
}
