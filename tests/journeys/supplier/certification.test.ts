// Over 300 lines: one certificate is followed from its end to a new one, by supplier and centre, in one database.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { workOffCondition } from "~db/schema/certification";
import { email } from "~db/schema/platform";
import { day } from "~/domain/shared/day";
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
let number: string;
const cookies: Record<string, string> = {};
const CONDITION = "00000000-0000-4000-8000-000000000001";

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await inTransaction(database.db, async (tx) => {
    await makeSolution(tx);
    await makeSolution(tx, { id: "b1", name: "BirchBook", supplierId: "birchwood" });
    await makeSolution(tx, { id: "b2", name: "BirchNotes", supplierId: "birchwood" });
    await makeStandard(tx, {
      title: "Digital Technology Assessment Criteria",
      versions: [
        {
          version: "2",
          effectiveFrom: day("2021-01-01"),
          validityMonths: 12,
          evidence: ["Completed form", "Clinical safety case"],
        },
      ],
    });
    await makeStandard(tx, { id: "dspt", title: "Toolkit", appliesTo: "organisation" });
    number = await makeCertificate(tx, {
      standardVersionId: "dspt@1",
      solutionId: null,
      validTo: "2026-12-22",
    });
    await tx.insert(workOffCondition).values({
      id: CONDITION,
      certificateNumber: number,
      text: "Send the report.",
      dueOn: day("2026-12-01"),
    });
    await makeCertificate(tx, {
      standardVersionId: "dtac@2",
      validFrom: "2025-11-01",
      validTo: "2026-10-31",
    });
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
  for (const key of ["daniel", "ruth", "marcus", "nadia", "owen", "isla"] as const) {
    cookies[key] = await signInAs(app, PEOPLE[key].email);
  }
});
afterAll(() => browser?.close());

const page = async (path: string, who: string, status = 200) => {
  const answer = await get(app, path, cookies[who]);
  const text = await answer.text();
  expect(answer.status, `${path}\n${text.slice(0, 400)}`).toBe(status);
  return text.replaceAll("<!-- -->", "");
};

const goodEvidence = (position: number) => ({
  [`kind-${position}`]: "url",
  [`reference-${position}`]: `https://alder.example/${position}`,
  [`issuedOn-${position}-day`]: "1",
  [`issuedOn-${position}-month`]: "11",
  [`issuedOn-${position}-year`]: "2026",
});
const CLAIM = "/supplying/certification/claim?standard=dtac&solution=s1";
let claimPath = "";

