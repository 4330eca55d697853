// Over 300 lines: what officers do with programmes, funds, allocations and transfers, one after the other in one demonstration.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { eq } from "drizzle-orm";
import { email } from "~db/schema/platform";
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
/** What one officer proposes, and the other approves. */
const byTwo = async (path: string, form: Record<string, string>) => {
  const { to } = await send(path, { ...form, step: "submit" });
  expect(to).toContain("/commercial/proposals/");
  await send(to.split("?")[0]!, { decision: "approve", reason: "Agreed" }, "victor");
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
      firstYear: "2026",
      lastYear: "2028",
      sources: "https://www.england.nhs.uk/records",
    };
    const fresh = "/commercial/funding/programmes/new";
    const wrong = await send(fresh, { ...programme, name: "" }, "nadia", 422);
    expect(wrong.body).toContain("Enter the name of the programme");
    const banana = { ...programme, firstYear: "banana", sources: "banana" };
    const fruit = (await send(fresh, { ...banana, step: "check" }, "nadia", 422)).body;
    expect(fruit).toContain("Choose the first financial year");
    expect(fruit).toContain("“banana” is no address on the web");
    expect((await send(fresh, { ...programme, step: "check" }, "nadia", 200)).body).toContain(
      "Check the programme",
    );
    const made = await send(fresh, { ...programme, step: "submit" });
    expect(made.to).toContain("programme=new-records-for-care");
    expect(await page(made.to, "nadia")).toContain("Next, open its first fund");
    const twin = { ...programme, name: "new records for CARE!", step: "check" };
    expect((await send(fresh, twin, "nadia", 422)).body).toContain("a programme of this name already");

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
    await send(opened.to.split("?")[0]!, { decision: "approve", step: "submit" }, "nadia", 403);
    await send(opened.to.split("?")[0]!, { decision: "approve", step: "submit" }, "victor");
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
    await send(asked.to.split("?")[0]!, { decision: "approve", step: "submit" }, "victor");
    expect(await page("/commercial/funding/requests.csv", "isla")).toContain("Add money to a fund,NR-2026");
    expect((await balance("NR-2026")).allocated).toBe(100_000_100n);
    const close = {
      reason: "Ends sooner",
      ...dates("opens", "2026-11-01"),
      ...dates("closes", "2027-01-15"),
    };
    const checked = await send(
      "/commercial/funding/NR-2026/dates",
      { ...close, step: "check" },
      "nadia",
      200,
    );
    expect(checked.body).toContain("Ask another officer to approve");
    expect(checked.body).toContain(
      "buyers whose orders wait for its money are told by e-mail when it is approved",
    );
    await byTwo("/commercial/funding/NR-2026/dates", close);
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
    const trusts = await send(path, { ...form, kind: "trust", step: "check" }, "nadia", 200);
    expect(trusts.body).toContain("No registered patients are counted for NHS trusts here");
    expect(trusts.body).toContain("Choose “The same for everyone” or “By weights of your own” instead.");
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
    // What ended is still found from the history, and says since when nothing is set aside.
    const allocations = await page("/commercial/funding/NR-2026/allocations", "isla");
    expect(allocations).toContain('href="/commercial/funding/NR-2026/allocations/QWO"');
    const gone = await page("/commercial/funding/NR-2026/allocations/QWO", "isla");
    expect(gone).toContain("Nothing is set aside any more, since 22 November 2026: Given back");
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
    const waits = await page(to, "nadia");
    expect(waits).toContain("another commercial officer decides");
    // One figure where it is asked for and where it waits, with the words that say what it counts.
    expect(waits.replaceAll(/<[^>]+>/g, "")).toContain(
      "£0.00: £500,000.00 is free to commit and this request takes £500,000.00",
    );
    // Nothing more can leave it: it is offered no more, and says why where it is asked for.
    expect(await page(fresh, "nadia")).not.toContain("(SPARE): £");
    expect(await page(`${fresh}?from=SPARE`, "nadia")).toContain(
      "Nothing can leave Spare money 2026/27: £500,000.00 is free to commit and requests that wait take £500,000.00.",
    );
    expect(await page(fresh, "nadia")).toContain("Ask for a transfer between funds</h1>");
    const carry = await page(`${fresh}?kind=carry-over&from=SPARE`, "nadia");
    expect(carry).toContain("Ask to carry money over to the next year</h1>");
    expect(carry).not.toContain("Ask for a transfer");
    expect(await page("/commercial", "victor")).toContain("Decide on £500,000.00 from Spare money 2026/27");
    expect(await page("/commercial", "nadia")).not.toContain("Decide on £500,000.00");
    await send(path, { decision: "approve", step: "submit" }, "nadia", 403);
    await send(path, { decision: "approve", step: "submit" }, "owen", 403);
    const declined = await send(path, { decision: "decline" }, "victor", 422);
    expect(declined.body).toContain("Enter why it is declined");
    const no = { decision: "decline", reason: "Not now" };
    const checkedNo = (await send(path, { ...no, step: "check" }, "victor", 200)).body;
    expect(checkedNo).toContain("Check before you decline");
    expect(checkedNo).toContain("Not now");
    const checked = (await send(path, { decision: "approve" }, "victor", 200)).body;
    expect(checked).toContain("Check before you approve");
    expect(checked).toContain("The money moves at once");
    expect((await balance("SPARE")).free).toBe(50_000_000n);
    const done = await send(path, { decision: "approve", step: "submit" }, "victor");
    expect(await page(done.to, "victor")).toContain("The money has moved");
    await send(path, { decision: "approve", step: "submit" }, "victor", 409);
    expect((await balance("SPARE")).free).toBe(0n);
    expect(await page("/commercial/funding/transfers.csv?state=approved", "isla")).toContain("500000.00");
  });
});

