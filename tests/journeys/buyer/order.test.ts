// Over 300 lines: one order goes through all its pages on one running application.
import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agreementAcceptance, orderMilestone, orderRecipient, order as orderTable } from "~db/schema/orders";
import { demoPerson } from "~db/schema/people";
import {
  makeCompleteOrder,
  makeHalfFunded,
  makeMarket,
  makeOrder,
  makePrice,
  PEOPLE,
  TODAY,
} from "../../factories/orders";
import { day } from "~/domain/shared/day";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";
import { fieldsOf, Visitor, wordsOf } from "../../setup/visitor";

/*
 * The order's pages without a browser's script: forms as they are sent, pages as they come. The arithmetic: 1,000
 * patients x £1.26 x 4/12 = £420.00, of which NHS England pays half, £210.00 and £42.00 VAT.
 */
const { db, url } = await testDatabase();
let app: RunningApp;
let id = "";
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
  app = await startApp({ databaseUrl: url, worker: false, today: TODAY });
  for (const key of ["lead", "approver", "officer", "signatory", "stranger", "icb"] as const) {
    cookies[key] = await signInAs(app, `${PEOPLE[key].userId}@example.org`);
  }
  id = await makeOrder(db);
});

async function page(path: string, who: string): Promise<string> {
  const answer = await get(app, path, cookies[who]);
  const text = await answer.text();
  expect(answer.status, `${path}\n${text.slice(0, 300)}`).toBe(200);
  return text;
}

/** Sends a form with the edit count that its page shows; answers where it leads. */
async function send(path: string, who: string, form: Record<string, string | string[]>): Promise<string> {
  const shown = /name="editCount" value="(\d+)"/.exec(await page(path, who));
  const answer = await post(app, path, { ...(shown ? { editCount: shown[1]! } : {}), ...form }, cookies[who]);
  expect(answer.status, `${path}\n${answer.status === 302 ? "" : await answer.text()}`).toBe(302);
  return answer.headers.get("Location")!;
}

