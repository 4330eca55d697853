import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { organisationFact } from "~db/schema/organisations";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { day } from "~/domain/shared/day";
import { makeFund, makeOrganisations } from "../../factories/funding";
import { makePeople, PEOPLE } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;
let database: TestDatabase;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  const { db, url } = database;
  await makePeople(db);
  await makeOrganisations(db, [
    { code: "QOP", name: "NHS Greater Manchester Integrated Care Board", kind: "icb", regionCode: "Y62" },
    { code: "B00001", name: "One practice", kind: "gp_practice", icbCode: "QOP" },
  ]);
  await db.insert(organisationFact).values(
    (
      [
        ["B84613", 10_000n],
        ["B00001", 20_000n],
      ] as const
    ).map(([organisationCode, numberValue]) => ({
      organisationCode,
      name: "registered_patients",
      asAt: day("2026-10-01"),
      numberValue,
      source: "test",
    })),
  );
  await makeFund(db, "SPARE", 50_000_000n, { name: "Spare money 2026/27" });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
  for (const key of ["nadia", "victor", "helen", "isla", "owen"] as const) {
    cookies[key] = await signInAs(app, PEOPLE[key].email);
  }
});
afterAll(() => browser?.close());

const page = async (path: string, who?: string) => {
  const answer = await get(app, path, who ? cookies[who] : undefined);
  const body = await answer.text();
  expect(answer.status, `${path}\n${body.slice(0, 500)}`).toBe(200);
  return body.replaceAll("<!-- -->", "");
};
const send = async (path: string, form: Record<string, string>, who = "nadia", status = 302) => {
  const answer = await post(app, path, form, cookies[who]);
  const body = (await answer.text()).replaceAll("<!-- -->", "");
  expect(answer.status, `${path}\n${body.slice(0, 3_000)}`).toBe(status);
  return { body, to: answer.headers.get("Location") ?? "" };
};
const dates = (name: string, written: string) => {
  const [year, month, dayOfMonth] = written.split("-");
  return { [`${name}-day`]: dayOfMonth!, [`${name}-month`]: month!, [`${name}-year`]: year! };
};
const balance = async (id: string) => (await fundBalances(database.db, [id]))[0]!;

const FUND = {
  programme: "new-records-for-care",
  name: "New records 2026/27",
  id: "nr-2026",
  payer: "X24",
  financialYear: "2026",
  nature: "revenue",
  atEnd: "lapses",
  amount: "1,000,000.01",
  ...dates("opens", "2026-11-01"),
  ...dates("closes", "2027-01-31"),
};

