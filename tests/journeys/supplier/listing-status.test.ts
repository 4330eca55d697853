import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { ownChange } from "~/domain/listings/change-views.server";
import { startChange } from "~/domain/listings/start-change.server";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import { day } from "~/domain/shared/day";
import { makeListing, makeShop } from "../../factories/catalogue";
import { complete } from "../../factories/listings";
import { actorFor, makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  await makeListing(database.db, { id: "S-800", name: "Old Notes", supplierId: "alder" });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

async function pageOf(who: PersonKey, given: { width?: number; script?: boolean } = {}): Promise<Page> {
  const { width = 1280, script = true } = given;
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  if (!script) await context.route("**/*.js", (route) => route.abort());
  context.setDefaultTimeout(10_000);
  await signInContext(context, app, PEOPLE[who].email);
  return context.newPage();
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const main = (page: Page) => page.locator("main").innerText();
const alert = (page: Page) => page.getByRole("alert").innerText();
const publicPage = async () => {
  const answer = await get(app, "/solutions/S-800");
  return [answer.status, await answer.text()] as const;
};

describe.each([
  ["without script, on a phone", { width: 375, script: false }],
  ["with script, in a window", { width: 1280, script: true }],
])("an officer %s", (_, given) => {
  it("suspends a solution and reinstates it", async () => {
    const page = await pageOf("nadia", given);
    await page.goto(`${app.baseUrl}/commercial/solutions?q=old+notes`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await follow(page, "Old Notes");
    expect(await accessibilityFaults(page)).toEqual([]);
    await follow(page, "Suspend");
    await click(page, "Continue");
    expect(await alert(page)).toContain("Enter the reason");
    await page.getByLabel("Reason").fill("Records were mixed up.");
    await click(page, "Continue");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(
      "Check before you suspend it",
    );
    expect(await main(page)).toContain("No order and no shortlist rests on it.");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect((await publicPage())[1]).not.toContain("is suspended from the catalogue");
    await click(page, "Suspend the solution");
    expect(await main(page)).toContain("Records were mixed up.");
    const [status, text] = await publicPage();
    expect(status).toBe(200);
    expect(text).toContain("Old Notes is suspended from the catalogue");
    expect(text).toContain("Records were mixed up.");
    expect(await (await get(app, "/solutions?words=old+notes")).text()).not.toContain("/solutions/S-800");

    await page.goto(`${app.baseUrl}/commercial/solutions/S-800/suspend`);
    expect(await main(page)).toContain("You cannot suspend this listing: it is suspended.");
    await follow(page, "See Old Notes");
    await follow(page, "Reinstate");
    await page.getByLabel("What has changed").fill("Version 2 mends it.");
    await click(page, "Continue");
    await click(page, "Reinstate the solution");
    expect((await publicPage())[1]).not.toContain("is suspended from the catalogue");
    await page.context().close();
  });
});

describe("an officer's review of an edit", () => {
  const home = async () => (await get(app, "/commercial", await signInAs(app, PEOPLE.nadia.email))).text();

  it("that was taken back, is not a dead address: it says what happened and where to go, and nothing waits", async () => {
    const own = await inTransaction(database.db, async (tx) => {
      const by = {
        supplierId: "alder",
        actor: await actorFor(tx, "daniel"),
        at: new Date("2026-11-22T09:00:00Z"),
      };
      const today = day("2026-11-22");
      const changeId = await startChange(tx, { ...by, solutionId: "S-800" });
      await complete(tx, changeId, by);
      const { revision: seen } = await ownChange(tx, { changeId, supplierId: "alder", today });
      await submitChange(tx, { ...by, changeId, seen, today });
      return { changeId, seen };
    });
    const path = `/commercial/listings/${own.changeId}`;
    expect(await home()).toContain(path);
    const officer = await pageOf("nadia");
    await officer.goto(`${app.baseUrl}${path}`);
    await officer.getByLabel("Publish it").check();

    const daniel = await pageOf("daniel", { width: 375, script: false });
    await daniel.goto(`${app.baseUrl}/supplying/listings/changes/${own.changeId}`);
    await click(daniel, "Take it back");
    await daniel.getByText("You took it back").first().waitFor();
    await daniel.context().close();

    // The officer, who still has the page, decides a moment too late.
    await click(officer, "Decide");
    await officer.getByRole("heading", { name: `The review of ${own.changeId} fell away` }).waitFor();
    expect(await main(officer)).toContain("was taken back by Daniel Alder on 22 November 2026.");
    expect(await accessibilityFaults(officer)).toEqual([]);
    expect(await home()).not.toContain(path);
    await officer.goto(`${app.baseUrl}${path}/preview`);
    await follow(officer, "Old Notes as it is in the catalogue");
    await officer.getByRole("heading", { level: 1, name: "Old Notes" }).waitFor();
    await officer.context().close();
  });

  it("says that the whole solution was withdrawn, without script on a phone", async () => {
    const { id } = await inTransaction(database.db, async (tx) => {
      await makeListing(tx as unknown as TestDatabase["db"], {
        id: "S-801",
        name: "Older Notes",
        supplierId: "alder",
      });
      const by = {
        supplierId: "alder",
        actor: await actorFor(tx, "ruth"),
        at: new Date("2026-11-22T09:00:00Z"),
      };
      const today = day("2026-11-22");
      const changeId = await startChange(tx, { ...by, solutionId: "S-801" });
      await complete(tx, changeId, by);
      const { revision: seen } = await ownChange(tx, { changeId, supplierId: "alder", today });
      await submitChange(tx, { ...by, changeId, seen, today });
      await changeListingStatus(tx, {
        ...by,
        solutionId: "S-801",
        action: "withdraw",
        reason: "Replaced.",
        supportEndsOn: day("2027-06-30"),
        today,
      });
      return { id: changeId };
    });
    const page = await pageOf("victor", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/commercial/listings/${id}`);
    await page.getByRole("heading", { name: `The review of ${id} fell away` }).waitFor();
    expect(await main(page)).toContain(
      "was closed, because its solution was withdrawn from the catalogue by Ruth Alder",
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await follow(page, "Older Notes: why it was withdrawn, and what rests on it");
    await page.getByText("Replaced.").first().waitFor();
    await page.context().close();
  });
});

describe("a signatory of the supplier", () => {
  it("withdraws a solution for good, with a last day of support, without script on a phone", async () => {
    const editor = await pageOf("daniel", { width: 375, script: false });
    await editor.goto(`${app.baseUrl}/supplying/listings/S-800`);
    expect(await main(editor)).toContain("Only a signatory of yours can withdraw this solution.");
    await editor.goto(`${app.baseUrl}/supplying/listings/S-800/withdraw`);
    expect(await main(editor)).toContain("Only a signatory of Alder Systems Ltd withdraws a solution.");
    expect(await editor.getByLabel("Reason").count()).toBe(0);
    await editor.context().close();

    const page = await pageOf("ruth", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/supplying/listings/S-800`);
    await follow(page, "Withdraw this solution");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Continue");
    const faults = await alert(page);
    expect(faults).toContain("Enter the last day of support, for example 30 6 2027");
    expect(faults).toContain("Enter the reason");
    const typed = async (day: string, month: string, year: string) => {
      await page.getByLabel("Day").fill(day);
      await page.getByLabel("Month").fill(month);
      await page.getByLabel("Year").fill(year);
    };
    await page.getByLabel("Reason").fill("Replaced by CareNotes.");
    await typed("21", "11", "2026");
    await click(page, "Continue");
    expect(await alert(page)).toContain("The last day of support must be today, 22 November 2026, or later");
    expect(await page.getByLabel("Reason").inputValue()).toBe("Replaced by CareNotes.");
    await typed("30", "6", "2027");
    await click(page, "Continue");
    expect(await main(page)).toContain("30 June 2027");
    expect(await main(page)).toContain("No order of it is live.");
    expect(await accessibilityFaults(page)).toEqual([]);
    await click(page, "Withdraw the solution for good");
    expect(await alert(page)).toContain("Confirm that it is withdrawn for good, or go back");
    await page.getByLabel("I withdraw Old Notes for good").check();
    await click(page, "Withdraw the solution for good");
    expect(await main(page)).toContain("Supported until");
    expect(await page.getByRole("alert").innerText()).toContain("It is withdrawn");
    const [status, text] = await publicPage();
    expect(status).toBe(410);
    expect(text).toContain("It is supported until 30 June 2027.");
    await page.context().close();
  });
});
