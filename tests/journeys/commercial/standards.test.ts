// Over 300 lines: one standard goes from draft to the day on which a product falls out, in one database.
import { eq, like, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { standard } from "~db/schema/certification";
import { order } from "~db/schema/orders";
import { email } from "~db/schema/platform";
import { standardNotice } from "~db/schema/standards";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import { addDays, day } from "~/domain/shared/day";
import { makeMarket, makeOrder } from "../../factories/orders";
import { makePeople, PEOPLE } from "../../factories/people";
import { makeCertificate, makeSolution, makeStandard } from "../../factories/standards";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let orderId: string;
const DRAFT = "/commercial/standards/SD-0001";
const complyBy = day("2027-06-30");

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await makeMarket(db);
  await makePeople(db);
  orderId = await makeOrder(db);
  await db
    .update(order)
    .set({ state: "live", startsOn: day("2026-12-01"), termMonths: 24 })
    .where(eq(order.id, orderId));
  await inTransaction(db, async (tx) => {
    await makeSolution(tx);
    await makeStandard(tx, {
      id: "safety",
      title: "Clinical safety case",
      versions: [
        { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: null, evidence: ["Safety case"] },
      ],
    });
    await tx.update(standard).set({ needsSecondOfficer: true }).where(eq(standard.id, "safety"));
    await makeCertificate(tx, { standardVersionId: "safety@1", validTo: null });
    const market = { supplierId: "20001", solutionId: "20001-001", validTo: null };
    await makeCertificate(tx, { ...market, standardVersionId: "safety@1" });
    await makeCertificate(tx, { standardVersionId: "DTAC@2", validTo: null });
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-12-01", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

/** A page of a person; without script axe must still run, so the browser's own switch will not do. */
async function pageOf(
  who: "nadia" | "victor",
  given: { width?: number; script?: boolean } = {},
): Promise<Page> {
  const { width = 1280, script = true } = given;
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  if (!script) await context.route("**/*.js", (route) => route.abort());
  await signInContext(context, app, PEOPLE[who].email);
  return context.newPage();
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();
const main = (page: Page) => page.locator("main").innerText();

async function axeFindsNothing(page: Page): Promise<void> {
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  const { width, window } = (await page.evaluate(
    "({ width: document.documentElement.scrollWidth, window: innerWidth })",
  )) as { width: number; window: number };
  expect(width, `${page.url()} is wider than its window`).toBeLessThanOrEqual(window);
}

async function fillDate(page: Page, legend: string | RegExp, [d, m, y]: readonly [string, string, string]) {
  const group = page.getByRole("group", { name: legend });
  await group.getByLabel("Day").fill(d);
  await group.getByLabel("Month").fill(m);
  await group.getByLabel("Year").fill(y);
}

describe("an officer drafts a new version of a standard, without script, on a phone", () => {
  it("part by part, with what is missing said, to the report and the proposal", async () => {
    const page = await pageOf("nadia", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/standards/safety`);
    await follow(page, "Draft a new version");
    expect(await heading(page)).toBe("What do you want to draft?");
    await axeFindsNothing(page);
    await click(page, "Continue");
    expect(page.url()).toBe(`${app.baseUrl}${DRAFT}?done=started`);
    expect(await main(page)).toContain("Say from which day it is in force.");
    await axeFindsNothing(page);

    await follow(page, "Version and dates");
    await click(page, "Save");
    expect(await page.getByRole("alert").innerText()).toContain("Enter the first day in force");
    await fillDate(page, "First day in force", ["4", "1", "2027"]);
    await fillDate(page, "Last day to comply (optional)", ["3", "1", "2027"]);
    await click(page, "Save");
    expect(await page.getByRole("alert").innerText()).toContain(
      "The last day to comply must be on or after the day from which it is in force.",
    );
    await axeFindsNothing(page);
    await fillDate(page, "Last day to comply (optional)", ["30", "6", "2027"]);
    await click(page, "Save");

    await follow(page, "Evidence");
    await axeFindsNothing(page);
    await follow(page, "Add an item");
    await page.getByLabel("What is asked for").fill("Penetration test report");
    await page.getByLabel("The document itself, or a link to it").check();
    await page.getByLabel(/How old it may be/).fill("12");
    await axeFindsNothing(page);
    await click(page, "Save");
    expect(await main(page)).toContain("12 months old");
    await follow(page, "Go back to the draft");

    await follow(page, "For whom it is mandatory");
    expect(await main(page)).toContain("Everything that it applies to");
    await axeFindsNothing(page);
    await follow(page, "Go back to the draft");

    await follow(page, "What is new");
    await page.getByLabel("What is new").fill("A test by somebody else, at most a year old.");
    await axeFindsNothing(page);
    await click(page, "Save");
    for (const part of ["about", "officers"]) {
      await page.goto(`${app.baseUrl}${DRAFT}/${part}`);
      await axeFindsNothing(page);
    }
    await page.context().close();
  });

  it("sees a report that names the product, its supplier, the contract and the day", async () => {
    for (const width of [375, 1280]) {
      const page = await pageOf("nadia", { width, script: width > 375 });
      await page.goto(`${app.baseUrl}${DRAFT}/impact`);
      const text = (await main(page)).replaceAll(/\s+/g, " ");
      expect(text).toContain(
        "2 products fall out because of it, the first on 1 July 2027: of 2 suppliers, with 1 live contract of 1 buyer.",
      );
      for (const words of ["CareNotes", "Alder Record", orderId, "Leeds Teaching Hospitals", "1 July 2027"]) {
        expect(text).toContain(words);
      }
      await axeFindsNothing(page);
      await page.context().close();
    }
    const cookie = await signInAs(app, PEOPLE.nadia.email);
    const csv = await (await get(app, `${DRAFT}/impact/products.csv?effect=change`, cookie)).text();
    expect(csv.trim().split("\n")).toHaveLength(3);
    expect(csv).toContain("s1,CareNotes,Salder,Alder Systems,Falls out by this change,2027-07-01,,,0,");
    expect(await (await get(app, `${DRAFT}/impact/contracts.csv`, cookie)).text()).toContain(orderId);
    const book = await get(app, `${DRAFT}/impact/products.xlsx`, cookie);
    expect(book.headers.get("content-type")).toContain("spreadsheetml");
    expect((await book.arrayBuffer()).byteLength).toBeGreaterThan(2_000);
  });

  it("checks all of it and proposes it, and cannot publish it alone", async () => {
    const page = await pageOf("nadia", { width: 375, script: false });
    await page.goto(`${app.baseUrl}${DRAFT}`);
    await follow(page, "Check and propose");
    expect(await main(page)).toContain("2 products fall out because of it");
    const few = "If it is published today: Suppliers whose products it reaches";
    expect(await main(page)).toContain(few);
    await axeFindsNothing(page);
    await click(page, "Propose it to another officer");
    expect(await main(page)).toContain("Another officer is asked");
    await axeFindsNothing(page);
    const cookie = await signInAs(app, PEOPLE.nadia.email);
    const alone = await post(app, DRAFT, { seen: "4", intent: "publish" }, cookie);
    expect(alone.status).toBe(403);
    expect(await alone.text()).toContain("another commercial officer decides");
    const edited = await get(app, `${DRAFT}/dates`, cookie);
    expect(edited.status).toBe(409);
    await page.context().close();
  });
});

describe("a second officer", () => {
  it("finds it on the first page, reads what it changes, and publishes it", async () => {
    const page = await pageOf("victor");
    await page.goto(`${app.baseUrl}/commercial`);
    await follow(page, "Decide about Clinical safety case, version 2");
    const text = await main(page);
    expect(text).toContain(
      "Penetration test report (given as a link to the document or a file; at most 12 months old)",
    );
    await axeFindsNothing(page);
    await click(page, "Decide");
    expect(await page.getByRole("alert").innerText()).toContain("Choose to publish it or to send it back");
    await page.getByLabel("Publish it").check();
    await click(page, "Decide");
    expect(await main(page)).toContain("It is published");
    expect(await main(page)).toContain("are e-mailed 180, 90 and 30 days before the last day to comply.");
    await follow(page, "See the standard as everybody does");
    const shown = await main(page);
    expect(shown).toContain("A test by somebody else, at most a year old.");
    expect(shown).toContain("Last day on which certificates of versions before 2 count.");
    expect(shown).toContain("What version 2 changed");
    await axeFindsNothing(page);
    await page.setViewportSize({ width: 375, height: 900 });
    await axeFindsNothing(page);
    await page.goto(`${app.baseUrl}/commercial/standards?state=published`);
    expect(await main(page)).toContain("SD-0001");
    await axeFindsNothing(page);
    await page.context().close();
  });

  it("reads what a new standard applies to and when an old one ends, on pages of their own", async () => {
    const page = await pageOf("victor", { width: 375, script: false });
    await page.goto(`${app.baseUrl}/commercial/standards/new`);
    await page.getByLabel("A new standard").check();
    await page.getByLabel("Title").fill("Watching what learns");
    await click(page, "Continue");
    await follow(page, "What it applies to");
    await axeFindsNothing(page);
    await page.getByLabel("Supplier organisations").check();
    await click(page, "Save");
    expect(await main(page)).toContain("Supplier organisations");
    await page.goto(`${app.baseUrl}/commercial/standards/new`);
    await page.getByLabel("The end of a standard").check();
    await page.getByLabel("Standard that ends").selectOption("safety");
    await click(page, "Continue");
    await follow(page, "Its last day");
    await fillDate(page, "Its last day", ["31", "3", "2027"]);
    await click(page, "Save");
    expect(await main(page)).toContain("Its last day is 31 March 2027");
    await page.goto(page.url().replace(/\?.*/, "/impact"));
    expect(await main(page)).toContain("Nothing falls out because of it.");
    await axeFindsNothing(page);
    await page.goto(page.url().replace("/impact", ""));
    await page.getByText("Discard this draft").click();
    await click(page, "Discard the draft");
    expect(await main(page)).toContain("The draft was discarded");
    await page.context().close();
  });

  it("finds the draft of a colleague as it is, and nobody overwrites it unseen", async () => {
    const [nadia, victor] = [
      await signInAs(app, PEOPLE.nadia.email),
      await signInAs(app, PEOPLE.victor.email),
    ];
    const begun = await post(
      app,
      "/commercial/standards/new",
      { kind: "standard", title: "Plain words" },
      nadia,
    );
    const path = begun.headers.get("location")!.split("?")[0]!;
    const change = { seen: "1", whatChanged: "First." };
    expect((await post(app, `${path}/changes`, change, victor)).status).toBe(302);
    const late = await post(app, `${path}/changes`, { ...change, whatChanged: "Second." }, nadia);
    expect(late.status).toBe(409);
    const text = await late.text();
    expect(text).toContain("Somebody changed this draft after you opened this page.");
    expect(text).toContain("Second.");
    expect((await post(app, path, { seen: "2", intent: "discard" }, nadia)).status).toBe(302);
    expect((await post(app, path, { seen: "2", intent: "discard" }, nadia)).status).toBe(409);
  });
});

describe("after it is published", () => {
  /** The service on another day, with its worker, until the daily job has run once. */
  async function dayOf(on: string): Promise<void> {
    await app.stop();
    app = await startApp({ databaseUrl: database.url, today: on });
    await database.db.execute(sql`select graphile_worker.add_job('expire-certificates', '{}'::json)`);
    const waiting = async () =>
      (
        await database.db.execute<{ n: number }>(
          sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'expire-certificates'`,
        )
      )[0]!.n;
    await expect.poll(waiting, { timeout: 60_000, interval: 250 }).toBe(0);
  }
  const subjects = async () =>
    (await database.db.select().from(email).where(like(email.kind, "standard-notice"))).length;
  const sent = async () =>
    (await database.db.select().from(standardNotice)).map(
      (row) => `${row.daysBefore} ${row.role} ${row.organisationCode}`,
    );

  it("mails go at 180, 90 and 30 days, once each, to suppliers and to the buyer with a contract", async () => {
    const each = (days: number) => [
      `${days} buyer RR8`,
      `${days} supplier DVT-ALDER`,
      `${days} supplier S20001`,
    ];
    const before = await subjects();
    expect(before).toBe(0);
    for (const [index, days] of [180, 90, 30].entries()) {
      await dayOf(addDays(complyBy, -days));
      const rows = await sent();
      expect(rows.filter((row) => row.startsWith(`${days} `)).sort()).toEqual(each(days));
      expect(rows).toHaveLength(3 * (index + 1));
    }
    const mails = await subjects();
    await dayOf(addDays(complyBy, -29));
    expect(await subjects()).toBe(mails);
    const mailbox = await (await get(app, "/demo/mailbox")).text();
    expect(mailbox).toContain("Clinical safety case, version 2: to be met by 30 June 2027");
  }, 400_000);

  it("the last day to comply is still good, and on the day after the product cannot be bought", async () => {
    const solution = async () => (await (await get(app, "/solutions/s1")).text()).replaceAll("<!-- -->", "");
    await app.stop();
    app = await startApp({ databaseUrl: database.url, today: complyBy, worker: false });
    expect(await solution()).toContain("Clinical safety case is met by certificate");
    expect(await (await get(app, "/solutions")).text()).toContain("CareNotes");
    await app.stop();
    // No worker runs: nothing but the day has changed.
    app = await startApp({ databaseUrl: database.url, today: addDays(complyBy, 1), worker: false });
    const text = await solution();
    expect(text).toContain("Does not meet");
    expect(text).toContain("has been superseded");
    expect(await (await get(app, "/solutions")).text()).not.toContain("CareNotes");
    const buy = inTransaction(database.db, (tx) =>
      requireCompliant(tx, { solutionId: "s1", lotId: null, buyerKind: null, on: addDays(complyBy, 1) }),
    );
    await expect(buy).rejects.toThrow(
      "You cannot place this order yet: Clinical safety case for CareNotes 4.2",
    );
  }, 200_000);
});