describe("an order, page by page", () => {
  it("starts with a task list that says what is missing", async () => {
    const text = await page(`/buying/orders/${id}`, "lead");
    expect(text).toContain("Check and send for approval");
    expect(text).toContain("Enter the date on which the order starts");
    expect(await page("/buying", "lead")).toContain(`Finish order ${id}`);
  });

  it("names key performance indicators among its sections, optional for what it is worth", async () => {
    const text = await page(`/buying/orders/${id}`, "lead");
    expect(text).toContain(`href="/buying/orders/${id}/kpis"`);
    expect(text).toMatch(/Key performance indicators.{0,400}Optional/s);
  });

  it("asks for the recipients before any quantity, and offers no form without them", async () => {
    await db.delete(orderRecipient).where(eq(orderRecipient.orderId, id));
    const text = wordsOf(await page(`/buying/orders/${id}/quantities`, "lead"));
    expect(text).toContain("Choose the recipients first");
    expect(text).not.toContain("Save and go back to the order");
  });

  it("says the lowest price of all tiers as from", async () => {
    await makePrice(db, {
      id: "P3",
      itemId: "20001-001A01",
      unit: "bed",
      unitPriceTenThousandths: 2_120_000n,
      tiers: [{ from: 101n, unitPrice: 1_215_000n }],
    });
    const text = await page(`/buying/orders/${id}/items`, "lead");
    expect(text).toContain("From £121.50 per bed a year, plus 20% VAT");
    expect(text).not.toContain("From £212.00");
  });

  it("shows its cancel form to those who may, and says who reads the reason", async () => {
    const cancel = `/buying/orders/${id}/cancel`;
    const lead = await page(cancel, "lead");
    expect(lead).toContain("Why is it cancelled?");
    expect(lead).toContain("Your organisation and the centre can read this.");
    const approver = await page(cancel, "approver");
    expect(approver).toContain("Only a procurement lead of");
    expect(approver).not.toContain("Why is it cancelled?");
  });

  it("names both days by which it must start, the nearer first", async () => {
    expect(await page(`/buying/orders/${id}/dates`, "lead")).toMatch(
      /An order must start by 22 November 2028, two years from today, and by .*, when the framework ends\./,
    );
  });

  it("is filled in part by part", async () => {
    const base = `/buying/orders/${id}`;
    await send(`${base}/contacts`, "lead", {
      buyerName: "Priya Shah",
      buyerEmail: "priya@example.org",
      supplierName: "Daniel Alder",
      supplierEmail: "daniel@example.org",
      purchaseOrderNumber: "PO-1",
    });
    await send(`${base}/recipients`, "lead", { code: "RR8" });
    const dates = { "startsOn-day": "22", "startsOn-month": "11", "startsOn-year": "2026", termMonths: "4" };
    await send(`${base}/dates`, "lead", dates);
    expect(await send(`${base}/items`, "lead", { price: "P1" })).toBe(`${base}/quantities`);
    const none = await post(
      app,
      `${base}/quantities`,
      { editCount: "0", "quantity-P1-RR8": "0" },
      cookies.lead,
    );
    expect(none.status).toBe(422);
    expect(wordsOf(await none.text())).toContain("are ordered, 1 or more, or take it off the order’s items");
    await send(`${base}/quantities`, "lead", { "quantity-P1-RR8": "1,000" });
    await send(`${base}/milestones`, "lead", {
      "title-1": "Go live",
      "dueOn-1-day": "15",
      "dueOn-1-month": "12",
      "dueOn-1-year": "2026",
      "percent-1": "100",
    });
    await send(`${base}/data-processing`, "lead", { processes: "no" });
    expect(await page(`${base}/who-pays`, "lead")).toContain("£210.00");
    const share = await page(`${base}/shares/X24`, "lead");
    expect(share).toContain("50% of £420.00 = £210.00");
    expect(share).toContain("Nadia Rahman");
  });

  it("says beside its field that a day lies outside the contract, and keeps what was typed", async () => {
    const base = `/buying/orders/${id}`;
    const date = (name: string, day: string, month: string, year: string) => ({
      [`${name}-day`]: day,
      [`${name}-month`]: month,
      [`${name}-year`]: year,
    });
    const editCount = "0";
    for (const [path, name, form] of [
      [
        "dates",
        "deliveryOn",
        {
          ...date("startsOn", "22", "11", "2026"),
          ...date("deliveryOn", "22", "3", "2027"),
          termMonths: "4",
        },
      ],
      [
        "milestones",
        "dueOn-1",
        { "title-1": "Go live", ...date("dueOn-1", "22", "3", "2027"), "percent-1": "100" },
      ],
      // Together with what is wrong in other fields.
      [
        "milestones",
        "dueOn-1",
        { "title-1": "Go live", ...date("dueOn-1", "22", "3", "2027"), "percent-1": "x" },
      ],
    ] as const) {
      const refused = await post(app, `${base}/${path}`, { ...form, editCount }, cookies.lead);
      expect(refused.status).toBe(422);
      expect(await refused.text()).toMatch(
        new RegExp(
          `id="${name}-error"[^]{0,200}due on 22 March 2027, after the contract ends on 21 March 2027[^]*value="2027"`,
        ),
      );
    }
  });

  it("keeps what was typed when a field is wrong or the page is stale", async () => {
    const path = `/buying/orders/${id}/contacts`;
    const wrong = await post(app, path, { editCount: "0", buyerName: "Kept Name" }, cookies.lead);
    expect(wrong.status).toBe(422);
    const text = await wrong.text();
    expect(text).toContain("Kept Name");
    expect(text).toContain("Enter the email address of your contact");
    const whole = {
      editCount: "0",
      buyerName: "Kept Name",
      buyerEmail: "k@example.org",
      supplierName: "S",
      supplierEmail: "s@example.org",
    };
    const stale = await post(app, path, whole, cookies.lead);
    expect(stale.status).toBe(409);
    expect(await stale.text()).toMatch(/Somebody changed this order[\s\S]*Kept Name/);
  });

  it("says what new recipients, ticked or from a file, did to the quantities, and asks for the rest", async () => {
    const theirs = await makeOrder(db, PEOPLE.icb);
    const base = `/buying/orders/${theirs}`;
    await send(`${base}/recipients`, "icb", { code: "B84613" });
    await send(`${base}/items`, "icb", { price: ["P1", "P2"] });
    await send(`${base}/quantities`, "icb", { "quantity-P1-B84613": "9,500", "quantity-P2-B84613": "3" });
    expect(await send(`${base}/recipients`, "icb", { code: "B84613" })).toBe(`${base}?done=saved`);
    const told = await send(`${base}/recipients`, "icb", { code: ["B84613", "B84001"] });
    expect(told).toBe(`${base}/quantities?changed=recipients`);
    const words = wordsOf(await page(told, "icb"));
    expect(words).toContain("The recipients changed: check the quantities");
    expect(words).toContain("added Ash Tree Surgery (B84001)");
    expect(words).toMatch(/1 recipient has no quantity/);
    const shown = /name="editCount" value="(\d+)"/.exec(await page(`${base}/recipients`, "icb"))!;
    const upload = (name: string) => {
      const body = new FormData();
      body.append("editCount", shown[1]!);
      const file = new File([`Organisation Name,ODS Code\n${name},B84001\n`], "new.csv", {
        type: "text/csv",
      });
      body.append("file", file);
      return fetch(new URL(`${base}/recipients`, app.baseUrl), {
        method: "POST",
        body,
        redirect: "manual",
        headers: { Origin: new URL(app.baseUrl).origin, Cookie: cookies.icb! },
      });
    };
    const misnamed = await upload("Cedar");
    expect(misnamed.status).toBe(422);
    expect(wordsOf(await misnamed.text())).toContain(
      "Line 2: “Cedar” does not fit the code: Ash Tree Surgery (B84001) in the directory",
    );
    const answer = await upload("ASH TREE");
    expect(answer.headers.get("Location")).toBe(`${base}/quantities?changed=recipients`);
    const after = await page(`${base}/quantities?changed=recipients`, "icb");
    expect(wordsOf(after)).toMatch(/\(B84613\) 3 → 0, Ash Tree Surgery \(B84001\) 0 → 3/);
    expect(after).toMatch(/name="quantity-P2-B84001"[^>]*value="3"|value="3"[^>]*name="quantity-P2-B84001"/);
    // The words are of the last change, and nobody else's address makes them.
    await send(`${base}/quantities`, "icb", { "quantity-P1-B84001": "4,200", "quantity-P2-B84001": "4" });
    expect(await page(`${base}/quantities?changed=recipients`, "icb")).not.toContain(
      "The recipients changed",
    );
  });

  it("names the errors of an uploaded file by line", async () => {
    const body = new FormData();
    body.append("editCount", "7");
    body.append(
      "file",
      new File(["Organisation Name,ODS Code\nLeeds,\nNobody,NONE1\n"], "recipients.csv", {
        type: "text/csv",
      }),
    );
    const answer = await fetch(new URL(`/buying/orders/${id}/recipients`, app.baseUrl), {
      method: "POST",
      body,
      headers: { Origin: new URL(app.baseUrl).origin, Cookie: cookies.lead! },
    });
    // On the page itself, with the way to sign in kept and every line that is wrong.
    expect(answer.status).toBe(422);
    const text = wordsOf(await answer.text());
    for (const line of ["Line 2: The ODS code is missing", "Line 3: No organisation has the code NONE1"])
      expect(text).toContain(line);
    expect(text).toContain("The organisation that Leeds Teaching Hospitals NHS Trust can order for");
  });

  it("is sent, approved by both payers and accepted", async () => {
    const sent = await send(`/buying/orders/${id}/check`, "lead", { signatoryName: "Priya Shah" });
    expect(await page(sent, "lead")).toContain("Order sent for approval");
    expect(await page("/buying", "approver")).toContain("Approve your share");
    expect(await page(`/buying/approvals/${id}`, "approver")).toContain(`/buying/approvals/${id}/approve`);
    const approved = await send(`/buying/approvals/${id}/approve`, "approver", {});
    expect(await page(approved, "approver")).toContain("Share approved");
    expect((await get(app, `/supplying/orders/${id}`, cookies.signatory)).status).toBe(404);
    expect(await page("/commercial", "officer")).toContain("Approve the share");
    await send(`/commercial/approvals/${id}/approve`, "officer", {});
    expect(await page("/supplying", "signatory")).toContain(`Accept or decline order ${id}`);
    const accepted = await send(`/supplying/orders/${id}`, "signatory", {
      decision: "accept",
      signatoryName: "Ruth Alder",
    });
    expect(await page(accepted, "signatory")).toContain("Order accepted");
    expect((await db.select().from(orderTable).where(eq(orderTable.id, id)))[0]?.state).toBe("live");
  });

  it("can be read as PDF and CSV by those it concerns, and by nobody else", async () => {
    for (const [path, who] of [
      [`/buying/orders/${id}/order.pdf`, "lead"],
      [`/supplying/orders/${id}/order.pdf`, "signatory"],
      [`/commercial/orders/${id}/order.pdf`, "officer"],
    ] as const) {
      const answer = await get(app, path, cookies[who]);
      expect(answer.headers.get("Content-Type")).toBe("application/pdf");
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
    }
    expect(await page("/buying/orders.csv", "lead")).toContain(id);
    expect(await page("/supplying/orders", "stranger")).not.toContain(id);
    expect((await get(app, `/supplying/orders/${id}`, cookies.stranger)).status).toBe(404);
    expect((await get(app, `/supplying/orders/${id}/order.pdf`, cookies.stranger)).status).toBe(404);
  });

  it("has its milestone confirmed by the buyer", async () => {
    const [milestone] = await db.select().from(orderMilestone).where(eq(orderMilestone.orderId, id));
    const path = `/buying/orders/${id}/milestones`;
    expect(await page(path, "lead")).toContain(`${path}/${milestone!.id}`);
    const begins = { startsOn: day("2026-11-22") };
    await db
      .update(orderTable)
      .set({ startsOn: day("2026-12-01") })
      .where(eq(orderTable.id, id));
    const early = await page(path, "lead");
    expect(wordsOf(early)).toContain("You can confirm a milestone from 1 December 2026");
    expect(early).not.toContain(`${path}/${milestone!.id}`);
    await db.update(orderTable).set(begins).where(eq(orderTable.id, id));
    const check = await page(`${path}/${milestone!.id}?step=check&note=Report%207`, "lead");
    expect(wordsOf(check)).toContain("may invoice £420.00 excluding VAT, £504.00 including VAT, today");
    expect(check).toContain("Check before you confirm");
    expect(check).toContain("Report 7");
    const done = await send(`${path}/${milestone!.id}`, "lead", { note: "Report 7" });
    expect(await page(done, "lead")).toContain("The milestone is confirmed");
    expect(await page(`/commercial/orders/${id}`, "officer")).toContain("Confirmed milestone 1, Go live");
  });
});

