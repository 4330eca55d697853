import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { inTransaction } from "~db";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { day } from "~/domain/shared/day";
import { commitShare, asSystem, makeFund } from "../../factories/funding";
import { makePeople, PEOPLE } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;
let entryId: string;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { db, sql, url } = await testDatabase();
  await makePeople(db);
  const last = { financialYear: 2025, opensOn: day("2025-04-01"), closesOn: day("2026-03-31") };
  await makeFund(db, "OLD", 5_000_000n, { ...last, name: "Digitising Social Care 2025/26" });
  await makeFund(db, "DSC", 100_000_000n, { name: "Digitising Social Care 2026/27" });
  const capital = { programmeId: "P", nature: "capital", carriesOver: true } as const;
  await makeFund(db, "CAP", 30_000_000n, { ...capital, name: "Capital 2026/27" });
  await makeFund(db, "CAP-NEXT", 100n, { ...capital, name: "Capital 2027/28", financialYear: 2027 });
  await commitShare(db, { orderId: "C010001-01", fundId: "DSC", cost: 12_345_67n, payerCode: "X24" });
  await inTransaction(db, (tx) => checkLedger(tx, { at: asSystem.at, elapsed: () => 1_234 }));
  const [entry] = await sql<
    { id: string }[]
  >`select id from ledger_transaction where idempotency_key = 'commit:C010001-01'`;
  entryId = entry!.id;
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
  for (const key of ["nadia", "victor", "isla"] as const)
    cookies[key] = await signInAs(app, PEOPLE[key].email);
});
afterAll(() => browser?.close());

const text = async (path: string, cookie?: string, status = 200) => {
  const answer = await get(app, path, cookie);
  const body = await answer.text();
  expect(answer.status, `${path}\n${body.slice(0, 500)}`).toBe(status);
  return body.replaceAll("<!-- -->", "");
};
const send = async (path: string, form: Record<string, string>, who: string) => {
  const answer = await post(app, path, form, cookies[who]);
  return { status: answer.status, to: answer.headers.get("location"), body: await answer.text() };
};

describe("the year end", () => {
  it("says in words and in files what will lapse", async () => {
    const page = await text("/commercial/year-end", cookies.isla);
    expect(page).toContain("£1.0 million of £1.3 million lapses on 31 March 2027 as things stand");
    const year = await text("/commercial/year-end/2026", cookies.nadia);
    expect(year).toContain("Digitising Social Care 2026/27");
    expect(year).toContain("Nobody who is eligible asks for this money at present.");
    expect(await text("/commercial/year-end/2031", cookies.nadia)).toContain("No fund of this year");
    await text("/commercial/year-end/twenty", cookies.nadia, 404);
    const file = await text("/commercial/year-end/2026/year-end.csv?list=funds", cookies.isla);
    expect(file).toContain(
      "DSC,Digitising Social Care 2026/27,no,1000000.00,0.00,12345.67,0.00,12345.67,987654.33",
    );
    for (const list of ["organisations", "months", "demand", "carry-over", "clawbacks", "outstanding"]) {
      await text(`/commercial/year-end/2026/year-end.csv?list=${list}`, cookies.isla);
    }
  });

  it("leads to a carry-over that is checked before it is asked for", async () => {
    const page = await text("/commercial/year-end/2026/carry-over", cookies.nadia);
    expect(page).toContain("Left to carry over");
    const [, href] = /href="([^"]+)"[^>]*>Ask to carry over to Capital 2027\/28/.exec(page) ?? [];
    expect(await text(href!.replaceAll("&amp;", "&"), cookies.nadia)).toContain("Carry over");
    const asked = { from: "CAP", to: "CAP-NEXT", amount: "1.00", reason: "Left over", step: "check" };
    const path = "/commercial/funding/transfers/new";
    const checked = (await send(path, { ...asked, kind: "carry-over" }, "nadia")).body;
    expect(checked).toContain("Check the carry-over before you ask for it");
    expect(checked).toContain("Ask for the carry-over");
    expect(checked).not.toContain("Check the transfer");
    expect(await text("/commercial/year-end/2026/carry-over", cookies.isla)).not.toContain("Ask to carry");
  });

  it("explains which clawback is due, and keeps what was typed when none is", async () => {
    expect(await text("/commercial/year-end/2026/clawbacks", cookies.isla)).toContain(
      "Nothing is due by rule",
    );
    const form = {
      order: "C099999-01",
      trigger: "terminated",
      "on-day": "1",
      "on-month": "11",
      "on-year": "2026",
      reason: "It ended",
    };
    const refused = await send(
      "/commercial/year-end/2026/clawbacks/new",
      { ...form, step: "check" },
      "nadia",
    );
    expect(refused.status).toBe(422);
    expect(refused.body).toContain("There is no order C099999-01");
    expect(refused.body).toContain("It ended");
  });
});

