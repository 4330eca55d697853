// Over 300 lines: the pages of money, and the words of every kind of picture on them.
import type { Browser } from "playwright-core";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Db, type Tx } from "~db";
import { demoPerson } from "~db/schema/people";
import { jobProgress } from "~db/schema/platform";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { financialYearPeriod } from "~/domain/shared/financial-year";
import { advanceMarketRun } from "~/domain/simulator/advance-market-run.server";
import { startMarketRun } from "~/domain/simulator/start-market-run.server";
import { burnDownOf } from "~/domain/statements/burn-down";
import { boardMapOn } from "~/domain/statements/board-maps";
import { flowsOf, type FlowRow } from "~/domain/statements/flows";
import { placesOf } from "~/domain/statements/places";
import { Sankey } from "~/ui/charts/sankey";
import { StackedBars } from "~/ui/charts/stacked-bars";
import { TileGrid } from "~/ui/charts/tile-grid";
import { BurnDown } from "~/ui/statements/burn-down";
import { makeLiveOrder } from "../../factories/invoices";
import { AT, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { accessibilityFaults } from "../../setup/accessibility";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { LayoutFrames } from "../../setup/layout";
import { get, signInAs, signInContext } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";

const emailOf = (who: keyof typeof PEOPLE) => `${PEOPLE[who].userId}@example.org`;

let app: RunningApp;
let browser: Browser;
let database: Db;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { db, url } = await testDatabase();
  database = db;
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
      // Put in today: too little of the year to say what is left at its end.
      "ahead of even use",
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

const WIDTHS = [1280, 800, 375, 320];
const LONG_PLACE = "The Newcastle upon Tyne Hospitals and Northumbria Healthcare NHS Foundation Trust";
const LONG_FUND = "Frontline Digitisation and Electronic Patient Records for Mental Health Wards";

/** A picture as it stands on a page. */
const onPage = (picture: ReactElement) =>
  `<body><div class="nhsuk-width-container"><main>${renderToStaticMarkup(picture)}</main></div></body>`;

/** Many flows between long names: one of nearly all the money, others of so little that their shapes are lines. */
function longFlows() {
  const names = [
    LONG_FUND,
    "WWWWWWWWWW MMMMMMMMMM Woolwich",
    "Adult social care",
    "IM1",
    LONG_PLACE,
    "GP IT",
  ];
  const rows = names.flatMap((name, source) =>
    Array.from({ length: 14 }, (_, at): FlowRow => ({
      programmeId: source === 5 ? null : `P${source}`,
      programmeName: source === 5 ? null : name,
      fundId: source === 5 ? null : `FD-${source}`,
      fundName: source === 5 ? null : name,
      buyerCode: `B${at}`,
      buyerName: at % 2 === 0 ? `${LONG_PLACE} ${at}` : `WMWM Woolwich and Wymondham Medical Centre ${at}`,
      boardCode: null,
      regionCode: null,
      supplierId: `S${(at + source) % 12}`,
      supplierName: `Wolverhampton Information Management Warehouse ${(at + source) % 12} Limited`,
      amount: pence(source === 0 && at === 0 ? 123_456_789_00n : BigInt(1 + at * source) * 100_000_00n),
    })),
  );
  return flowsOf(rows, { by: "programme", most: { source: 6, buyer: 12, supplier: 10 } });
}

describe("the words of pictures, in wide letters", () => {
  let frames: LayoutFrames;
  beforeAll(async () => {
    const looks = WIDTHS.map((width) => ({ name: `${width}`, width, font: "wide" as const, text: 100 }));
    frames = await LayoutFrames.open(browser, app.baseUrl, looks);
  });
  const none = WIDTHS.map(() => []);
  const faultsOf = (picture: ReactElement) => frames.wordFaultsOf(onPage(picture));

  it("of flows are not clipped and run over no shape and no other words, however long the names", async () => {
    expect(await faultsOf(createElement(Sankey, { flows: longFlows(), labelledBy: "t" }))).toEqual(none);
  });

  it.each(["per-head", "total"] as const)("of the map (%s)", async (measure) => {
    const rows = boardMapOn(TODAY).boards.map(({ code: boardCode }, at): FlowRow => ({
      programmeId: "P",
      programmeName: "P",
      fundId: "F",
      fundName: "F",
      buyerCode: `B${at}`,
      buyerName: `B${at}`,
      boardCode,
      regionCode: null,
      supplierId: "S",
      supplierName: "S",
      amount: pence(88_888_888_88n * BigInt(1 + at)),
    }));
    const picture = createElement(TileGrid, { places: placesOf(rows, TODAY), measure, labelledBy: "t" });
    expect(await faultsOf(picture)).toEqual(none);
  });

  it("of bars stand inside their part, or in the key alone", async () => {
    const amounts = [
      [4_888_888_888_88n, 3_888_888_888_88n],
      [2_222_222_222_22n, 6_888_888_888_88n],
      [1n, 8_888_888_888_88n],
    ];
    const picture = createElement(StackedBars, {
      title: "Bars",
      tableCaption: "Bars",
      rowHeader: "Fund",
      series: [
        { key: "a", label: LONG_FUND },
        { key: "b", label: LONG_PLACE },
      ],
      bars: amounts.map(([a, b], at) => ({
        key: `${at}`,
        label: LONG_PLACE,
        amounts: { a: pence(a!), b: pence(b!) },
      })),
    });
    expect(await faultsOf(picture)).toEqual(none);
  });

  it.each(["2026-04-20", "2026-09-30", "2027-03-20"])("of a burn-down on %s", async (today) => {
    const month = (credits: bigint, at: string, used = 0n) => ({
      month: day(at),
      creditsPosted: pence(credits),
      debitsPosted: pence(used),
      debitsPending: pence(used * 2n),
    });
    const moved = [month(88_888_888_88n, "2025-08-01"), month(0n, "2026-04-01", 8_888_888_88n)];
    const figures = burnDownOf(moved, financialYearPeriod(2026), day(today));
    expect(await faultsOf(createElement(BurnDown, { name: LONG_FUND, figures }))).toEqual(none);
  });

  it("are measured: clipped words, words over a shape's edge and words over words are found", async () => {
    const bad = `<body><svg role="img" viewBox="0 0 300 90" width="300" height="90"><rect x="40" y="10" width="20" height="30"/>
      <text x="20" y="30">Over the edge</text><text x="290" y="80">Clipped</text><text x="20" y="60">One</text><text x="22" y="62">Two</text></svg></body>`;
    for (const faults of await frames.wordFaultsOf(bad)) {
      expect(faults).toEqual([
        'the words "Over the edge" run over the edge of a shape',
        'the words "Clipped" are clipped by their picture',
        'the words "One" and the words "Two" run over each other',
      ]);
    }
  });
});

describe("long work shows how far it is", () => {
  const barsOf = async (html: string) => {
    const page = await browser.newPage();
    await page.setContent(html);
    const bars = await page.locator("progress").evaluateAll((all) =>
      (all as HTMLProgressElement[]).map((bar) => ({
        position: bar.position,
        named: (bar.labels[0]?.textContent ?? "").trim() !== "",
      })),
    );
    await page.close();
    return bars;
  };

  it("as a bar of a market run that fills with its orders and gives way to the result", async () => {
    await makeLiveOrder(database);
    const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(database, work);
    const { runId } = await action((tx) =>
      startMarketRun(tx, {
        actor: PEOPLE.officer,
        at: AT,
        today: TODAY,
        run: {
          title: "Every order",
          source: { kind: "agreement", agreementId: "AG-FD-1", version: 1 },
          financialYear: 2026,
          scope: {},
        },
      }),
    );
    const path = `/commercial/market-runs/${runId}`;
    const seen = async () => {
      const html = await text(path, cookies.auditor);
      return { html, bars: await barsOf(html) };
    };
    const begun = await seen();
    expect(begun.bars).toEqual([{ position: 0, named: true }]);
    expect(begun.html).toContain("0 of 2 orders");
    // Without script the page asks again by itself; with it only the bar is replaced.
    expect(begun.html).toMatch(/<noscript>.*http-equiv="refresh" content="3"/);
    await action((tx) => advanceMarketRun(tx, { runId, at: AT, batch: 1 }));
    const half = await seen();
    expect(half.bars).toEqual([{ position: 0.5, named: true }]);
    expect(half.html).toContain("1 of 2 orders");
    for (let more = 0; more < 2; more += 1)
      await action((tx) => advanceMarketRun(tx, { runId, at: AT, batch: 1 }));
    const done = await seen();
    expect(done.bars).toEqual([]);
    expect(done.html).not.toContain('http-equiv="refresh"');
  });

  it("as a bar of a job's own progress, with its count, or without one while nobody knows it", async () => {
    const work = { kind: "import", createdAt: AT };
    await database.insert(jobProgress).values([
      { ...work, title: "Import of practices", state: "running", done: 250, total: 1_000 },
      { ...work, title: "Import of prices", state: "waiting", done: 0, total: null },
      { ...work, title: "Import of last week", state: "done", done: 40, total: 40 },
    ]);
    const html = await text("/commercial/jobs", cookies.auditor);
    const bars = await barsOf(html);
    expect(bars.sort((a, b) => a.position - b.position)).toEqual([
      { position: -1, named: true },
      { position: 0.25, named: true },
    ]);
    expect(html).toContain("250 of 1,000 done");
    expect(html).toContain("40 of 40 done");
  });
});