describe("who accepted an agreement with the first purchase", () => {
  it("stands on the agreement's page of the centre, with the order, and in its file", async () => {
    const html = await page("/commercial/agreements/AG-FD-1", "officer");
    const table = wordsOf(/<table[^>]*id="acceptances"[\s\S]*?<\/table>/.exec(html)?.[0] ?? html);
    expect(table).toContain("Leeds Teaching Hospitals NHS Trust (RR8)");
    expect(table).toContain("Tom Okafor, budget approver");
    expect(html).toContain(`<a href="/commercial/orders/${id}">${id}</a>`);
    expect(html).toContain('href="/commercial/agreements/AG-FD-1/acceptances.csv"');
    const answer = await get(app, "/commercial/agreements/AG-FD-1/acceptances.csv", cookies.officer);
    expect(answer.headers.get("Content-Type")).toContain("text/csv");
    const [acceptance] = await db.select().from(agreementAcceptance);
    expect((await answer.text()).replace("\uFEFF", "").trim().split(/\r?\n/)).toEqual([
      "Organisation code,Organisation,Version,Accepted by,Role,Accepted at,Order",
      `RR8,Leeds Teaching Hospitals NHS Trust,1,Tom Okafor,Budget approver,${acceptance!.acceptedAt.toISOString()},${id}`,
    ]);
  });

  it("is read by the buyer that accepted it, which is no party to it, and not by others", async () => {
    const own = wordsOf(await page("/buying/agreements/AG-FD-1", "lead"));
    expect(own).toContain("Accepted at the first purchase");
    expect(own).toContain("Tom Okafor, budget approver");
    expect(await page("/buying/agreements", "lead")).toContain("/buying/agreements/AG-FD-1");
    expect((await get(app, "/buying/agreements/AG-FD-1", cookies.icb)).status).toBe(404);
    const file = "/commercial/agreements/AG-FD-1/acceptances.csv";
    for (const who of ["lead", "signatory"] as const)
      expect((await get(app, file, cookies[who])).status).toBe(403);
  });
});

