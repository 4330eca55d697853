import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { makeFund } from "../../factories/funding";
import { makePeople, PEOPLE, PLACES } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";

let app: RunningApp;
let browser: Browser;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { db, url } = await testDatabase();
  await makePeople(db);
  await makeFund(db, "OWN", 50_000_000n);
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
  for (const key of ["nadia", "victor", "tom", "priya"] as const)
    cookies[key] = await signInAs(app, PEOPLE[key].email);
});
afterAll(() => browser?.close());

const page = async (path: string, who?: string) => {
  const answer = await get(app, path, who ? cookies[who] : undefined);
  const body = await answer.text();
  expect(answer.status, `${path}\n${body.slice(0, 500)}`).toBe(200);
  return body.replaceAll("<!-- -->", "");
};
const send = async (path: string, form: Record<string, string>, who: string, status = 302) => {
  const answer = await post(app, path, form, cookies[who]);
  const body = (await answer.text()).replaceAll("<!-- -->", "");
  expect(answer.status, `${path}\n${body.slice(0, 3_000)}`).toBe(status);
  return { body, to: answer.headers.get("Location")?.split("?")[0] ?? "" };
};
const FUND = "/commercial/funding/JOINT";

describe("a fund that another body pays", () => {
  it("is asked for by two officers, and then waits for the payer", async () => {
    const form = {
      programme: "programme-of-OWN",
      name: "Records together",
      id: "JOINT",
      payer: PLACES.trust.code,
      financialYear: "2026",
      nature: "revenue",
      atEnd: "lapses",
      amount: "1,000",
      "opens-day": "1",
      "opens-month": "12",
      "opens-year": "2026",
      "closes-day": "31",
      "closes-month": "3",
      "closes-year": "2027",
    };
    const checked = await send("/commercial/funding/new", { ...form, step: "check" }, "nadia", 200);
    expect(checked.body).toContain("When the other officer has approved, its budget approvers are asked");
    const { to: request } = await send("/commercial/funding/new", { ...form, step: "submit" }, "nadia");
    await send(request, { decision: "approve", step: "submit" }, "victor");
    expect(await page(FUND, "nadia")).toContain("to agree to £1,000.00.");
    expect(await page("/commercial/funding", "nadia")).toContain("to agree to £1,000.00");
    expect(await page("/commercial/funding.csv", "nadia")).toContain("to agree to");
    for (const path of ["/funding", "/funding.csv", "/funding/programmes/programme-of-OWN"])
      expect(await page(path)).not.toContain("Records together");
    expect(await page(request, "nadia")).toContain("FP-0001");
    // Both officers stand on the payment's page; the list and its file say what the request waits for.
    const payment = await page("/commercial/funding/payments/FP-0001", "nadia");
    for (const name of [PEOPLE.nadia.name, PEOPLE.victor.name]) expect(payment).toContain(name);
    const waits = /Waits for [^<",]+/;
    expect(await page("/commercial/funding/requests?state=requested", "nadia")).toMatch(waits);
    expect(await page("/commercial/funding/requests.csv?state=requested", "nadia")).toMatch(waits);
    expect(await page(request, "nadia")).toMatch(waits);
  });

  it("needs the payer's approver now, who declines with a reason or agrees, after a check", async () => {
    const payment = "/buying/funding/payments/FP-0001";
    expect(await page("/buying", "tom")).toMatch(
      new RegExp(`${payment}[\\s\\S]*£1,000.00[\\s\\S]{0,60}no VAT`),
    );
    expect(await page("/buying", "priya")).not.toContain(payment);
    expect(await page("/buying/funding", "priya")).toContain(payment);
    const context = await browser.newContext({ baseURL: app.baseUrl });
    await signInContext(context, app, PEOPLE.tom.email);
    const shown = await context.newPage();
    await shown.setViewportSize({ width: 375, height: 800 });
    await shown.goto(`${app.baseUrl}${payment}`);
    await shown.getByRole("heading", { level: 1, name: "Pay for Records together" }).waitFor();
    expect(await accessibilityFaults(shown)).toEqual([]);
    await shown.getByLabel("Yes, agree to pay").check();
    await shown.getByRole("button", { name: "Continue" }).click();
    await shown.getByRole("heading", { level: 1, name: "Check before you agree" }).waitFor();
    expect(await accessibilityFaults(shown)).toEqual([]);
    await context.close();
    const bare = await send(payment, { decision: "decline", reason: "", step: "check" }, "tom", 422);
    expect(bare.body).toContain("Enter why you decline, which the centre reads");
    await send(payment, { decision: "agree", step: "submit" }, "priya", 403);
    await send(payment, { decision: "agree", step: "submit" }, "tom");
    expect(await page(`${payment}?done=agree`, "tom")).toContain("You agreed to pay");
    expect(await page("/buying", "tom")).not.toContain(payment);
    expect(await page("/funding.csv")).toContain("Records together");
    expect(await page("/commercial/funding/requests?state=decided", "nadia")).toContain("Agreed by");
    expect(await page("/commercial/funding/requests.csv?state=decided", "nadia")).toContain("Agreed by");
  });

  it("gets no more without the payer, and the centre takes back what it asked", async () => {
    const more = { amount: "5", reason: "Two more wards", step: "submit" };
    const { to: request } = await send(`${FUND}/add`, more, "nadia");
    // Whoever decides sees who pays, what the fund has and how long it is open.
    const asked = await page(request, "victor");
    for (const words of ["Who pays", "Put in until now", "£1,000.00", "£1,005.00", "31 March 2027"])
      expect(asked).toContain(words);
    const sooner = { "closes-day": "31", "closes-month": "1", "closes-year": "2027" };
    const dates = { "opens-day": "1", "opens-month": "12", "opens-year": "2026", ...sooner };
    const closing = { ...dates, reason: "Nobody asks for it", seen: "" };
    const checked = await send(`${FUND}/dates`, { ...closing, step: "check" }, "nadia", 200);
    expect(checked.body).toContain("No order that is still being written counts on it.");
    expect(checked.body).toContain("£1,000.00 is not committed");
    const { to: proposal } = await send(`${FUND}/dates`, { ...closing, step: "submit" }, "nadia");
    expect(await page(request, "victor")).toContain("proposes to close this fund on");
    const all = await page("/commercial/funding/requests?state=requested", "nadia");
    expect(all).toContain(`href="${proposal}"`);
    expect(all).toContain("Close a fund sooner");
    expect(await page("/commercial/funding/requests.csv", "nadia")).toContain("OP-0001");
    await send(request, { decision: "approve", step: "submit" }, "victor");
    expect(await page(FUND, "nadia")).toContain("to agree to £5.00 more.");
    expect(await page("/buying/funding/payments/FP-0002", "tom")).toContain("proposes to close this fund on");
    await send(proposal, { decision: "decline", reason: "Two wards do" }, "victor");
    expect(await page("/buying/funding/payments/FP-0002", "tom")).not.toContain("proposes to close this");
    expect(await page("/commercial/funding/requests?state=decided", "nadia")).toContain(`href="${proposal}"`);
    const payment = "/commercial/funding/payments/FP-0002";
    const bare = await send(payment, { decision: "withdraw", reason: "", step: "check" }, "nadia", 422);
    expect(bare.body).toContain("Enter why, which the other side reads");
    const reason = "The wards wait for next year";
    await send(payment, { decision: "withdraw", reason, step: "check" }, "nadia", 200);
    await send(payment, { decision: "withdraw", reason, step: "submit" }, "nadia");
    expect(await page("/buying/funding/payments/FP-0002", "tom")).toContain(reason);
    expect(await page(FUND, "nadia")).not.toContain("to agree to £5.00 more");
  });
});