describe("the closing of a year", () => {
  const path = "/commercial/year-end/2025/close";

  it("is asked for, cannot be closed by the same person, and is closed by another", async () => {
    expect(await text(path, cookies.isla)).not.toContain("Continue to ask");
    expect(await text(path, cookies.nadia)).toContain("Continue to ask for the closing");
    expect((await send(path, { intent: "ask", step: "check" }, "nadia")).body).toContain(
      "Check before you go on",
    );
    expect(await send(path, { intent: "ask", step: "submit" }, "nadia")).toMatchObject({ status: 302 });
    expect((await send(path, { intent: "ask", step: "submit" }, "victor")).status).toBe(409);
    expect((await send(path, { intent: "close", step: "submit" }, "nadia")).status).toBe(403);
    expect((await send(path, { intent: "withdraw", step: "submit" }, "victor")).status).toBe(422);
    expect((await send(path, { intent: "close", step: "check" }, "victor")).body).toContain(
      "This cannot be undone",
    );
    expect(await send(path, { intent: "close", step: "submit" }, "victor")).toMatchObject({ status: 302 });
    const closed = await text(path, cookies.isla);
    expect(closed).toContain("2025/26 is closed");
    expect(closed).toContain("£50,000.00");
    expect(await text("/commercial/year-end/2025", cookies.isla)).toContain("The year is closed");
    expect(
      (await send("/commercial/year-end/2026/close", { intent: "ask", step: "submit" }, "nadia")).body,
    ).toContain("It can be closed from 1 April 2027.");
  });
});

describe("the ledger", () => {
  it("shows a movement; one officer asks to reverse it, another approves, and each entry names the other", async () => {
    const here = `/commercial/ledger/entries/${entryId}`;
    expect(await text("/commercial/ledger", cookies.isla)).toContain(here);
    expect(await text(here, cookies.isla)).not.toContain("Ask to reverse this");
    expect(await text(here, cookies.nadia)).toContain("Ask to reverse this");
    expect((await send(`${here}/reverse`, { reason: "", step: "check" }, "nadia")).status).toBe(422);
    const checked = await send(`${here}/reverse`, { reason: "Entered twice", step: "check" }, "nadia");
    expect(checked.body).toContain("Check the reversal before you ask for it");
    const done = await send(`${here}/reverse`, { reason: "Entered twice", step: "submit" }, "nadia");
    expect(done.status).toBe(302);
    const request = done.to!.split("?")[0]!;
    expect(await text(done.to!, cookies.nadia)).toContain(here);
    expect((await send(request, { decision: "approve", step: "submit" }, "nadia")).status).toBe(403);
    expect(await text("/commercial", cookies.victor)).toContain(request);
    expect((await send(request, { decision: "approve", step: "submit" }, "victor")).status).toBe(302);
    expect(await text(here, cookies.isla)).toContain("Reversed by");
    const again = await send(`${here}/reverse`, { reason: "Entered twice", step: "submit" }, "nadia");
    expect(again.status).toBe(409);
    const form = await text(`${here}/reverse`, cookies.nadia);
    expect(form).toContain("This movement cannot be reversed now");
    expect(form).not.toContain("Why is it reversed?");
    expect((await send(`${here}/reverse`, { reason: "Again", step: "check" }, "nadia")).status).toBe(409);
    expect(await text(here, cookies.isla)).toContain(request);
  });

  it("tells balances and a trial balance as at any day, on the page and in a file", async () => {
    const balances = await text("/commercial/ledger/balances?on=2026-11-22&kind=fund", cookies.isla);
    expect(balances).toContain("Balances as at 22 November 2026");
    expect(balances).toContain("Digitising Social Care 2026/27 (fund DSC)");
    expect(await text("/commercial/ledger/balances?on=2020-01-01", cookies.isla)).toContain(
      "No account had moved by then",
    );
    const trial = await text("/commercial/ledger/trial-balance?on=2026-11-22", cookies.isla);
    expect(trial).toContain("what came in less what went out is £0.00");
    const file = await text("/commercial/ledger/balances.csv?find=social+care", cookies.isla);
    expect(file).toContain(
      "Digitising Social Care 2026/27 (fund DSC),Funds,,DSC,0.00,1000000.00,0.00,0.00,1000000.00,1000000.00",
    );
  });

  it("shows a long table in the page, whose head stays in sight, and in no box of its own", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 700 } });
    await signInContext(context, app, PEOPLE.nadia.email);
    const page = await context.newPage();
    await page.goto(`${app.baseUrl}/commercial/year-end`);
    await page.waitForFunction(() => !document.querySelector(".dt-scroll--frozen [role=group][tabindex]"));
    const seen = await page.evaluate(() => {
      const box = document.querySelector(".dt-scroll--frozen .nhsuk-scroll__content")!;
      const body = box.querySelector("tbody")!;
      const row = body.rows[0]!;
      for (let more = 0; more < 60; more += 1) body.append(row.cloneNode(true));
      scrollTo(0, body.rows[40]!.getBoundingClientRect().top + scrollY);
      return {
        boxScrolls: box.scrollHeight > box.clientHeight,
        headAt: Math.round(box.querySelector("thead")!.getBoundingClientRect().top),
      };
    });
    await context.close();
    expect(seen).toEqual({ boxScrolls: false, headAt: 0 });
  });

  it.each([
    "/commercial/ledger",
    "/commercial/ledger/balances",
    "/commercial/ledger/trial-balance",
    "/commercial/ledger/entries/ENTRY",
    "/commercial/year-end",
    "/commercial/year-end/2026",
    "/commercial/year-end/2026/carry-over",
    "/commercial/year-end/2026/clawbacks",
    "/commercial/year-end/2026/clawbacks/new",
    "/commercial/year-end/2026/close",
  ])("%s has no accessibility fault", async (path) => {
    const context = await browser.newContext();
    await signInContext(context, app, PEOPLE.nadia.email);
    const page = await context.newPage();
    const answer = await page.goto(app.baseUrl + path.replace("ENTRY", entryId));
    expect(answer?.status()).toBe(200);
    const faults = await accessibilityFaults(page);
    await context.close();
    expect(faults).toEqual([]);
  });
});
