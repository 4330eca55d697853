import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ocdsRelease } from "~db/schema/contracts";
import { insertRows } from "~db/lists";
import { type RunningApp, startApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { LayoutFrames } from "../../setup/layout";
import { get } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";
import { wordsOf } from "../../setup/visitor";

/* The list of published contracts: forty of them were one page of 8,850 pixels in columns that nobody could read. */
const { db, url } = await testDatabase();
let app: RunningApp;
let browser: Browser;

const two = (number: number) => String(number).padStart(2, "0");

/** Contract 1 to 40: every third is ended, values rise with the number, ends fall with it. */
const release = (number: number) => ({
  ocid: `ocds-test-${two(number)}`,
  id: `ocds-test-${two(number)}-1`,
  title: number === 7 ? "Bed board for every ward" : `Electronic patient record for hospital ${two(number)}`,
  buyer: { id: "GB-NHS-RR8", name: "Leeds Teaching Hospitals NHS Trust" },
  relatedProcesses: [{ title: "Digital Care Framework" }],
  awards: [
    {
      suppliers: [
        { id: "GB-COH-1", name: number % 2 ? "Birchwood Care Technology Ltd" : "Alder Systems Ltd" },
      ],
    },
  ],
  contracts: [
    {
      value: { amount: number * 1_000, amountGross: number * 1_200 },
      period: { startDate: "2027-01-01T00:00:00Z", endDate: `20${70 - number}-12-31T00:00:00Z` },
      dateSigned: "2026-11-20T10:00:00Z",
      status: number % 3 === 0 ? "terminated" : "active",
    },
  ],
});

beforeAll(async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
  await insertRows(
    db,
    ocdsRelease,
    numbers.map((number) => ({
      id: release(number).id,
      ocid: release(number).ocid,
      tags: ["contract"],
      body: release(number),
      publishedAt: new Date(`2026-11-20T10:${two(number)}:00Z`),
    })),
  );
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

const read = async (query = "") =>
  (await (await get(app, `/contracts${query}`)).text()).replaceAll("<!-- -->", "");
/** The numbers of the contracts in the order of their rows. */
const shown = (html: string) =>
  [...html.matchAll(/href="\/contracts\/ocds-test-(\d\d)"/g)].map(([, number]) => Number(number));

describe("published contracts", () => {
  it("come in pages that say how many there are, the latest first", async () => {
    const first = await read();
    expect(wordsOf(first)).toContain("1 to 25 of 40 contracts, the latest first.");
    expect(shown(first)).toEqual(Array.from({ length: 25 }, (_, index) => 40 - index));
    const next = /href="(\/contracts\?[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="(\/contracts\?[^"]*)"/.exec(
      first,
    )!;
    const second = await get(app, (next[1] ?? next[2])!.replaceAll("&amp;", "&"));
    expect(shown(await second.text())).toEqual(Array.from({ length: 15 }, (_, index) => 15 - index));
  });

  it("are searched by title, buyer, supplier and number, and filtered by status, and the file holds the same", async () => {
    expect(shown(await read("?words=bed+BOARD"))).toEqual([7]);
    expect(shown(await read("?words=ocds-test-12"))).toEqual([12]);
    expect(wordsOf(await read("?words=birchwood"))).toContain("20 contracts, the latest first.");
    const ended = await read("?words=alder&status=terminated");
    expect(shown(ended)).toEqual([36, 30, 24, 18, 12, 6]);
    const file = /href="(\/contracts\.csv\?[^"]*)"/.exec(ended)![1]!.replaceAll("&amp;", "&");
    const csv = await (await get(app, file)).text();
    expect(csv.trim().split("\n")).toHaveLength(7);
    // The standard's code for the end of any contract reads as if it had been broken off.
    expect(csv).toMatch(/,Ended\r?\n/);
    expect(csv).not.toMatch(/terminated/i);
    // The form keeps what was asked.
    expect(ended).toMatch(
      /<input[^>]*name="words"[^>]*value="alder"|<input[^>]*value="alder"[^>]*name="words"/,
    );
    expect(wordsOf(await read("?words=nothing+like+it"))).not.toContain("Electronic patient record");
  });

  it("are sorted by their headings, which say so", async () => {
    const html = await read("?sort=-value");
    expect(shown(html).slice(0, 3)).toEqual([40, 39, 38]);
    expect(html).toContain('aria-sort="descending"');
    expect(shown(await read("?sort=value")).slice(0, 3)).toEqual([1, 2, 3]);
    expect(shown(await read("?sort=ends")).slice(0, 3)).toEqual([40, 39, 38]);
    expect(shown(await read("?sort=title"))[0]).toBe(7);
    for (const by of ["title", "-value", "ends"])
      expect(html).toMatch(new RegExp(`href="/contracts\\?[^"]*sort=-?${by.replace("-", "")}`));
  });

  it.each([
    // All 25 rows stand in the page: it was 2,600 while the table scrolled in a box of its own, 8,850 before there were pages.
    [1280, 2_800],
    [375, 9_000],
  ])(
    "at %i pixels a page of them is at most %i high, and no column is too narrow to read, in wide letters",
    async (width, most) => {
      const frames = await LayoutFrames.open(browser, app.baseUrl, [
        { name: "contracts", width, font: "wide", text: 100 },
      ]);
      const html = await read();
      const [[table] = []] = await frames.tablesOf(html);
      const [[main] = []] = await frames.heightsOf(html, "main");
      const [widths] = await frames.widthsOf(html, "thead th");
      await frames.page.close();
      expect(table!.pageTooWide).toBeLessThanOrEqual(0);
      expect(main!).toBeLessThanOrEqual(most);
      // In a window: a name of three words stands in at most three lines, and nothing is cut off.
      const narrowest = width === 1280 ? Math.min(...widths!) : 100;
      const cut = width === 1280 ? table!.cut : 0;
      expect(widths).toHaveLength(6);
      expect(narrowest).toBeGreaterThanOrEqual(100);
      expect(cut).toBeLessThanOrEqual(1);
    },
  );
});
