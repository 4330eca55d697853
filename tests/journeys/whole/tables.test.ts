// Over 300 lines: tables of one demonstration are measured, sorted and filtered in one application, whose start is a minute.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import routes from "../../../app/routes";
import { PAGE_ROWS } from "~/domain/shared/page-place";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { LayoutFrames } from "../../setup/layout";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";
import { sumsIn, tablesOf, type ReadTable } from "../../setup/table-sums";

/*
 * The tables of the demonstration: those of money in a window and on a phone in wide letters, lists that are sorted and
 * filtered, and how tall a list is on a phone. With SHOTS_DIR each table of money is photographed there.
 */
const LOOKS = [
  { name: "in a window", width: 1280, font: "wide", text: 100 },
  { name: "on a phone", width: 375, font: "wide", text: 100 },
] as const;
/** A list on a phone is at most so tall, in pixels: fifteen screens. */
const TALLEST_LIST = 12_000;
const shots = process.env.SHOTS_DIR;

let app: RunningApp;
let browser: Browser;
let layout: LayoutFrames;
const cookies = new Map<string, string>();

beforeAll(async () => {
  const { url } = await demoDatabase();
  app = await startApp({ databaseUrl: url, today: DEMO_DAY });
  browser = await launchBrowser();
  layout = await LayoutFrames.open(browser, app.baseUrl, LOOKS);
}, 240_000);
afterAll(() => browser?.close());