describe("a supplier mends an expired certificate", () => {
  it("sees what needs it, with a way on", async () => {
    const text = await page("/supplying/certification", "daniel");
    expect(text).toContain("Renew Digital Technology Assessment Criteria for CareNotes");
    expect(text).toContain("/supplying/certification/claim?standard=dtac&amp;solution=s1");
    expect(text).toContain("Meet the condition of Toolkit for your organisation");
    expect(await page("/supplying", "daniel")).toContain("Renew Digital Technology Assessment Criteria");
    const file = await page("/supplying/certification.csv", "daniel");
    expect(file.trim().split("\n")).toHaveLength(3);
    expect(file).toContain("Expired on 31 October 2026.");
  });

  it("chooses standard and holder, and is told what is missing", async () => {
    expect(await page("/supplying/certification/claim", "daniel")).toContain("Choose a standard");
    // Beside its field, and in the summary that leads to it.
    const beside = (html: string) => /id="(\w+)-error">.*?Error:<\/span> (.*?)<\/span>/.exec(html)?.slice(1);
    const nothing = await page("/supplying/certification/claim?asked=yes&standard=&solution=", "daniel");
    expect(beside(nothing)).toEqual(["standard", "Choose a standard"]);
    expect(nothing).toContain('<a href="#standard">Choose a standard</a>');
    const held = await page("/supplying/certification/claim?asked=yes&standard=dspt@1&solution=s1", "daniel");
    expect(beside(held)).toEqual([
      "solution",
      "Toolkit is held by organisations. Choose “None: for the organisation”, or a standard for products",
    ]);
    expect(held).toContain('<a href="#solution">Toolkit is held by organisations');
    // What was chosen stays chosen, for the person to say which of the two was meant.
    expect(held).toMatch(/<option value="dspt@1" selected=""/);
    expect(held).toMatch(/<option value="s1" selected=""/);
    const asked = await page("/supplying/certification/claim?asked=yes&standard=dspt@1&solution=", "daniel");
    expect(asked).not.toContain("There is a problem");
    const half = await page("/supplying/certification/claim?standard=dtac@2", "daniel");
    expect(half).toContain("Choose the solution");
    // Another supplier's solution is nobody's to claim for.
    expect(await page(`${CLAIM.replace("s1", "b1")}`, "daniel")).toContain("Choose the solution");
    expect(await page(CLAIM, "daniel")).toContain("Clinical safety case");
    const wrong = { ...goodEvidence(1), "kind-2": "url", "reference-2": "not a link" };
    const refused = await post(app, CLAIM, wrong, cookies.daniel);
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(text).toContain("Enter a whole link, beginning with https://");
    expect(text).toContain("Enter the day it was issued");
    expect(text).toContain("https://alder.example/1");
    const old = { ...goodEvidence(1), ...goodEvidence(2), "expiresOn-2-day": "1", "expiresOn-2-month": "11" };
    const declared = { ...goodEvidence(1), ...goodEvidence(2), "kind-2": "declaration" };
    const unfit = await post(app, CLAIM, { ...declared, step: "submit" }, cookies.daniel);
    expect(await unfit.text()).toContain("your own statement does not show it");
    const late = await post(app, CLAIM, { ...old, "expiresOn-2-year": "2026" }, cookies.daniel);
    expect(await late.text()).toContain("This evidence expired on 1 November 2026");
  });

  it("checks, sends once, and reads what happens next", async () => {
    const form = { ...goodEvidence(1), ...goodEvidence(2) };
    const check = await post(app, CLAIM, { ...form, step: "check" }, cookies.daniel);
    expect(check.status).toBe(200);
    expect(await check.text()).toContain("Check your claim for CareNotes");
    const sent = await post(app, CLAIM, { ...form, step: "submit" }, cookies.daniel);
    expect(sent.status).toBe(302);
    const to = sent.headers.get("Location")!;
    claimPath = to.split("?")[0]!;
    const text = await page(to, "daniel");
    expect(text).toContain("Your claim was sent");
    expect(text).toContain("What happens next");
    const twice = await post(app, CLAIM, { ...form, step: "submit" }, cookies.ruth);
    expect(twice.status).toBe(409);
    expect(await twice.text()).toContain("is with the assessors already");
    await page(claimPath, "marcus", 404);
  });

  it("corrects what comes back, and is approved", async () => {
    const id = claimPath.split("/").at(-1)!;
    const assess = `/commercial/assessments/${id}`;
    const back = { decision: "return", reason: "The form is not signed.", step: "submit" };
    expect((await post(app, assess, { decision: "take_up" }, cookies.owen)).status).toBe(302);
    // What the claim's own dates tell comes in the round of the other errors.
    const half = { decision: "approve_with_conditions", reason: "", "condition-1": "", step: "check" };
    const wrong = await (await post(app, assess, half, cookies.owen)).text();
    for (const field of ["reason", "condition-1", "dueOn-1"]) expect(wrong).toContain(`id="${field}-error"`);
    expect((await post(app, assess, back, cookies.owen)).status).toBe(302);
    expect(await page("/supplying/certification", "daniel")).toContain("The form is not signed.");
    expect(await page(claimPath, "daniel")).toContain("Correct and send again");
    const again = `/supplying/certification/claim?claim=${id}`;
    const text = await page(again, "daniel");
    expect(text).toContain("Why it came back");
    expect(text).toContain("https://alder.example/2");
    const form = { ...goodEvidence(1), ...goodEvidence(2), "reference-1": "https://alder.example/signed" };
    expect((await post(app, again, { ...form, step: "submit" }, cookies.daniel)).status).toBe(302);
    expect((await get(app, again, cookies.daniel)).status).toBe(302);
    expect((await post(app, assess, { decision: "take_up" }, cookies.owen)).status).toBe(302);
    const approve = { decision: "approve", reason: "", step: "submit" };
    expect((await post(app, assess, approve, cookies.owen)).status).toBe(302);
    const history = await page(claimPath, "daniel");
    for (const words of ["Sent to the assessors", "Returned for correction", "Approved"]) {
      expect(history).toContain(words);
    }
    expect(await page("/supplying/certification", "daniel")).not.toContain("Renew Digital");
    const mails = await database.db.select().from(email);
    expect(mails.filter((mail) => mail.kind.startsWith("claim-")).map((mail) => mail.kind)).toHaveLength(4);
  });
});

