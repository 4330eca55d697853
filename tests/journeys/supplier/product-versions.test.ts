import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { decideClaim } from "~/domain/certification/claims/decide-claim.server";
import { giveEvidence } from "~/domain/certification/claims/give-evidence.server";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { SYSTEM } from "~/domain/audit/event";
import { day } from "~/domain/shared/day";
import { makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { makeSolution, makeStandard } from "../../factories/standards";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

/* A supplier brings out versions of its product: a patch, and a major one whose evidence is taken over and claimed again. */
let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
const today = day("2026-12-01");
const LIST = "/supplying/listings/s1/product-versions";

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await inTransaction(database.db, async (tx) => {
    await makeSolution(tx);
    const versions = [
      {
        version: "2",
        effectiveFrom: day("2021-01-01"),
        validityMonths: 12,
        evidence: ["Completed form", "Clinical safety case"],
      },
    ];
    await makeStandard(tx, { title: "Digital Technology Assessment Criteria", versions });
    const by = { actor: SYSTEM, at: new Date("2026-11-01T09:00:00Z"), today: day("2026-11-01") };
    const subject = { supplierId: "alder", solutionId: "s1", standardVersionId: "dtac@2" };
    const claimId = await startClaim(tx, { ...by, ...subject });
    const given = (itemPosition: number, expiresOn: string | null) => ({
      itemPosition,
      kind: "url" as const,
      reference: `https://alder.example/${itemPosition}`,
      issuedOn: day("2026-10-01"),
      expiresOn: expiresOn === null ? null : day(expiresOn),
    });
    await giveEvidence(tx, { ...by, claimId, evidence: [given(1, null), given(2, "2026-11-20")] });
    await submitClaim(tx, { ...by, claimId });
    await takeUpClaim(tx, { ...by, claimId });
    await decideClaim(tx, { ...by, claimId, decision: "approve", reason: "" });
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today, worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

async function pageOf(who: PersonKey, { width = 1280, script = true } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  if (!script) await context.route("**/*.js", (route) => route.abort());
  context.setDefaultTimeout(20_000);
  await signInContext(context, app, PEOPLE[who].email);
  return context.newPage();
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).first().click();
const shows = (page: Page, text: string) => page.getByText(text).first().waitFor();
async function typeDay(page: Page, [dayOfMonth, month, year]: [string, string, string]) {
  await page.getByLabel("Day", { exact: true }).fill(dayOfMonth);
  await page.getByLabel("Month", { exact: true }).fill(month);
  await page.getByLabel("Year", { exact: true }).fill(year);
}
const publicText = async () => (await get(app, "/solutions/s1/product-versions")).text();

describe("a supplier, with script, in a window", () => {
  it("brings out a patch, which is on sale at once, and a signatory withdraws it again", async () => {
    const page = await pageOf("daniel");
    await page.goto(`${app.baseUrl}/supplying/listings/s1`);
    await follow(page, "Versions of the product");
    await shows(page, "Version 4.2 is on sale.");
    expect(await accessibilityFaults(page)).toEqual([]);
    await follow(page, "Bring out a new version");
    await shows(page, "What kind of change is it?");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Continue");
    await shows(page, "Choose patch, minor or major");
    await page.getByLabel("Number of the version").fill("5.0");
    await page.getByRole("radio", { name: "Patch" }).check();
    await page.getByLabel("What changed").fill("Signing in works again.");
    await typeDay(page, ["30", "11", "2026"]);
    await click(page, "Continue");
    await shows(page, "The number 5.0 after 4.2 says that it is a major version.");
    await shows(page, "The day of its release must be today, 1 December 2026, or later");
    await page.getByLabel("Number of the version").fill("4.2.1");
    await typeDay(page, ["1", "12", "2026"]);
    await click(page, "Continue");
    await shows(page, "Check before you announce it");
    await shows(page, "Version 4.2.1 is on sale from the day of its release.");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Announce the version");
    await shows(page, "The version is announced");
    await shows(page, "Version 4.2.1 is on sale.");
    expect(await page.getByText("Withdraw 4.2.1").count()).toBe(0);
    await page.context().close();
    expect(await publicText()).toContain("inherited from 4.2");
    expect(await (await get(app, "/solutions/s1")).text()).toContain("All versions of the product");

    const ruth = await pageOf("ruth");
    await ruth.goto(`${app.baseUrl}${LIST}`);
    await follow(ruth, "Withdraw 4.2.1");
    await shows(ruth, "Last day of support");
    await ruth.getByLabel("Reason").fill("It loses drafts.");
    await typeDay(ruth, ["31", "1", "2027"]);
    await click(ruth, "Continue");
    await shows(ruth, "Version 4.2 is on sale then");
    expect(await accessibilityFaults(ruth)).toEqual([]);
    await click(ruth, "Withdraw the version for good");
    await shows(ruth, "Confirm that it is withdrawn for good, or go back");
    await ruth.getByLabel("I withdraw version 4.2.1 for good").check();
    await click(ruth, "Withdraw the version for good");
    await shows(ruth, "The version is withdrawn");
    await ruth.goto(`${app.baseUrl}${LIST}/4.2/withdraw`);
    await shows(ruth, "is the only one on sale, so it cannot be withdrawn by itself");
    await ruth.context().close();
    const text = await publicText();
    expect(text).toContain("It loses drafts.");
    expect(text).toContain("31 January 2027");
  });
});

describe("a supplier, without script, on a phone", () => {
  it("brings out a major version, takes over what still counts, and has it approved", async () => {
    const page = await pageOf("daniel", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${LIST}/new`);
    await page.getByLabel("Number of the version").fill("5.0");
    await page.getByRole("radio", { name: "Major" }).check();
    await page.getByLabel("What changed").fill("One record of the whole stay.");
    await typeDay(page, ["1", "2", "2027"]);
    await click(page, "Continue");
    await shows(page, "Buyers are told of a major version 90 days before: choose 1 March 2027 or later");
    await typeDay(page, ["1", "3", "2027"]);
    await click(page, "Continue");
    await shows(page, "Version 4.2 stays on sale until the evidence of 5.0 is decided.");
    await click(page, "Announce the version");
    await shows(page, "The version is announced");
    expect(await accessibilityFaults(page)).toEqual([]);
    await follow(page, "Claim Digital Technology Assessment Criteria for version 5.0");
    await shows(page, "Version of the product");
    expect(await page.getByLabel("Version of the product").inputValue()).toBe("5.0");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Start the claim");
    await follow(page, "Take over evidence of version 4.2");
    await shows(page, "The evidence for “Clinical safety case” is out of date.");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Take over this evidence");
    await shows(page, "The evidence is taken over.");
    await shows(page, "Taken over from version 4.2");
    expect(await page.getByRole("link", { name: "Take over evidence of version 4.2" }).count()).toBe(0);
    await follow(page, "Clinical safety case");
    await page.getByRole("radio", { name: "A link to the document" }).check();
    await page.getByLabel("Link to the document", { exact: true }).fill("https://alder.example/new-case");
    await page.getByLabel("Day", { exact: true }).first().fill("20");
    await page.getByLabel("Month", { exact: true }).first().fill("11");
    await page.getByLabel("Year", { exact: true }).first().fill("2026");
    await page.getByRole("button", { name: "Save" }).first().click();
    await shows(page, "Your evidence is saved");
    const claim = new URL(page.url()).pathname.split("/").at(-1)!;
    await post(
      app,
      `/supplying/certification/claims/${claim}/check`,
      {},
      await signInAs(app, PEOPLE.daniel.email),
    );

    const owen = await signInAs(app, PEOPLE.owen.email);
    const assessment = `/commercial/assessments/${claim}`;
    expect(await (await get(app, assessment, owen)).text()).toContain("Taken over from version");
    await post(app, assessment, { decision: "take_up" }, owen);
    await post(app, assessment, { step: "submit", decision: "approve" }, owen);
    await page.goto(`${app.baseUrl}${LIST}`);
    await shows(page, "Version 5.0 is released on 1 March 2027");
    expect(await page.getByText("Due:").count()).toBe(0);
    await page.context().close();
    expect(await publicText()).not.toContain("stays on sale until that is decided");
  });
});