const emailOf = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@demo.dovetail.example`;

async function cookieOf(name: string): Promise<string> {
  const cookie = cookies.get(name) ?? (await signInAs(app, emailOf(name)));
  cookies.set(name, cookie);
  return cookie;
}

async function page(who: string, address: string): Promise<string> {
  const answer = await get(app, address, await cookieOf(who));
  const html = await answer.text();
  expect(answer.status, `${address}\n${html.slice(0, 500)}`).toBe(200);
  return html;
}

/** The addresses that a page links to, of one form. */
const linksOn = (html: string, form: RegExp): string[] => [
  ...new Set(
    [...html.matchAll(/href="([^"#]+)"/g)]
      .map(([, href]) => href!.replaceAll("&amp;", "&"))
      .filter((href) => form.test(href)),
  ),
];

/** The first page that a list links to which holds what is looked for. */
async function firstOf(who: string, list: string, form: RegExp, holds: RegExp): Promise<string> {
  for (const address of linksOn(await page(who, list), form)) {
    if (holds.test((await page(who, address)).replaceAll("<!-- -->", ""))) return address;
  }
  throw new Error(`No page of ${list} holds ${holds}`);
}

/** A shortlist of four solutions, as a buyer makes it. */
async function comparisonOfFour(): Promise<string> {
  const cookie = await cookieOf("Priya Shah");
  const need = {
    name: "Records of four",
    need: "A record for wards",
    "quantity-bed": "480",
    "quantity-patient": "9500",
    "quantity-user": "100",
    termMonths: "24",
    "startsOn-day": "1",
    "startsOn-month": "4",
    "startsOn-year": "2027",
  };
  const made = await post(app, "/buying/needs", need, cookie);
  const shortlist = made.headers.get("location")!.split("?")[0]!;
  const id = shortlist.split("/").at(-1)!;
  const solutions = linksOn(await page("Priya Shah", "/solutions"), /^\/solutions\/[\w-]+$/).slice(0, 4);
  for (const solution of solutions) {
    const form = { shortlist: id, solution: solution.split("/").at(-1)! };
    const added = await post(app, "/buying/shortlists/add", form, cookie);
    expect(added.status, await added.text()).toBe(302);
  }
  return `${shortlist}/compare`;
}

/** The allocations of the first fund that has some. */
async function allocationsOfAFund(): Promise<string> {
  const funds = linksOn(
    await page("Nadia Rahman", "/commercial/funding"),
    /^\/commercial\/funding\/[A-Z][\w-]+$/,
  );
  for (const fund of funds) {
    const address = `${fund}/allocations`;
    if (tablesOf(await page("Nadia Rahman", address)).length > 0) return address;
  }
  throw new Error("No fund has allocations");
}

type Place = string | (() => Promise<string>);
const at = (who: string, list: string, form: RegExp, holds: RegExp) => () => firstOf(who, list, form, holds);

/** Tables of money: who looks at which page. */
const MONEY: [what: string, who: string, address: Place][] = [
  ["funds", "Nadia Rahman", "/commercial/funding"],
  ["public funds", "Nadia Rahman", "/funding"],
  [
    "a fund",
    "Nadia Rahman",
    at("Nadia Rahman", "/commercial/funding", /^\/commercial\/funding\/[A-Z][\w-]+$/, /Movements/),
  ],
  ["allocations", "Nadia Rahman", allocationsOfAFund],
  ["ledger and movements", "Nadia Rahman", "/commercial/ledger"],
  [
    "a movement",
    "Nadia Rahman",
    at("Nadia Rahman", "/commercial/ledger", /^\/commercial\/ledger\/entries\//, /<table/),
  ],
  ["trial balance", "Nadia Rahman", "/commercial/ledger/trial-balance"],
  ["balances", "Nadia Rahman", "/commercial/ledger/balances"],
  ["where the money goes", "Nadia Rahman", "/commercial/money"],
  ["a statement for the centre", "Nadia Rahman", "/commercial/statements/QWO"],
  ["a board's statement", "Helen Marsh", "/buying/statement"],
  ["a trust's statement", "Priya Shah", "/buying/statement"],
  ["all orders", "Nadia Rahman", "/commercial/orders"],
  ["a buyer's orders", "Priya Shah", "/buying/orders"],
  ["a supplier's orders", "Daniel Alder", "/supplying/orders"],
  ["approvals", "Tom Okafor", "/buying/approvals"],
  ["all invoices", "Nadia Rahman", "/commercial/invoices"],
  ["a buyer's invoices", "Tom Okafor", "/buying/invoices"],
  ["a supplier's invoices", "Daniel Alder", "/supplying/invoices"],
  ["a buyer's local spend", "Priya Shah", "/buying/local-spend"],
  ["all local spend", "Nadia Rahman", "/commercial/local-spend"],
  ["reconciliation", "Nadia Rahman", "/commercial/reconciliation"],
  ["year end", "Nadia Rahman", "/commercial/year-end"],
  ["one year's end", "Nadia Rahman", "/commercial/year-end/2026"],
  ["the year before", "Nadia Rahman", "/commercial/year-end/2025"],
  ["transfers", "Nadia Rahman", "/commercial/funding/transfers"],
  [
    "an agreement's figures",
    "Nadia Rahman",
    at("Nadia Rahman", "/commercial/agreements", /^\/commercial\/agreements\/AG-\d+$/, /<table/),
  ],
  [
    "a simulator's result",
    "Nadia Rahman",
    at("Nadia Rahman", "/simulator", /^\/simulator\/[\w-]{8,}$/, /<table/),
  ],
  ["a comparison of four", "Priya Shah", comparisonOfFour],
  [
    "who pays an order by year",
    "Priya Shah",
    async () =>
      `${await firstOf("Priya Shah", "/buying/orders", /^\/buying\/orders\/C\d+-\d+$/, /who-pays/)}/who-pays`,
  ],
];

/** What is wrong with the tables of a page, in words. */
async function tableFaults(html: string): Promise<string[]> {
  const looks = await layout.tablesOf(html);
  return looks.flatMap((tables, look) =>
    tables.flatMap((table) => {
      const say = (what: string) => `${LOOKS[look]!.name}: ${table.caption}: ${what}`;
      const scrolls = table.cut > 1;
      return [
        ...(table.pageTooWide > 0 ? [say(`the page is ${table.pageTooWide} pixels too wide`)] : []),
        ...(scrolls && !table.says ? [say("scrolls and does not say so")] : []),
        ...(!scrolls && table.says ? [say("says that it scrolls and does not")] : []),
        ...(scrolls && !table.firstColumnStays ? [say("its first column is scrolled away")] : []),
        ...(scrolls && !(table.headStays && table.headCovers) ? [say("its head is scrolled away")] : []),
        ...(scrolls && table.sumStays === false ? [say("its sum is out of sight")] : []),
      ];
    }),
  );
}

/** A picture of the page itself in wide letters, with the first screens of it. */
async function photograph(name: string, who: string, address: string): Promise<void> {
  const fonts = await Promise.all(
    [400, 700].map(async (weight) => {
      const file = `node_modules/@fontsource/dejavu-sans/files/dejavu-sans-latin-${weight}-normal.woff2`;
      const bytes = (await readFile(path.resolve(import.meta.dirname, "../../..", file))).toString("base64");
      return `@font-face{font-family:layout;font-weight:${weight};src:url(data:font/woff2;base64,${bytes})}`;
    }),
  );
  for (const { width } of LOOKS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    await signInContext(context, app, emailOf(who));
    const screen = await context.newPage();
    await screen.goto(app.baseUrl + address);
    await screen.addStyleTag({ content: `${fonts.join("")}*{font-family:layout!important}` });
    await screen.evaluate("document.fonts.ready");
    const height = await screen.evaluate<number>("document.documentElement.scrollHeight");
    const clip = { x: 0, y: 0, width, height: Math.min(height, width === 375 ? 5_000 : 3_000) };
    const file = `${shots}/${name.replaceAll(/\W+/g, "-")}-${width}.png`;
    await screen.screenshot({ path: file, fullPage: true, clip });
    await context.close();
  }
}

describe("a table of money fits, or says that it goes on and keeps what names its figures", () => {
  it.each(MONEY)("%s", async (what, who, place) => {
    const address = typeof place === "string" ? place : await place();
    const html = await page(who, address);
    if (shots) await photograph(what, who, address);
    expect(tablesOf(html).length, address).toBeGreaterThan(0);
    expect(await tableFaults(html), address).toEqual([]);
  });
});

/** Letters and figures of what a row is sorted by: a title without its version. */
const LETTERS = (text: string) =>
  text
    .replace(/, version .*/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
const DATE = /\d{1,2} [A-Z][a-z]+ \d{4}/;

/** What a cell is sorted by: a sum, a day, or its letters; null where it says that there is none. */
function sortable(cell: string): bigint | number | string | null {
  const [sum] = sumsIn(cell);
  if (sum !== undefined) return sum;
  const [day] = DATE.exec(cell) ?? [];
  if (day !== undefined) return Date.parse(`${day} UTC`);
  return /^(–|Not yet|No end date)?$/.test(cell) ? null : LETTERS(cell);
}

/** The cells of a column that stand in the wrong order. */
function outOfOrder(cells: readonly string[], direction: string): string[] {
  const keys = cells.map(sortable);
  return cells.filter((_, at) => {
    const [before, here] = [keys[at - 1], keys[at]];
    if (before === undefined || before === null || here === null || here === undefined) return false;
    return direction === "ascending" ? before > here : before < here;
  });
}

/** The headings of a list that sort it: what they say, their address and the direction that is in use. */
function headingsOf(html: string, caption: string) {
  const table = [...html.matchAll(/<table\b.*?<\/table>/gs)]
    .map(([one]) => one)
    .find((one) => tablesOf(one)[0]!.caption === caption);
  const heads = [...(table ?? "").matchAll(/<th\b([^>]*)><a class="dt-sort" href="([^"]+)">(.*?)<\/a>/gs)];
  return heads.map(([, attributes, href, name]) => ({
    // Its last word and the arrow stay together in an element of their own.
    name: name!.replaceAll(/<svg.*?<\/svg>|<[^>]+>/gs, ""),
    href: href!.replaceAll("&amp;", "&"),
    direction: /aria-sort="(\w+)"/.exec(attributes!)?.[1] ?? null,
  }));
}

interface SortedList {
  who: string;
  address: string;
  caption: string;
  /** Headings that sort it. */
  sorts: string[];
  /** One choice of each of its filters, and what a row then says. */
  filters?: Record<string, [value: string, says: RegExp]>;
  /** How many columns its words are looked for in, from the first. */
  searched?: number;
  /** Where a page has two lists: the file of this one. */
  file?: string;
}

const SORTED: SortedList[] = [
  {
    who: "Nadia Rahman",
    address: "/commercial/reconciliation",
    caption: "Invoice by invoice",
    sorts: ["Invoice", "Payer", "Including VAT", "Outcome"],
    filters: { outcome: ["agrees", /Agrees/] },
  },
  {
    who: "Nadia Rahman",
    address: "/commercial/funding/transfers",
    caption: "Transfers",
    sorts: ["From", "To", "Asked", "Amount"],
    filters: { state: ["approved", /Approved/] },
  },
  {
    who: "Daniel Alder",
    address: "/supplying/orders",
    caption: "Orders",
    sorts: ["Order", "Sent", "Starts", "Excluding VAT"],
    filters: { state: ["live", /Live/] },
  },
  {
    who: "Daniel Alder",
    address: "/supplying/invoices",
    caption: "Paid",
    sorts: ["Invoice", "Payer", "Due", "Including VAT"],
    file: "/supplying/invoices.csv?paid=yes",
  },
  {
    who: "Daniel Alder",
    address: "/supplying/listings",
    caption: "Listings",
    sorts: ["Listing", "Kind", "State"],
    searched: 1,
  },
  {
    who: "Daniel Alder",
    address: "/supplying/certification",
    caption: "Certificates",
    sorts: ["Certificate", "For", "Standard", "Last day"],
  },
  {
    who: "Daniel Alder",
    address: "/supplying/certification",
    caption: "Claims",
    sorts: ["Standard", "For", "Submitted", "Decided"],
    file: "/supplying/certification/claims.csv",
  },
];

const tableOf = (html: string, caption: string): ReadTable => {
  const table = tablesOf(html).find((one) => one.caption === caption);
  expect(table, caption).toBeDefined();
  return table!;
};
const add = (address: string, name: string, value: string) =>
  `${address}${address.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;

describe("a list is sorted by its headings and filtered, and its file holds what it shows", () => {
  it.each(SORTED)(
    "$address, $caption: sorted by each heading, both ways",
    async ({ who, address, caption, sorts }) => {
      const first = await page(who, address);
      const headings = headingsOf(first, caption);
      expect(headings.map(({ name }) => name)).toEqual(expect.arrayContaining(sorts));
      expect(tableOf(first, caption).rows.length, "rows to sort").toBeGreaterThan(1);
      for (const { name, href } of headings) {
        const once = await page(who, href);
        const [one] = headingsOf(once, caption).filter((head) => head.name === name);
        const twice = await page(who, one!.href);
        const [two] = headingsOf(twice, caption).filter((head) => head.name === name);
        expect(new Set([one!.direction, two!.direction])).toEqual(new Set(["ascending", "descending"]));
        for (const [html, direction] of [
          [once, one!.direction],
          [twice, two!.direction],
        ] as const) {
          const { headings: names, rows } = tableOf(html, caption);
          const column = rows.map((row) => row[names.indexOf(name)]!);
          // The outcome of a reconciliation is sorted by what has to be done, not by its letters.
          const wrong = name === "Outcome" ? [] : outOfOrder(column, direction!);
          expect(wrong, `${name}, ${direction}`).toEqual([]);
        }
      }
    },
  );

  it.each(SORTED)(
    "$address, $caption: by a choice on a phone, and its head stays in sight",
    async ({ who, address, caption, sorts }) => {
      const html = await page(who, address);
      const [wide, phone] = await layout.tablesOf(html);
      const of = (tables: typeof wide) => tables!.find((table) => table.caption === caption)!;
      expect(of(wide).headSticks).toBe(true);
      const [onWide, onPhone] = await layout.heightsOf(html, ".dt-sort-form");
      expect(onWide!.filter((height) => height > 0)).toEqual([]);
      const forms = [...html.matchAll(/<form class="dt-sort-form".*?<\/form>/gs)].map(([form]) => form);
      const ways = forms.map((form) => (form.match(/<option/g) ?? []).length);
      const byChoice = Math.max(0, ...ways) >= 2 * sorts.length && onPhone!.every((height) => height > 0);
      // Where a table scrolls sideways instead of being stacked, the headings themselves are in sight.
      const byHeading = of(phone).headStays && of(phone).says;
      expect(forms.length > 0 ? byChoice : byHeading).toBe(true);
    },
  );

  it.each(SORTED)(
    "$address, $caption: filtered by words and by each choice, in its file too",
    async (list) => {
      const { who, address, caption, filters = {}, file, searched = 3 } = list;
      const all = tableOf(await page(who, address), caption);
      // The longest word of the last row's first cells that is not in every row.
      const words = all.rows
        .at(-1)!
        .slice(0, searched)
        .join(" ")
        .split(/[^\p{L}\d-]+/u);
      const tellsApart = (word: string) =>
        word.length > 3 && all.rows.some((row) => !row.join(" ").toLowerCase().includes(word.toLowerCase()));
      const word = words.filter(tellsApart).sort((a, b) => b.length - a.length)[0] ?? words[0]!;
      const choices: [query: string, value: string, says: RegExp][] = [
        ["q", word, new RegExp(word, "i")],
        ...Object.entries(filters).map(
          ([name, [value, says]]) => [name, value, says] as [string, string, RegExp],
        ),
      ];
      for (const [name, value, says] of choices) {
        const found = tableOf(await page(who, add(address, name, value)), caption);
        expect(found.rows.length, `${name}=${value}`).toBeGreaterThan(0);
        expect(found.rows.map((row) => row.join(" ")).filter((row) => !says.test(row))).toEqual([]);
        const csv = await page(who, add(file ?? `${address}.csv`, name, value));
        const lines = csv.trim().split("\n").length - 1;
        expect(Math.min(lines, PAGE_ROWS)).toBe(found.rows.length);
      }
      const nothing = await page(who, add(address, "q", "no such thing anywhere"));
      expect(tablesOf(nothing).filter((table) => table.caption === caption && table.rows.length > 0)).toEqual(
        [],
      );
    },
  );
});

/** Lists are what can be taken away as a file at an address beside their own. */
const FILES = new Set(routes.map((one) => one.path ?? "").filter((one) => one.endsWith(".csv")));
const LISTS = routes
  .map((one) => one.path ?? "")
  .filter((one) => FILES.has(`${one}.csv`) && !one.includes(":"))
  .map((one) => `/${one}`);
const READERS = ["Priya Shah", "Helen Marsh", "Daniel Alder", "Nadia Rahman"];

describe("a list on a phone", () => {
  it("is less than fifteen screens tall, whoever reads it", async () => {
    const heights: [string, number][] = [];
    for (const who of READERS) {
      for (const address of LISTS) {
        const answer = await get(app, address, await cookieOf(who));
        const html = await answer.text();
        if (answer.status !== 200) continue;
        const [, [height = 0] = []] = await layout.heightsOf(html, "body");
        heights.push([`${address} for ${who}`, Math.round(height)]);
      }
    }
    heights.sort(([, a], [, b]) => b - a);
    if (shots) console.log(heights.slice(0, 15));
    expect(heights.length).toBeGreaterThan(40);
    expect(heights.filter(([, height]) => height > TALLEST_LIST)).toEqual([]);
  }, 240_000);
});

describe("the audit", () => {
  it("is no wider than the window with all of its details open", async () => {
    const html = await page("Isla Grant", "/commercial/audit");
    expect(html.match(/<details/g)!.length).toBeGreaterThan(20);
    expect(await layout.faultsOf(html)).toEqual([]);
  });
});
