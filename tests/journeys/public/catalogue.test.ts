import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { standard, waiver } from "~db/schema/certification";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { day } from "~/domain/shared/day";
import { AT, makeListing, makeShop } from "../../factories/catalogue";
import { actorFor, makePeople, PEOPLE } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { type RunningApp, startApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { LayoutFrames } from "../../setup/layout";
import { get, signInAs } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  for (let n = 1; n <= 20; n += 1) {
    await makeListing(database.db, {
      id: `S-4${String(n).padStart(2, "0")}`,
      name: `Harbour ${n}`,
      supplierId: "birchwood",
    });
  }
  await makeListing(database.db, {
    id: "S-900",
    name: "Lapsed",
    supplierId: "alder",
    certifiedTo: "2026-11-21",
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

const text = async (path: string, cookie?: string) => (await get(app, path, cookie)).text();

describe("the catalogue", () => {
  it.each(["0", "-1", "one", "3", "1.5", "01"])("has no page %s", async (page) => {
    const answer = await get(app, `/solutions?page=${page}`);
    expect(answer.status).toBe(404);
  });

  it("has two pages of 23 solutions, and says that one is hidden", async () => {
    const first = await text("/solutions");
    expect(first).toContain("<strong>23 solutions</strong>");
    expect(first).toContain("1 more does not meet a required standard and is hidden");
    expect(first).not.toContain("/solutions/S-900");
    expect(await text("/solutions?page=2")).toContain("Showing 21 to 23 of 23 solutions");
    expect(await text("/solutions?notCompliant=show")).toContain("<strong>24 solutions</strong>");
  });

  it("gives the rows of the same query as files", async () => {
    const query = "?capability=C1&hosting=private-cloud";
    const rows = JSON.parse(await text(`/solutions.json${query}`)) as { id: string }[];
    expect(rows.map(({ id }) => id)).toEqual(["S-200"]);
    const csv = await text(`/solutions.csv${query}`);
    expect(csv.trim().split("\n")).toHaveLength(2);
    const page = await text(`/solutions${query}`);
    expect(page).toContain("/solutions.csv?capability=C1&amp;hosting=private-cloud");
    expect(page).toContain("Hosting: Private cloud");
  });

  it("gives advice when nothing is found", async () => {
    expect(await text("/solutions?words=zzzzz")).toContain("No solution is listed for this search");
  });

  it("shows links to shortlists to procurement leads only, also from what is kept", async () => {
    const priya = await signInAs(app, PEOPLE.priya.email);
    const tom = await signInAs(app, PEOPLE.tom.email);
    for (let round = 0; round < 2; round += 1) {
      expect(await text("/solutions", priya)).toContain("Add to shortlist");
      expect(await text("/solutions", tom)).not.toContain("Add to shortlist");
      expect(await text("/solutions/S-100")).not.toContain("Add to shortlist");
      expect(await text("/solutions/S-100", priya)).toContain("Add to shortlist");
    }
  });
});

describe("a waiver for one buyer", () => {
  it("stands on the solution's page for that buyer alone, until it ends", async () => {
    const [bound] = await database.db.select({ id: standard.id }).from(standard).limit(1);
    await database.db.insert(waiver).values({
      standardId: bound!.id,
      solutionId: "S-100",
      buyerCode: (await actorFor(database.db, "priya")).organisationCode,
      validFrom: day("2026-11-01"),
      validTo: day("2026-11-22"),
      reason: "A pilot on one ward.",
    });
    const own = await text("/solutions/S-100", await signInAs(app, PEOPLE.priya.email));
    expect(own).toContain("Your organisation has a waiver for");
    expect(own).toContain("A pilot on one ward.");
    for (const who of [
      undefined,
      await signInAs(app, PEOPLE.helen.email),
      await signInAs(app, PEOPLE.daniel.email),
    ])
      expect(await text("/solutions/S-100", who)).not.toContain("A pilot on one ward.");
    await database.db.update(waiver).set({ validTo: day("2026-11-21") });
    expect(await text("/solutions/S-100", await signInAs(app, PEOPLE.priya.email))).not.toContain("A pilot");
    await database.db.delete(waiver);
  });
});

describe("a change is there with the next request", () => {
  it("a solution that is withdrawn leaves the list at once, and its page is 410 with who and why", async () => {
    await makeListing(database.db, { id: "S-800", name: "Old Notes", supplierId: "alder" });
    expect(await text("/solutions?words=old+notes")).toContain("/solutions/S-800");
    expect((await get(app, "/solutions/S-800")).status).toBe(200);
    const ruth = await actorFor(database.db, "ruth");
    await inTransaction(database.db, (tx) =>
      changeListingStatus(tx, {
        solutionId: "S-800",
        action: "withdraw",
        supplierId: "alder",
        reason: "Replaced by CareNotes.",
        supportEndsOn: day("2027-06-30"),
        actor: ruth,
        at: AT,
        today: day("2026-11-22"),
      }),
    );
    expect(await text("/solutions?words=old+notes")).not.toContain("/solutions/S-800");
    const gone = await get(app, "/solutions/S-800");
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain("It was withdrawn by Alder Systems Ltd on 20 November 2026");
  });
});

describe("a supplier", () => {
  it("is found by the code that pages show, too", async () => {
    const answer = await get(app, "/suppliers/S20001");
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, "/suppliers/20001"]);
  });
});

describe("a comparison uses the window's width", () => {
  it.each([
    [2, 1280, false],
    [4, 1280, false],
    [8, 1280, true],
    [2, 375, true],
    [4, 375, true],
    [8, 375, true],
  ])("of %i at %i pixels, in wide letters", async (many, width, scrolls) => {
    const ids = ["S-100", "S-200", "S-300", "S-401", "S-402", "S-403", "S-404", "S-405"].slice(0, many);
    const frames = await LayoutFrames.open(browser, app.baseUrl, [
      { name: "comparison", width, font: "wide", text: 100 },
    ]);
    const [[table] = []] = await frames.tablesOf(await text(`/compare?solutions=${ids.join(",")}`));
    await frames.page.close();
    expect(table!.pageTooWide).toBeLessThanOrEqual(0);
    // All of the window but its margins and what a scroll bar takes.
    expect(table!.width).toBeGreaterThanOrEqual(width - 100);
    expect(table!.cut > 1).toBe(scrolls);
    // What scrolls says so, and what does not says nothing of it.
    expect(table!.says).toBe(scrolls);
    expect(table!).toMatchObject({ firstColumnStays: true, headStays: true, headCovers: true });
  });
});

describe("every public page of the catalogue", () => {
  it.each([
    "/",
    "/solutions?words=harbour&capability=C1",
    "/solutions/S-100",
    "/solutions/S-900",
    "/solutions/S-100/versions/1",
    "/compare?solutions=S-100,S-200,S-300",
    "/compare?solutions=S-100,S-200&show=differences",
    "/compare",
    "/suppliers",
    "/suppliers/alder",
  ])("%s is sound, and small enough", async (path) => {
    const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
    const page = await context.newPage();
    const answer = await page.goto(app.baseUrl + path);
    expect(answer?.status()).toBe(200);
    const faults = await accessibilityFaults(page);
    expect(faults).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    // 47 kB are the styles and scripts of every page
    expect(gzipSync(await page.content()).length).toBeLessThan(100_000);
    await context.close();
  });

  it("refuses to compare nine", async () => {
    const ids = Array.from({ length: 9 }, (_, n) => `S-4${String(n + 1).padStart(2, "0")}`);
    expect((await get(app, `/compare?solutions=${ids.join(",")}`)).status).toBe(422);
  });
});
