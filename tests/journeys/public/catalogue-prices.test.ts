import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { makeListing, makeShop, priceOf } from "../../factories/catalogue";
import { makePeople } from "../../factories/people";
import { accessibilityFaults } from "../../setup/accessibility";
import { type RunningApp, startApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { LayoutFrames } from "../../setup/layout";
import { get } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";
import { wordsOf } from "../../setup/visitor";

/* The catalogue ordered by the price for one's own quantity, and how much of a window its cards take. */
const database = await testDatabase();
let app: RunningApp;
let browser: Browser;

/** As long as summaries of real listings are. */
const LONG_SUMMARY =
  "An electronic patient record for community and mental health services that brings assessments, care plans, medicines and letters together, works without a connection, and shows every team the same picture of a person at home.";

beforeAll(async () => {
  await makePeople(database.db);
  // CareNotes at £1.26, Birch Record at £1.10 and Alder Plan at £2.00 a patient a year
  await makeShop(database.db);
  await makeListing(database.db, {
    id: "S-900",
    name: "Bedside Flow and Patient Movement Manager for Hospitals",
    supplierId: "birchwood",
    summary: LONG_SUMMARY,
    prices: [priceOf("S-900-P1", "bed", 200)],
  });
  // Cheaper for many: £3.00 up to 999 patients, then £0.50 each
  await makeListing(database.db, {
    id: "S-910",
    name: "Steps",
    supplierId: "alder",
    summary: LONG_SUMMARY,
    prices: [
      priceOf("S-910-P1", "patient", [
        [1, 3],
        [1_000, 0.5],
      ]),
    ],
  });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, today: "2026-11-22", worker: false }),
    launchBrowser(),
  ]);
});
afterAll(() => browser?.close());