describe("an item that is to be paid for from the other kind of money", () => {
  it("warns whose share that ends before it is saved, keeps what was typed, and asks for a tick", async () => {
    const { orderId } = await makeCompleteOrder(db);
    const path = `/buying/orders/${orderId}/items`;
    const lead = new Visitor(app, cookies.lead!);
    const natureOf = async () => fieldsOf(await lead.open(path))["nature-P1"];
    const warned = await lead.send(await lead.open(path), { "nature-P1": "capital", "agreed-P1-0": "1.20" });
    expect(warned.status).toBe(422);
    const text = wordsOf(warned.html);
    expect(text).toContain("Paying for Alder Record from capital changes who pays.");
    expect(text).toContain("NHS England’s share of £210.00 from Fund FD-1 ends.");
    expect(text).toContain(
      "Leeds Teaching Hospitals NHS Trust’s share from its own budget rises from £210.00 to £420.00.",
    );
    expect(fieldsOf(warned)).toMatchObject({ "nature-P1": "capital", "agreed-P1-0": "1.20" });
    expect(await natureOf()).toBe("revenue");
    // Sent again as it stands it warns again; ticked, it is saved.
    expect((await lead.send(warned, {})).status).toBe(422);
    const saved = await lead.send(warned, { natureSeen: "P1:capital" });
    expect([saved.status, saved.path]).toEqual([200, `/buying/orders/${orderId}/quantities`]);
    expect(await natureOf()).toBe("capital");
  });
});