describe("a commercial officer", () => {
  it("opens a programme and a fund in it, to the penny, after checking the answers", async () => {
    const programme = {
      name: "New Records for Care!",
      summary: "Moves providers from paper.",
      years: "2026/27",
    };
    const fresh = "/commercial/funding/programmes/new";
    const wrong = await send(fresh, { ...programme, name: "" }, "nadia", 422);
    expect(wrong.body).toContain("Enter the name of the programme");
    expect((await send(fresh, { ...programme, step: "check" }, "nadia", 200)).body).toContain(
      "Check the programme",
    );
    const made = await send(fresh, { ...programme, step: "submit" });
    expect(made.to).toContain("programme=new-records-for-care");
    expect(await page(made.to, "nadia")).toContain("Next, open its first fund");

    const bad = await send("/commercial/funding/new", { ...FUND, amount: "12.345", payer: "" }, "nadia", 422);
    expect(bad.body).toContain("with at most two decimals");
    expect(bad.body).toContain("Enter the code of who pays");
    const late = { ...FUND, ...dates("closes", "2027-04-30"), step: "check" };
    expect((await send("/commercial/funding/new", late, "nadia", 422)).body).toContain(
      "must close by 31 March 2027",
    );
    const check = await send("/commercial/funding/new", { ...FUND, step: "check" }, "nadia", 200);
    expect(check.body).toContain("£1,000,000.01");
    expect(check.body).toContain("31 January 2027");
    const opened = await send("/commercial/funding/new", { ...FUND, step: "submit" });
    expect(await page(opened.to, "nadia")).toContain("Another officer is asked");
    await send(opened.to.split("?")[0]!, { decision: "approve" }, "nadia", 403);
    await send(opened.to.split("?")[0]!, { decision: "approve" }, "victor");
    expect((await balance("NR-2026")).free).toBe(100_000_001n);
    const again = await send("/commercial/funding/new", { ...FUND, step: "submit" }, "nadia", 422);
    expect(again.body).toContain("There is a fund NR-2026 already");
  });

  it("adds money, and closes a fund sooner, with reasons", async () => {
    const add = { amount: "0.99", reason: "Found some more" };
    expect(
      (await send("/commercial/funding/NR-2026/add", { ...add, step: "check" }, "nadia", 200)).body,
    ).toContain("£1,000,001.00");
    const asked = await send("/commercial/funding/NR-2026/add", { ...add, step: "submit" });
    expect((await balance("NR-2026")).allocated).toBe(100_000_001n);
    await send(asked.to.split("?")[0]!, { decision: "approve" }, "victor");
    expect(await page("/commercial/funding/requests.csv", "isla")).toContain("Add money to a fund,NR-2026");
    expect((await balance("NR-2026")).allocated).toBe(100_000_100n);
    const close = {
      reason: "Ends sooner",
      ...dates("opens", "2026-11-01"),
      ...dates("closes", "2027-01-15"),
    };
    await send("/commercial/funding/NR-2026/dates", { ...close, step: "submit" });
    expect((await balance("NR-2026")).closesOn).toBe("2027-01-15");
  });

  it("sets money aside by registered patients, and looks at it first", async () => {
    const path = "/commercial/funding/NR-2026/allocations/new";
    const form = {
      by: "formula",
      formula: "per-head",
      amount: "1000000",
      who: "kind",
      kind: "icb",
      reason: "Agreed",
    };
    const shown = await send(path, { ...form, step: "check" }, "nadia", 200);
    expect(shown.body).toContain(
      "20,000 registered patients at the 1 practice counted, of 30,000 on 1 October 2026",
    );
    expect(shown.body).toContain("£666,666.67");
    expect((await balance("NR-2026")).setAside).toBe(0n);
    const digest = /name="digest" value="([^"]+)"/.exec(shown.body)![1]!;
    const stale = await send(path, { ...form, step: "submit", digest: "other" }, "nadia", 409);
    expect(stale.body).toContain("has changed since you looked");
    const done = await send(path, { ...form, step: "submit", digest });
    expect(await page(done.to, "isla")).toContain("£333,333.33");
    expect((await balance("NR-2026")).setAside).toBe(100_000_000n);
  });

  it("is told every fault of a table by its row, and nothing is kept", async () => {
    const path = "/commercial/funding/NR-2026/allocations/new";
    const table = "ODS code,Amount\nQWO,x\nNOPE1,5\nQOP,-1\nQOP,700000";
    const wrong = await send(path, { by: "table", table, reason: "Agreed", step: "check" }, "nadia", 200);
    for (const words of [
      "Row 2: “x” is not an amount",
      "Row 3: NOPE1 is not",
      "Row 4: ",
      "There are 4 errors",
    ]) {
      expect(wrong.body).toContain(words);
    }
    const over = "ODS code,Amount\nQOP,666667.68";
    const refused = await send(
      path,
      { by: "table", table: over, reason: "More", step: "check" },
      "nadia",
      200,
    );
    expect(refused.body).toContain("£0.01 more than the fund has");
    expect((await balance("NR-2026")).setAside).toBe(100_000_000n);
    const one = await send(
      "/commercial/funding/NR-2026/allocations/QWO",
      { amount: "0", before: "33333333", reason: "Given back", step: "submit" },
      "nadia",
    );
    expect(await page(one.to, "nadia")).toContain("Given back");
    expect((await balance("NR-2026")).setAside).toBe(66_666_667n);
    const file = await page("/commercial/funding/NR-2026/allocations.csv", "isla");
    expect(file).toContain("QOP,666666.67");
  });

  it("asks for a transfer that another officer decides", async () => {
    const form = { kind: "transfer", from: "SPARE", to: "NR-2026", amount: "500000", reason: "More demand" };
    const fresh = "/commercial/funding/transfers/new";
    const short = await send(fresh, { ...form, amount: "500000.01", step: "check" }, "nadia", 422);
    expect(short.body).toContain("Spare money 2026/27 is £0.01 short");
    await send(fresh, { ...form, step: "check" }, "nadia", 200);
    const { to } = await send(fresh, { ...form, step: "submit" });
    const path = to.split("?")[0]!;
    expect(await page(to, "nadia")).toContain("another commercial officer decides");
    expect(await page("/commercial", "victor")).toContain("Decide on £500,000.00 from Spare money 2026/27");
    expect(await page("/commercial", "nadia")).not.toContain("Decide on £500,000.00");
    await send(path, { decision: "approve" }, "nadia", 403);
    await send(path, { decision: "approve" }, "owen", 403);
    const declined = await send(path, { decision: "decline" }, "victor", 422);
    expect(declined.body).toContain("Enter why it is declined");
    const done = await send(path, { decision: "approve" }, "victor");
    expect(await page(done.to, "victor")).toContain("The money has moved");
    await send(path, { decision: "approve" }, "victor", 409);
    expect((await balance("SPARE")).free).toBe(0n);
    expect(await page("/commercial/funding/transfers.csv?state=approved", "isla")).toContain("500000.00");
  });
});

describe("everybody", () => {
  it("sees what closes soon, who may use it, and takes it away as a file", async () => {
    const all = await page("/funding");
    expect(all).toContain("Closing in the next 90 days");
    expect(all).toContain("Closes in 54 days");
    expect(await page("/funding?nature=capital")).toContain("No fund fits these choices");
    expect(await page("/funding?kind=nonsense&nature=x")).toContain("New records 2026/27");
    const programme = await page("/funding/programmes/new-records-for-care");
    expect(programme).toContain("Every kind of buyer can use it for revenue costs");
    expect(programme).toContain("/buying/applications/new?fund=NR-2026");
    expect(programme).toContain("NHS Greater Manchester Integrated Care Board (QOP)");
    expect((await page("/funding.csv")).trim().split("\n")).toHaveLength(3);
    expect(JSON.parse(await page("/funding.json"))).toHaveLength(2);
    expect(await page("/funding/calendar.ics")).toContain("DTSTART;VALUE=DATE:20270115");
    expect(await page("/buying/funding", "helen")).toContain("Nothing is set aside for you by name");
  });

  it.each([
    "/funding",
    "/funding/programmes/new-records-for-care",
    "/commercial/funding",
    "/commercial/funding/NR-2026",
    "/commercial/funding/new",
    "/commercial/funding/NR-2026/allocations",
    "/commercial/funding/NR-2026/allocations/new",
    "/commercial/funding/NR-2026/allocations/QOP",
    "/commercial/funding/transfers",
    "/commercial/funding/transfers/new",
  ])("finds %s accessible", async (path) => {
    const context = await browser.newContext();
    await signInContext(context, app, PEOPLE.nadia.email);
    const tab = await context.newPage();
    await tab.goto(app.baseUrl + path);
    const faults = await accessibilityFaults(tab);
    await context.close();
    expect(faults).toEqual([]);
  });
});