const read = async (query: string) => {
  const answer = await get(app, `/solutions${query}`);
  return { status: answer.status, html: await answer.text() };
};
/** The names of the cards in their order. */
const names = (html: string) =>
  [...html.matchAll(/<h3 class="dt-result__name"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name);

describe("ordered by the price for one's own quantity", () => {
  it("shows what each comes to, says what that leaves out, and puts what has no such price last", async () => {
    const { html } = await read("?quantity=100&unit=patient&months=24");
    expect(names(html)).toEqual([
      "Birch Record",
      "CareNotes",
      "Alder Plan",
      "Steps",
      "Bedside Flow and Patient Movement Manager for Hospitals",
    ]);
    const words = wordsOf(html);
    // 100 patients × £1.10 × 2 years
    expect(words).toContain(
      "Price for 100 patients over 24 months £220.00 excluding VAT (list price £1.10 per patient a year)",
    );
    expect(words).toContain("The lowest price for 100 patients over 24 months comes first");
    expect(words).toContain(
      "excluding VAT. It leaves out services such as implementation, training and data migration, and funding.",
    );
    expect(words).toContain("1 solution without a price per patient comes last.");
    expect(words).toContain("No price per patient (list price £200.00 per bed a year)");
  });

  it("is another order for another quantity, over words and filters, on every page and in the files", async () => {
    const { html } = await read("?quantity=1,000&unit=patient&capability=C1");
    // 1,000 × £0.50 for a year
    expect(names(html)[0]).toBe("Steps");
    expect(wordsOf(html)).toContain("Price for 1,000 patients over 12 months £500.00");
    const filtered = "capability=C1&quantity=1000&unit=patient&months=12";
    expect(html).toContain(`/solutions.csv?${filtered.replaceAll("&", "&amp;")}`);
    const csv = await (await get(app, `/solutions.csv?${filtered}`)).text();
    const [head, first] = csv.trim().split("\n");
    expect(head).toContain("Price for 1,000 patients over 12 months, excluding VAT (pounds)");
    expect(first).toContain("Steps");
    expect(first).toContain("500.00");
    const rows = (await (await get(app, `/solutions.json?${filtered}`)).json()) as Record<string, unknown>[];
    expect(rows.map((row) => row["own price"])).toEqual(["500.00", "1100.00", "1260.00", "2000.00", null]);
    const found = await read("?words=steps&quantity=1&unit=bed");
    expect(names(found.html)).toEqual(["Steps"]);
    expect(wordsOf(found.html)).toContain("1 solution without a price per bed comes last.");
  });

  it("says beside its field what cannot be read, keeps what was typed, and orders as before", async () => {
    for (const [query, field, message] of [
      [
        "quantity=many&unit=patient",
        "quantity",
        "Enter your quantity as a whole number from 1 to 100,000,000, for example 9,500",
      ],
      [
        "quantity=9999999999999999999&unit=bed",
        "quantity",
        "Enter your quantity as a whole number from 1 to 300,000, for example 9,500",
      ],
      ["quantity=10&unit=ward", "unit", "Choose what you count, for example registered patients"],
      [
        "quantity=10&unit=bed&months=0",
        "months",
        "Enter the term in whole months, from 1 to 120, for example 24",
      ],
    ] as const) {
      const { status, html } = await read(`?${query}`);
      expect(status).toBe(200);
      expect(html).toContain(`href="#${field}"`);
      expect(wordsOf(html).split(message).length, query).toBe(3);
      expect(html).toContain("<title>Error: ");
      expect(names(html)[0]).toBe("Alder Plan");
    }
    expect((await read("?quantity=many&unit=patient")).html).toContain('value="many"');
    // Without a quantity nothing is asked.
    expect(wordsOf((await read("?quantity=&unit=bed")).html)).toContain("In order of name, from A to Z.");
  });

  it("is asked for on the page, without script and by keyboard, and taken back by a click", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 375, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`${app.baseUrl}/solutions?capability=C1`);
    await page.getByText("Order by the price for your own quantity").click();
    await page.getByLabel("How many").fill("9,500");
    await page.getByLabel("Of what").selectOption({ label: "Registered patients" });
    await page.getByLabel("For how long").fill("36");
    await page.keyboard.press("Enter");
    const prices = page.locator(".dt-result__fact dd .dt-money");
    // 9,500 × £0.50 × 3 years
    expect(await prices.first().innerText()).toBe("£14,250.00");
    expect(new URL(page.url()).searchParams.get("capability")).toBe("C1");
    expect(await page.getByLabel("How many").inputValue()).toBe("9,500");
    await page.waitForLoadState("load");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.getByRole("link", { name: "Remove filter Price for 9,500 patients over 36 months" }).click();
    expect(await page.getByText("In order of name, from A to Z.").count()).toBe(1);
    await context.close();
  });

  it.each(["?quantity=9500&unit=patient&months=24", "?quantity=many&unit=patient"])(
    "%s is sound",
    async (query) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(`${app.baseUrl}/solutions${query}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.close();
    },
  );
});

describe("slips and other names find the same", () => {
  it.each([
    ["electronc recrd", "Bedside Flow"],
    ["patiant movment", "Bedside Flow"],
    ["carenots", "CareNotes"],
  ])("“%s” finds %s", async (typed, name) => {
    const { html } = await read(`?words=${encodeURIComponent(typed)}`);
    expect(names(html).join("\n")).toContain(name);
  });

  it.each(["bedboard", "bed management", "patient flow"])(
    "“%s” finds what says one of the others",
    async (typed) => {
      await makeListing(database.db, {
        id: `S-92${typed.length}`,
        name: `Ward ${typed.length}`,
        supplierId: "alder",
        summary: "A bed management service for every ward.",
      });
      const { html } = await read(`?words=${encodeURIComponent(typed)}`);
      expect(names(html)).toContain(`Ward ${typed.length}`);
    },
  );
});

describe("the cards of the catalogue are compact", () => {
  /*
   * Before they were made compact these cards took 338 pixels in the mean at 1280 and 506 at 375, and with the words of
   * their own price 381 and 545, in these letters: the widest that the tests bring along, so that others take less. Now
   * they take at most half of that.
   */
  it.each([
    ["", 1280, 169],
    ["", 375, 253],
    ["?quantity=9500&unit=patient", 1280, 190],
    ["?quantity=9500&unit=patient", 375, 272],
  ])("solutions%s at %i pixels: at most %i each in the mean", async (query, width, most) => {
    const frames = await LayoutFrames.open(browser, app.baseUrl, [
      { name: "cards", width, font: "wide", text: 100 },
    ]);
    const [heights] = await frames.heightsOf((await read(query)).html, ".dt-result");
    await frames.page.close();
    expect(heights!.length).toBeGreaterThan(4);
    const mean = heights!.reduce((sum, height) => sum + height, 0) / heights!.length;
    expect(mean).toBeLessThanOrEqual(most);
    expect(mean).toBeGreaterThan(60);
  });
});
