import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { inTransaction } from "~db";
import { procurementThreshold } from "~db/schema/frameworks";
import { draftAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import { proposeAgreement } from "~/domain/agreements/propose-agreement.server";
import { BUYER } from "~/domain/agreements/rules/rule";
import { SYSTEM } from "~/domain/audit/event";
import { pence } from "~/domain/money/money";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import { day } from "~/domain/shared/day";
import { commitShare, asSystem, makeFund } from "../../factories/funding";
import { makePeople, PEOPLE } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { wordsOf } from "../../setup/visitor";

let database: TestDatabase;
let app: RunningApp;
let browser: Browser;
let agreementId: string;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  const { db, url } = database;
  await makePeople(db);
  await makeFund(db, "DSC-2026", 100_000_000n, { name: "Digitising Social Care 2026/27" });
  await inTransaction(db, (tx) =>
    allocateFund(tx, { ...asSystem, fundId: "DSC-2026", organisationCode: "QWO", amount: pence(60_000_000) }),
  );
  await commitShare(db, { orderId: "C010001-01", fundId: "DSC-2026", cost: 12_345_67n, payerCode: "X24" });
  await inTransaction(db, (tx) => checkLedger(tx, { at: asSystem.at, elapsed: () => 1 }));
  agreementId = await inTransaction(db, async (tx) => {
    const drafted = await draftAgreement(tx, {
      actor: SYSTEM,
      at: asSystem.at,
      agreement: {
        title: "Digital social care records",
        ownerCode: "X24",
        summary: "NHS England pays half of the licences of care providers.",
        parties: ["X24", "QWO"],
        effectiveFrom: day("2026-04-01"),
        effectiveTo: day("2027-03-31"),
        scope: { buyerKinds: ["care_provider"] },
        rules: [
          { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000, fundIds: ["DSC-2026"] },
          { shape: "residual", ruleNumber: 2, payer: BUYER },
        ],
      },
    });
    await proposeAgreement(tx, { ...drafted, actor: SYSTEM, at: asSystem.at });
    return drafted.agreementId;
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
  for (const key of ["nadia", "helen", "tom", "isla", "owen"] as const) {
    cookies[key] = await signInAs(app, PEOPLE[key].email);
  }
});
afterAll(() => browser?.close());

const text = async (path: string, cookie?: string) => {
  const answer = await get(app, path, cookie);
  const body = await answer.text();
  expect(answer.status, `${path}\n${body.slice(0, 500)}`).toBe(200);
  return body.replaceAll("<!-- -->", "");
};

describe("who pays for what", () => {
  it("is the buyer while nobody has signed, then what the parties signed", async () => {
    const question = "/who-pays?kind=care_provider&category=licence-subscription&lot=&place=QWO";
    expect(await text(question)).toContain("the social care provider would pay 100%");
    const page = `/commercial/agreements/${agreementId}`;
    const sign = `${page}/versions/1/sign`;
    expect(await text(page, cookies.nadia)).toContain(`href="${sign}"`);
    const check = wordsOf(await text(sign, cookies.nadia));
    for (const words of [
      "What NHS England pays Rule 1",
      "First day",
      "Digitising Social Care 2026/27",
      "Do its allocations bind?",
      "You sign as Nadia Rahman",
      "NHS West Yorkshire Integrated Care Board (QWO): not signed yet",
    ])
      expect(check).toContain(words);
    expect((await post(app, sign, {}, cookies.nadia)).status).toBe(302);
    expect((await get(app, sign, cookies.nadia)).status).toBe(409);
    const buying = `/buying/agreements/${agreementId}`;
    expect((await get(app, buying, cookies.tom)).status).toBe(404);
    expect((await get(app, `${buying}/versions/1/sign`, cookies.tom)).status).toBe(404);
    expect(wordsOf(await text(`${buying}/versions/1/sign`, cookies.helen))).toContain(
      "Yours is the last signature",
    );
    expect((await post(app, `${buying}/versions/1/sign`, {}, cookies.helen)).status).toBe(302);
    const again = await post(app, `${buying}/versions/1/sign`, {}, cookies.helen);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("signed it already");
    const answer = await text(question);
    expect(answer).toContain("NHS England would pay 50% from Digitising Social Care 2026/27");
    expect(answer).toContain("the social care provider would pay 50%");
    expect(answer).toContain("£50,000.00");
  });
});

describe("whether allocations bind", () => {
  it("is changed through a page that says what it touches, and not before", async () => {
    const path = "/commercial/funding/DSC-2026/allocations/bind";
    const form = { bind: "yes", reason: "Boards keep to their part" };
    const check = await post(app, path, { ...form, step: "check" }, cookies.nadia);
    expect(check.status).toBe(200);
    const words = wordsOf((await check.text()).replaceAll("<!-- -->", ""));
    for (const said of [
      "Check before you change whether allocations bind",
      "They bind: an order takes no more than what is set aside",
      "no order that has been sent waits for money of this fund",
      "the supplier cannot sign an order that takes more",
    ])
      expect(words).toContain(said);
    const binds = async () => (await fundBalance(database.db, "DSC-2026")).allocationsBind;
    expect(await binds()).toBe(false);
    expect(words).toContain("Ask another officer to approve");
    for (const bind of ["yes", "no"]) {
      const asked = await post(app, path, { ...form, bind, step: "submit" }, cookies.nadia);
      const proposal = asked.headers.get("Location")!.split("?")[0]!;
      expect(proposal).toContain("/commercial/proposals/");
      expect(await binds()).toBe(bind === "no");
      expect(wordsOf(await text("/commercial/funding/DSC-2026", cookies.nadia))).toContain(
        "It waits for another officer",
      );
      const decision = { decision: "approve", reason: "Agreed" };
      expect((await post(app, proposal, decision, await signInAs(app, PEOPLE.victor.email))).status).toBe(
        302,
      );
      expect(await binds()).toBe(bind === "yes");
    }
  });
});

describe("what the portal knows only to a day", () => {
  it("is told on the centre's first page and by /healthz within six months of its end, and not before", async () => {
    const healthz = async () => JSON.parse(await text("/healthz")).knowledge;
    expect(await text("/commercial", cookies.nadia)).not.toContain("What the portal knows ends soon");
    expect(await healthz()).toEqual([]);
    await database.db.insert(procurementThreshold).values({
      id: "goods-services-sub-central",
      effectiveFrom: day("2026-01-01"),
      effectiveTo: day("2027-03-31"),
      amount: pence(207_720_00),
      basis: "test",
    });
    const home = await text("/commercial", cookies.nadia);
    expect(home).toContain("What the portal knows ends soon");
    expect(home).toContain("31 March 2027");
    expect(await healthz()).toMatchObject([{ id: "threshold:goods-services-sub-central" }]);
  });
});

describe("the money", () => {
  it("is shown to the public by programme, and to commercial staff by movement", async () => {
    expect(await text("/funding")).toContain("Digitising Social Care 2026/27");
    expect(await text("/funding/programmes/programme-of-DSC-2026")).toContain("£1,000,000");
    const fund = await text("/commercial/funding/DSC-2026", cookies.nadia);
    expect(fund).toContain("Order C010001-01 reserved £12,345.67");
    const ledger = await text("/commercial/ledger", cookies.isla);
    expect(ledger).toContain("what came in less what went out is £0.00");
    expect(ledger).toContain("and they agree");
    const file = await text("/commercial/ledger.csv?account=fund%3ADSC-2026&entry=commit", cookies.isla);
    expect(file.trim().split("\n")).toHaveLength(2);
    expect(file).toContain("12345.67");
  });

  it("is not shown to buyers, and what is unknown is not found", async () => {
    for (const path of ["/commercial/funding", "/commercial/funding/DSC-2026", "/commercial/ledger"]) {
      expect((await get(app, path, cookies.tom)).status).toBe(403);
    }
    expect((await get(app, "/commercial/funding/NONE", cookies.nadia)).status).toBe(404);
    expect((await get(app, "/funding/programmes/none")).status).toBe(404);
  });
});

describe("axe finds nothing", () => {
  it.each([
    "/funding",
    "/funding/programmes/programme-of-DSC-2026",
    "/who-pays?kind=care_provider&place=QWO",
    "/commercial/funding",
    "/commercial/funding/DSC-2026",
    "/commercial/ledger",
    "/commercial/agreements",
    "AGREEMENT",
  ])("%s", async (path) => {
    const context = await browser.newContext();
    await signInContext(context, app, PEOPLE.nadia.email);
    const page = await context.newPage();
    await page.goto(app.baseUrl + path.replace("AGREEMENT", `/commercial/agreements/${agreementId}`));
    const faults = await accessibilityFaults(page);
    await context.close();
    expect(faults).toEqual([]);
  });
});
