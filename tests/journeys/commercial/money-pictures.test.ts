import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { demoPerson } from "~db/schema/people";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { makeLiveOrder } from "../../factories/invoices";
import { AT, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { get, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";

const emailOf = (who: keyof typeof PEOPLE) => `${PEOPLE[who].userId}@example.org`;

let app: RunningApp;
let browser: Browser;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { db, url } = await testDatabase();
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  await db.insert(demoPerson).values(
    Object.values(PEOPLE).map((actor, index) => ({
      userId: actor.userId!,
      position: index + 1,
      summary: actor.name,
    })),
  );
  const { orderId } = await makeLiveOrder(db);
  await inTransaction(db, (tx) => publishOrder(tx, { orderId, at: AT }));
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: TODAY, worker: false }),
    launchBrowser(),
  ]);
  for (const who of ["lead", "icb", "auditor", "editor"] as const)
    cookies[who] = await signInAs(app, emailOf(who));
});
afterAll(() => browser?.close());

const text = async (path: string, cookie?: string) => {
  const answer = await get(app, path, cookie);
  expect(answer.status, path).toBe(200);
  return (await answer.text()).replaceAll("<!-- -->", "");
};

describe("an organisation's statement", () => {
  it("is its own: what it gets, pays and has left, agreed with the ledger", async () => {
    const page = await text("/buying/statement", cookies.lead);
    expect(page).toContain("Others pay £252.00 for us; our own budget pays £252.00");
    expect(page).toContain("what the ledger’s own counters hold, to the penny");
    expect(await text("/buying/statement", cookies.icb)).toContain("Our own budget pays no share");
    expect((await get(app, "/buying/statement", cookies.editor)).status).toBe(403);
    expect((await get(app, "/commercial/statements/RR8", cookies.lead)).status).toBe(403);
  });

  it("is found by the centre for any organisation", async () => {
    expect(await text("/commercial/statements", cookies.auditor)).toContain(
      "/commercial/statements/RR8?year=2026",
    );
    expect(await text("/commercial/statements/RR8?year=2026", cookies.auditor)).toContain("£252.00");
    expect(await text("/commercial/statements/X24", cookies.auditor)).toContain("Funds that we keep");
    expect((await get(app, "/commercial/statements/S20001", cookies.auditor)).status).toBe(404);
  });

  it("is taken away as PDF, XLSX and CSV", async () => {
    for (const base of ["/buying/statement", "/commercial/statements/RR8"]) {
      const cookie = base.startsWith("/buying") ? cookies.lead : cookies.auditor;
      for (const [kind, start] of [
        [".pdf", "%PDF-"],
        [".xlsx", "PK"],
        // A CSV file holds one table, and each table has its own.
        ["-by-us.csv", "\uFEFF"],
      ] as const) {
        const answer = await get(app, `${base}/2026${kind}`, cookie);
        const bytes = Buffer.from(await answer.arrayBuffer());
        expect([base, kind, answer.status, bytes.toString("utf8").startsWith(start)]).toEqual([
          base,
          kind,
          200,
          true,
        ]);
      }
    }
    expect((await get(app, "/buying/statement/2026.csv", cookies.lead)).status).toBe(422);
    expect((await get(app, "/buying/statement/2026.exe", cookies.lead)).status).toBeGreaterThanOrEqual(400);
  });
});

describe("where the money goes", () => {
  it("is drawn for everybody from published orders, with its table and files", async () => {
    const page = await text("/funding/money?source=all");
    expect(page).toContain("£504 goes to one supplier");
    expect(page.match(/role="img"/g)!.length).toBe(3);
    expect(page).not.toContain("style=");
    expect(await text("/funding/money/flows.csv?source=all")).toContain("252.00");
    expect(await text("/funding/money?year=2031&measure=paid&source=none")).toContain(
      "No money of this kind",
    );
  });

  it("stands on the fund's and the programme's page as its year", async () => {
    expect(await text("/funding/programmes/programme-of-FD-1")).toContain(
      // Put in this month: too little of the year to say what is left at its end.
      "more is free to commit than in even use",
    );
    expect(await text("/commercial/funding/FD-1", cookies.auditor)).toContain("Free to commit in even use");
  });
});

describe("axe finds nothing, and nothing runs over the edge of a phone", () => {
  it.each([
    ["auditor", "/commercial/money?source=all"],
    ["auditor", "/commercial/funding/FD-1"],
    ["auditor", "/commercial/statements"],
    ["lead", "/buying/statement"],
    ["lead", "/funding/money?source=all&map=total"],
  ] as const)("%s %s", async (who, path) => {
    const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
    await signInContext(context, app, emailOf(who));
    const page = await context.newPage();
    await page.goto(app.baseUrl + path);
    const faults = await accessibilityFaults(page);
    const over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    await context.close();
    expect(faults).toEqual([]);
    expect(over).toBeLessThanOrEqual(0);
  });
});