describe("an officer who asked", () => {
  it("withdraws it after a check page, and the officers who were asked are told", async () => {
    const add = { amount: "5", reason: "Too early", step: "submit" };
    const { to } = await send("/commercial/funding/NR-2026/add", add);
    const path = to.split("?")[0]!;
    const check = (await send(path, { decision: "withdraw" }, "nadia", 200)).body;
    expect(check).toContain("Check before you withdraw it");
    expect(check).toContain("are told by e-mail");
    expect(await page(path, "nadia")).toContain("You can withdraw it until then");
    const done = await send(path, { decision: "withdraw", step: "submit" }, "nadia");
    expect(await page(done.to, "nadia")).toContain("the officers who were asked are told by e-mail");
    const told = await database.db.select().from(email).where(eq(email.kind, "money-request-withdrawn"));
    expect(told.map(({ toAddress }) => toAddress)).toEqual([PEOPLE.victor.email]);
  });

  it("and the one who decides read the same of a reversal", async () => {
    const [{ id }] = (await database.sql`select id::text from ledger_transaction
      where idempotency_key like 'add-fund:NR-2026:%' limit 1`) as unknown as [{ id: string }];
    const entry = `/commercial/ledger/entries/${id}/reverse`;
    const consequence = "The fund loses the money that was added to it.";
    const reverse = { reason: "Entered twice" };
    const check = (await send(entry, { ...reverse, step: "check" }, "nadia", 200)).body;
    expect(check).toContain(consequence);
    const { to } = await send(entry, { ...reverse, step: "submit" });
    const path = to.split("?")[0]!;
    expect(await page(path, "victor")).toContain(consequence);
    const decide = (await send(path, { decision: "approve" }, "victor", 200)).body;
    expect(decide).toContain(consequence);
    expect(decide).toContain("It is done at once");
    await send(path, { decision: "withdraw", step: "submit" }, "nadia");
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
    "/commercial/funding/programmes/new",
    "/commercial/funding/programmes/new-records-for-care/edit",
    "/commercial/funding/programmes/new-records-for-care/close",
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

describe("an officer before a form that would be refused", () => {
  it("is told at the form that a closed fund takes no money, and what to do, and is not offered it", async () => {
    const { db } = database;
    await makeFund(db, "OVER", 1_000n, { name: "Over", closesOn: day("2026-10-31") });
    const form = "/commercial/funding/OVER/add";
    expect(await page("/commercial/funding/OVER", "nadia")).not.toContain(`href="${form}"`);
    expect(await page("/commercial/funding/SPARE", "nadia")).toContain("/commercial/funding/SPARE/add");
    const shown = await page(form, "nadia");
    expect(shown).toContain("Over closed on 31 October 2026");
    expect(shown).toContain("/commercial/funding/OVER/dates");
    expect(shown).not.toContain('name="amount"');
    const add = { amount: "5", reason: "More" };
    for (const step of ["check", "submit"]) {
      const refused = await send(form, { ...add, step }, "nadia", 422);
      expect(refused.body).toContain("Over closed on 31 October 2026");
      expect(refused.body).not.toContain("Check the amount");
    }
  });

  it("cannot approve what cannot be done any more, and is told so before deciding", async () => {
    const { db } = database;
    await makeFund(db, "ENDS", 1_000n, { name: "Ends soon", closesOn: day("2026-12-31") });
    const add = { amount: "5", reason: "More", step: "submit" };
    const request = (await send("/commercial/funding/ENDS/add", add)).to.split("?")[0]!;
    expect(await page(request, "victor")).toContain('value="approve"');
    const earlier = { ...dates("opens", "2026-04-01"), ...dates("closes", "2026-11-21"), reason: "Sooner" };
    await byTwo("/commercial/funding/ENDS/dates", earlier);
    const shown = await page(request, "victor");
    expect(shown).toContain("Ends soon closed on 21 November 2026");
    expect(shown).not.toContain('value="approve"');
    expect(shown).toContain('value="decline"');
    expect((await send(request, { decision: "approve", step: "submit" }, "victor", 422)).body).toContain(
      "Ends soon closed",
    );
  });
});

describe("a board in a fund for trusts", () => {
  it("is explained before money is set aside for it, on the pages and in the file", async () => {
    await makeFund(database.db, "TRUSTS", 1_000_00n, { name: "For trusts", eligibleBuyerKinds: ["trust"] });
    const words = "For the NHS trusts of its area, which use it where nothing is set aside for them by name.";
    const path = "/commercial/funding/TRUSTS/allocations/new";
    const form = { by: "table", table: "ODS code,Amount\nQOP,100", reason: "Agreed" };
    const shown = await send(path, { ...form, step: "check" }, "nadia", 200);
    expect(shown.body).toContain(words);
    const digest = /name="digest" value="([^"]+)"/.exec(shown.body)![1]!;
    await send(path, { ...form, step: "submit", digest });
    for (const place of ["allocations", "allocations/QOP", "allocations.csv"])
      expect(await page(`/commercial/funding/TRUSTS/${place}`, "isla")).toContain(words);
  });
});

describe("a programme", () => {
  it("is edited, and closed after its funds, on pages, each with its reason", async () => {
    const { db } = database;
    await makeFund(db, "WD-2026", 1_000n, { name: "Winding down 2026/27", programmeId: "winding-down" });
    const base = "/commercial/funding/programmes/winding-down";
    const shown = "/funding/programmes/winding-down";
    expect(await page(shown)).not.toContain(base);
    expect(await page(shown, "isla")).not.toContain(base);
    expect(await page(shown, "nadia")).toContain(`href="${base}/edit"`);
    const edit = {
      name: "Winding down",
      summary: "For what was paper.",
      firstYear: "2026",
      lastYear: "none",
      sources: "https://www.england.nhs.uk/records",
      reason: "The spending review",
    };
    const form = await page(`${base}/edit`, "nadia");
    const seen = /name="_seen" value="([^"]+)"/.exec(form)![1]!.replaceAll("&quot;", '"');
    expect((await send(`${base}/edit`, { ...edit, reason: "", step: "check" }, "nadia", 422)).body).toContain(
      'id="reason-error"',
    );
    const early = { ...edit, firstYear: "2027", step: "check" };
    expect((await send(`${base}/edit`, early, "nadia", 422)).body).toContain("has a fund of 2026/27");
    const check = await send(`${base}/edit`, { ...edit, _seen: seen, step: "check" }, "nadia", 200);
    expect(check.body).toContain("2026/27 onwards");
    await send(`${base}/edit`, { ...edit, _seen: seen, step: "submit" });
    expect(await page(shown)).toContain("For what was paper.");
    const overtaken = { ...edit, summary: "Other", _seen: seen, step: "submit" };
    expect((await send(`${base}/edit`, overtaken, "victor", 409)).body).toContain(
      "since you opened the page",
    );
    expect(
      await page(`/commercial/audit?stream=${encodeURIComponent("programme:winding-down")}`, "isla"),
    ).toContain("Changed what is written of programme Winding down: The spending review");

    const over = { reason: "All of it is spent" };
    const open = await page(`${base}/close`, "nadia");
    expect(open).toContain("It cannot be closed yet");
    expect(open).toContain("/commercial/funding/WD-2026/dates");
    expect(open).not.toContain('name="reason"');
    expect((await send(`${base}/close`, { ...over, step: "check" }, "nadia", 422)).body).toContain(
      "Winding down 2026/27 closes on 31 March 2027",
    );
    const sooner = { ...dates("opens", "2026-04-01"), ...dates("closes", "2026-11-21"), reason: "Sooner" };
    await byTwo("/commercial/funding/WD-2026/dates", sooner);
    expect((await send(`${base}/close`, { ...over, step: "check" }, "nadia", 200)).body).toContain(
      "Check before you close the programme",
    );
    await send(`${base}/close`, { ...over, step: "submit" });
    expect(await page(shown)).toContain("22 November 2026");
    expect(await page("/commercial/funding/new", "nadia")).not.toContain('value="winding-down"');
    const late = { ...FUND, id: "WD-2", name: "Late", programme: "winding-down", step: "check" };
    expect((await send("/commercial/funding/new", late, "nadia", 422)).body).toContain(
      "Choose another programme",
    );
    expect(await page(`${base}/edit`, "nadia")).toContain("stays as it was");
    await send(`${base}/close`, { reason: "By mistake", step: "submit" });
    expect(await page("/commercial/funding/new", "nadia")).toContain('value="winding-down"');
    await send(`${base}/close`, { ...over, step: "submit" });
  });
});