describe("listings", () => {
  it("are read with state, verdict and prices, and only one's own", async () => {
    const list = await page("/supplying/listings", "daniel");
    expect(list).toContain("/solutions/s1");
    expect(list).not.toContain("BirchBook");
    expect(await page("/supplying/listings/s1", "daniel")).toContain("Where it stands");
    await page("/supplying/listings/b1", "daniel", 404);
    expect((await page("/supplying/listings.csv", "marcus")).trim().split("\n")).toHaveLength(3);
  });
});

describe("the centre", () => {
  const base = () => `/commercial/certificates/${number}`;

  it("finds certificates by status and words", async () => {
    expect(await page("/commercial/certificates?status=expired", "isla")).toContain(
      "Showing 1 certificate of the chosen status, ",
    );
    expect(await page("/commercial/certificates?words=toolkit", "isla")).toContain(number);
    const file = await page("/commercial/certificates.csv?status=expired", "isla");
    expect(file.trim().split("\n")).toHaveLength(2);
  });

  it("suspends with a reason, after a look at what follows, and reinstates", async () => {
    const path = `${base()}/suspend`;
    expect(await page(base(), "isla")).not.toContain(path);
    expect(await page(base(), "owen")).toContain(path);
    const empty = await post(app, path, { reason: " " }, cookies.owen);
    expect(empty.status).toBe(422);
    const check = await (await post(app, path, { reason: "Open weakness." }, cookies.owen)).text();
    expect(check).toContain("Check before you suspend it");
    expect(check).toContain("CareNotes");
    const form = { reason: "Open weakness.", step: "submit" };
    expect((await post(app, path, form, cookies.owen)).status).toBe(302);
    expect(await page(base(), "owen")).toContain("Suspended since 22 November 2026: Open weakness.");
    expect((await post(app, path, form, cookies.nadia)).status).toBe(409);
    expect(await page("/supplying/certification", "daniel")).toContain("Put right Toolkit");
    const back = await post(app, `${base()}/reinstate`, { reason: "Mended.", step: "submit" }, cookies.nadia);
    expect(back.status).toBe(302);
  });

  it("records a condition as met, once", async () => {
    const path = `${base()}/conditions/${CONDITION}`;
    expect(await page(path, "owen")).toContain("Send the report.");
    expect((await post(app, path, {}, cookies.owen)).status).toBe(302);
    expect((await post(app, path, {}, cookies.owen)).status).toBe(409);
    expect(await page(base(), "owen")).toContain("Met on 22 November 2026");
  });

  it("grants a waiver that the verdict counts", async () => {
    const path = "/commercial/waivers/new";
    const dates = {
      "from-day": "22",
      "from-month": "11",
      "from-year": "2026",
      "to-day": "31",
      "to-month": "3",
    };
    const form = {
      ...dates,
      "to-year": "2027",
      standard: "dtac",
      solution: "birchnotes",
      reason: "In pilot.",
    };
    const unknown = await post(app, path, { ...form, buyer: "NOBODY" }, cookies.nadia);
    expect(await unknown.text()).toContain("There is no organisation with this code");
    const check = await post(app, path, { ...form, buyer: "RR8", step: "check" }, cookies.nadia);
    const text = await check.text();
    expect(text).toContain("BirchNotes, Birchwood Health");
    expect(text).toContain("Leeds Teaching Hospitals NHS Trust");
    const gone = { "from-year": "2020", "to-year": "2020", "to-month": "12" };
    const past = await post(app, path, { ...form, ...gone, step: "check" }, cookies.nadia);
    expect(await past.text()).toContain("it cannot be granted for days that are all past");
    const long = await post(app, path, { ...form, "to-year": "2029", step: "submit" }, cookies.nadia);
    expect(long.status).toBe(422);
    expect((await post(app, path, { ...form, step: "submit" }, cookies.owen)).status).toBe(403);
    expect((await post(app, path, { ...form, step: "submit" }, cookies.nadia)).status).toBe(302);
    expect(await page("/commercial/waivers", "isla")).toContain("In pilot.");
    expect((await page("/commercial/waivers.csv", "isla")).trim().split("\n")).toHaveLength(2);
    expect(await page("/solutions/b2", "isla")).toContain("is waived until 31 March 2027");
  });
});

