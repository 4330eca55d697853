import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { demoPerson } from "~db/schema/people";
import { invoicesList } from "~/domain/invoices/invoice-views.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { makeInvoices, makeLiveOrder, makeTwoYearOrder } from "../../factories/invoices";
import { BEGUN, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { startApp, type RunningApp } from "../../setup/app";
import { get, post, signInAs } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";
import { wordsOf } from "../../setup/visitor";

/* "Why is this £210.00?" on every page where the figure appears, in one and the same text. */
const { db, url } = await testDatabase();
let app: RunningApp;
let orderId = "";
let twoYears = "";
let number = "";
let shareId = "";
const cookies: Record<string, string> = {};

beforeAll(async () => {
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  const people = Object.values(PEOPLE);
  await db
    .insert(demoPerson)
    .values(
      people.map((person, index) => ({ userId: person.userId!, position: index + 1, summary: "Test" })),
    );
  const made = await makeLiveOrder(db);
  orderId = made.orderId;
  await makeInvoices(db, orderId, made.milestones[0]!);
  const rows = await invoicesList(db, { actor: PEOPLE.officer, as: "payer" }).first(100);
  number = rows.find((row) => row.invoice.payerCode === "X24")!.invoice.number;
  const { shares } = await orderCost(db, { orderId, on: TODAY });
  shareId = shares.find((share) => share.payerCode === "X24")!.id!;
  const longer = await makeTwoYearOrder(db, { evaluated: false });
  twoYears = longer.orderId;
  await inTransaction(db, (tx) =>
    confirmMilestone(tx, { actor: PEOPLE.lead, at: BEGUN, orderId: twoYears, milestoneId: longer.goLive }),
  );
  app = await startApp({ databaseUrl: url, worker: false, today: TODAY });
  for (const key of ["lead", "approver", "officer", "auditor", "editor"] as const)
    cookies[key] = await signInAs(app, `${PEOPLE[key].userId}@example.org`);
});

async function page(path: string, who: string): Promise<string> {
  const answer = await get(app, path, cookies[who]);
  const text = await answer.text();
  expect(answer.status, `${path}\n${text.slice(0, 300)}`).toBe(200);
  return text.replaceAll("<!-- -->", "");
}

/** The words of one share's explanation on a page, without its marks. */
function explanation(html: string): string[] {
  const from = html.indexOf(`data-share="${shareId}"`);
  expect(from, "the share is explained here").toBeGreaterThan(-1);
  const after = html.slice(from);
  const end = after.indexOf("not before 1 April 2026.");
  return after
    .slice(after.indexOf(">") + 1, end)
    .replaceAll(/<[^>]*>/g, "\n")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

describe("why a share is what it is", () => {
  it("reads the same on the order, the payer's approval, the invoice and the audit page", async () => {
    const own = explanation(await page(`/buying/orders/${orderId}/shares/X24`, "lead"));
    expect(own[0]).toBe("Why is this £210.00?");
    expect(own).toContain("50% of £420.00 = £210.00");
    expect(own).toContain("Signed for NHS England by Nadia Rahman on 22 November 2026.");
    for (const [path, who] of [
      [`/commercial/orders/${orderId}/shares/X24`, "officer"],
      [`/commercial/approvals/${orderId}`, "officer"],
      [`/invoices/${number}/lines/1`, "officer"],
      [`/invoices/${number}/lines/1`, "lead"],
      [`/commercial/audit/orders/${orderId}`, "auditor"],
    ] as const)
      expect(explanation(await page(path, who)), path).toEqual(own);
  });

  it("is one link away from the invoice's line and from the order's event, not for the supplier", async () => {
    const link = `/invoices/${number}/lines/1`;
    expect(await page(`/invoices/${number}`, "officer")).toContain(`href="${link}"`);
    expect(await page(`/invoices/${number}`, "editor")).not.toContain(link);
    expect((await get(app, link, cookies.editor)).status).toBe(404);
    expect(await page(`/commercial/audit?stream=order:${orderId}`, "auditor")).toContain(
      `/commercial/audit/orders/${orderId}`,
    );
  });

  it("stands in the audit as what was before and after, in words; the record itself is a download", async () => {
    const trail = await page(`/commercial/audit?stream=order:${orderId}&text=approval`, "auditor");
    expect(trail).not.toMatch(/<pre\b|&quot;state&quot;/);
    expect(trail).toMatch(/>State<\/b><span[^>]*>In progress<\/span><span[^>]*>Awaiting approval<\/span>/);
    expect(trail).toMatch(/>Including VAT<\/b><span[^>]*>Nothing<\/span><span[^>]*>£[\d,]+\.\d\d<\/span>/);
    const [record] = /\/commercial\/audit\/events\/\d+\/record\.json/.exec(trail)!;
    const file = await get(app, record!, cookies.auditor);
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(await file.json()).toMatchObject({ stream: `order:${orderId}`, after: expect.any(Object) });
    expect((await get(app, record!, cookies.lead)).status).toBe(403);
  });

  it("shows the answer of each of many shares, and unfolds how it is worked out", async () => {
    const { shares } = await orderCost(db, { orderId: twoYears, on: TODAY });
    expect(shares.length).toBeGreaterThan(2);
    const many = await page(`/commercial/audit/orders/${twoYears}`, "auditor");
    expect(many.match(/Why is this £/g)).toHaveLength(shares.length);
    expect(many.match(/<details/g)).toHaveLength(shares.length);
    const few = await page(`/commercial/audit/orders/${orderId}`, "auditor");
    expect(few).not.toContain("<details");
  });

  it("is an annex of the order's PDF", async () => {
    const answer = await get(app, `/buying/orders/${orderId}/order.pdf`, cookies.lead);
    expect(answer.status).toBe(200);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });
});

describe("drawdown by year", () => {
  it("shows the supplier what a milestone leaves for an annual charge, and when it is due", async () => {
    const base = `/supplying/orders/${twoYears}/invoices`;
    const list = await page(base, "editor");
    expect(list).toContain("Annual charge 2027/28");
    expect(list).toContain("Not due yet");
    const early = await page(`${base}?year=2027`, "editor");
    expect(early).toContain("Annual charge 2027/28 is not due yet");
    expect(early).not.toContain("Raise and send the invoices");
    const forced = await post(app, base, { year: "2027" }, cookies.editor);
    expect(forced.status).toBe(422);
    expect(await forced.text()).toContain("from 1 April 2027");
    expect(await page(`/buying/orders/${twoYears}/milestones`, "lead")).toContain(
      "Money of 2027/28 is not drawn",
    );
  });
});

describe("local spend with evidence", () => {
  const form = {
    description: "Training of ward staff",
    category: "training-change",
    amount: "1,250.00",
    "spentOn-day": "1",
    "spentOn-month": "9",
    "spentOn-year": "2026",
    evidence: "INV-77",
  };
  const path = "/buying/local-spend/new";

  /** The officer finds it on the first page, checks the decision and confirms. */
  async function confirmed(id: string): Promise<void> {
    const decision = `/commercial/local-spend/${id}`;
    expect(await page("/commercial", "officer")).toContain(`href="${decision}"`);
    expect(wordsOf(await page("/commercial/local-spend?state=waiting", "officer"))).toContain(
      "£1,250.00 recorded, of which £0.00 confirmed",
    );
    expect(wordsOf(await page("/commercial/local-spend?state=confirmed", "auditor"))).toContain(
      "No record matches",
    );
    const mute = await post(app, decision, { decision: "decline", step: "check" }, cookies.officer);
    expect(mute.status).toBe(422);
    expect(await mute.text()).toContain("Enter why it is declined");
    const check = await post(app, decision, { decision: "confirm", step: "check" }, cookies.officer);
    expect(check.status).toBe(200);
    expect(await check.text()).toContain("Check before you confirm");
    const refused = await post(app, decision, { decision: "confirm", step: "submit" }, cookies.auditor);
    expect(refused.status).toBe(403);
    const done = await post(app, decision, { decision: "confirm", step: "submit" }, cookies.officer);
    expect(done.headers.get("Location")).toBe(`${decision}?done=confirm`);
    expect(wordsOf(await page(`${decision}?done=confirm`, "officer"))).toContain("The spend is confirmed");
    const late = await post(
      app,
      decision,
      { decision: "decline", reason: "Too late", step: "submit" },
      cookies.officer,
    );
    expect(late.status).toBe(409);
    expect(await page("/commercial", "officer")).not.toContain(`href="${decision}"`);
    expect(await page("/commercial/local-spend.csv", "auditor")).toContain("Confirmed,1250.00,");
  }

  it("keeps what was typed beside its errors, and asks before it records", async () => {
    expect(await page("/buying/local-spend", "approver")).toContain("No local spend recorded yet");
    const wrong = await post(app, path, { ...form, amount: "much", step: "check" }, cookies.approver);
    expect(wrong.status).toBe(422);
    const shown = await wrong.text();
    expect(shown).toContain("Enter an amount, for example 1,250.00");
    expect(shown).toContain("Training of ward staff");
    const late = await post(app, path, { ...form, "spentOn-year": "2027", step: "check" }, cookies.approver);
    expect(await late.text()).toContain("The day of the spend must be today or in the past");
    const check = await post(app, path, { ...form, step: "check" }, cookies.approver);
    expect(check.status).toBe(200);
    expect(await check.text()).toContain("Check the spend before you record it");
  });

  it.each(["1250", "£1,250", "£ 1,250.00", "1250.0"])(
    "shows what will be stored for “%s”, not what was typed",
    async (amount) => {
      const check = await post(app, path, { ...form, amount, step: "check" }, cookies.approver);
      const words = wordsOf(await check.text());
      expect(words).toContain("Amount without VAT £1,250.00");
      expect(words).not.toContain("££");
    },
  );

  it.each(["9999999999999999999", "99,999,999,999,999", "1000000000.01"])(
    "a sum of %s is refused in words",
    async (amount) => {
      const refused = await post(app, path, { ...form, amount, step: "submit" }, cookies.approver);
      expect(refused.status).toBe(422);
      expect(wordsOf(await refused.text())).toContain("Enter an amount from £0.01 to £1,000,000,000");
    },
  );

  it("records it once, lists it, and takes it back with a reason", async () => {
    const done = await post(app, path, { ...form, step: "submit" }, cookies.approver);
    expect(done.headers.get("Location")).toBe("/buying/local-spend?done=recorded");
    const list = await page("/buying/local-spend", "lead");
    expect(list).toContain("£1,250.00");
    expect(await page("/buying/local-spend.csv", "lead")).toContain("INV-77");
    // The same proof with other figures, spelled otherwise: refused with what is there.
    const other = { ...form, evidence: "inv -77 ", amount: "9", step: "submit" };
    const again = await post(app, path, other, cookies.lead);
    expect(again.status).toBe(409);
    expect(wordsOf(await again.text())).toContain("The evidence INV-77 is recorded already, for £1,250.00");
    const mine = /href="\/buying\/local-spend\/([\w-]+)\/withdraw"/.exec(list)![1]!;
    const words = wordsOf(list);
    expect(words).toContain("£1,250.00 recorded, of which £0.00 confirmed");
    await confirmed(mine);
    expect(wordsOf(await page("/buying/local-spend", "lead"))).toContain(
      "£1,250.00 recorded, of which £1,250.00 confirmed",
    );
    const file = await page("/buying/local-spend.csv", "lead");
    expect(file).toContain("Confirmed,1250.00,");
    const withdraw = /href="(\/buying\/local-spend\/[\w-]+\/withdraw)"/.exec(list)![1]!;
    expect((await post(app, withdraw, { reason: "" }, cookies.lead)).status).toBe(422);
    const gone = await post(app, withdraw, { reason: "Wrong amount" }, cookies.lead);
    expect(gone.headers.get("Location")).toBe("/buying/local-spend?done=withdrawn");
    expect(wordsOf(await page("/buying/local-spend", "lead"))).toContain("Withdrawn Wrong amount");
  });
});