describe("agreed prices and quantities that cannot be read", () => {
  it("are all marked at their boxes, named and linked to, in one round", async () => {
    const { orderId } = await makeCompleteOrder(db);
    const lead = new Visitor(app, cookies.lead!);
    const items = await lead.send(await lead.open(`/buying/orders/${orderId}/items`), {
      "agreed-P1-0": "abc",
    });
    expect(items.status).toBe(422);
    expect(items.html).toMatch(/<a href="#agreed-P1-0">Enter the agreed price of Alder Record for /);
    expect(items.html).toMatch(/<details[^>]* open/);
    expect(fieldsOf(items)["agreed-P1-0"]).toBe("abc");
    const high = await lead.send(items, { "agreed-P1-0": "99999" });
    expect(wordsOf(high.html)).toContain("must be the list price of £1.26 or less");
    const counted = await lead.send(await lead.open(`/buying/orders/${orderId}/quantities`), {
      "quantity-P1-RR8": "2.5",
    });
    expect(counted.status).toBe(422);
    expect(counted.html).toMatch(/<a href="#quantity-P1-RR8">Enter how many patients of Alder Record Leeds /);
    expect(counted.html).toContain('id="quantity-P1-RR8-error"');
  });
});

describe("axe finds nothing on the pages of orders", () => {
  let browser: Browser;
  let draft = "";
  beforeAll(async () => {
    browser = await launchBrowser();
    draft = (await makeCompleteOrder(db)).orderId;
  });
  afterAll(() => browser?.close());

  const expectAccessible = async (who: keyof typeof PEOPLE, paths: string[]) => {
    const context = await browser.newContext();
    await signInContext(context, app, `${PEOPLE[who].userId}@example.org`);
    const tab = await context.newPage();
    const found: unknown[] = [];
    for (const path of paths) {
      const answer = await tab.goto(app.baseUrl + path);
      expect(answer?.status(), path).toBe(200);
      for (const fault of await accessibilityFaults(tab)) found.push([path, fault]);
    }
    await context.close();
    expect(found).toEqual([]);
  };

  it("for the buyer", async () => {
    const parts = ["contacts", "recipients", "dates", "items", "quantities", "who-pays", "shares/X24"];
    parts.push("milestones", "data-processing", "check", "cancel");
    await expectAccessible("lead", [
      "/buying",
      "/buying/orders",
      "/buying/orders?state=live&q=leeds",
      "/buying/approvals",
      `/buying/orders/${draft}`,
      ...parts.map((part) => `/buying/orders/${draft}/${part}`),
      `/buying/orders/${id}`,
      `/buying/orders/${id}/sent`,
      `/buying/orders/${id}/milestones`,
      `/buying/approvals/${id}`,
    ]);
  });

  it("for the supplier and the centre", async () => {
    await expectAccessible("signatory", [
      "/supplying",
      "/supplying/orders",
      `/supplying/orders/${id}?done=accepted`,
    ]);
    await expectAccessible("officer", [
      "/commercial",
      "/commercial/orders",
      `/commercial/orders/${id}`,
      `/commercial/orders/${id}/shares/X24`,
      "/commercial/approvals",
      `/commercial/approvals/${id}`,
    ]);
  });
});