describe("in a browser without script", () => {
  const shots = process.env.SHOTS_DIR;

  async function expectClean(screen: Page, name: string) {
    const width = screen.viewportSize()!.width;
    if (shots) await screen.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    const faults = await accessibilityFaults(screen);
    expect([name, width, ...faults]).toEqual([name, width]);
    const wide = await screen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect([name, width, wide]).toEqual([name, width, false]);
  }

  async function at(width: number, who: keyof typeof PEOPLE, work: (screen: Page) => Promise<void>) {
    // axe needs to run in the page, which javaScriptEnabled: false forbids; refusing our scripts does the same.
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.route("**/*.js", (route) => route.abort());
    await signInContext(context, app, PEOPLE[who].email);
    await work(await context.newPage());
    await context.close();
  }

  it.each([1280, 375])("a claim is made at %d pixels", async (width) => {
    await at(width, "marcus", async (screen) => {
      await screen.goto(`${app.baseUrl}/supplying/certification`);
      await expectClean(screen, "certification");
      const standard = width === 1280 ? "Digital Technology Assessment Criteria" : "Toolkit";
      await screen.getByRole("link", { name: new RegExp(`^Claim ${standard}`) }).click();
      const items = await screen.getByRole("group", { name: /form|case/ }).count();
      await expectClean(screen, "claim");
      await screen.getByRole("button", { name: "Check your claim" }).click();
      if (items > 0) {
        await expectClean(screen, "claim-errors");
        for (const position of [1, 2]) {
          await screen.locator(`#reference-${position}`).fill("https://birch.example/evidence.pdf");
          await screen.locator(`#issuedOn-${position}`).fill("1");
          await screen.locator(`#issuedOn-${position}-month`).fill("6");
          await screen.locator(`#issuedOn-${position}-year`).fill("2026");
        }
        await screen.getByRole("button", { name: "Check your claim" }).click();
      }
      await expectClean(screen, "claim-check");
      await screen.getByRole("button", { name: "Send the claim" }).click();
      await screen.getByRole("heading", { name: "Your claim was sent" }).waitFor();
      await expectClean(screen, "claim-sent");
      for (const name of ["listings", "listings/b1"]) {
        await screen.goto(`${app.baseUrl}/supplying/${name}`);
        await expectClean(screen, name.replace("/", "-"));
      }
    });
  });

  it.each([1280, 375])("the centre's pages hold at %d pixels", async (width) => {
    await at(width, "nadia", async (screen) => {
      for (const [name, path] of [
        ["centre-certificates", "/commercial/certificates"],
        ["centre-certificate", `/commercial/certificates/${number}`],
        ["centre-waivers", "/commercial/waivers"],
        ["centre-waiver", "/commercial/waivers/new"],
      ] as const) {
        await screen.goto(app.baseUrl + path);
        await expectClean(screen, name);
      }
      await screen.goto(`${app.baseUrl}/commercial/certificates/${number}/withdraw`);
      await screen.getByLabel("Reason").fill("It was issued by mistake.");
      await screen.getByRole("button", { name: "Continue" }).click();
      await expectClean(screen, "centre-check");
      await screen.getByRole("button", { name: "Change your answers" }).click();
      expect(await screen.getByLabel("Reason").inputValue()).toBe("It was issued by mistake.");
    });
  });
});
