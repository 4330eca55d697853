import { brotliCompressSync, constants } from "node:zlib";
import { matchRoutes } from "@remix-run/react";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import routes from "../../../app/routes";
import { DEMO_PEOPLE } from "../../../scripts/seed/seed-people";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { LayoutFrames } from "../../setup/layout";
import { get, signInAs } from "../../setup/sign-in";
import { unspokenIn, unspokenOn } from "../../setup/spoken-words";
import { csvSumFaults, sumFaults } from "../../setup/table-sums";

/*
 * Every link that a person of the demonstration can follow leads somewhere: from each home, as each person, to at most
 * three pages of a kind (a route, without and with a query). A page that is linked and refused, an id that stands twice,
 * an inline style or a page over the weight limit fails. So does a page of any kind that is wider than a phone or a
 * window, or too tall for a phone, in wide or in large letters; one that says what nobody says (setup/spoken-words); a list's file with such
 * words or headings, or without a workbook beside it; a table or file of figures that does not re-add
 * (setup/table-sums); and a form that is shown to an auditor, who may send none.
 */
const WEIGHT_LIMIT_BYTES = 150_000;
const PAGES_OF_A_KIND = 3;
/** A standard or a framework is a text of its own: those who are not signed in look at more of a kind. */
const PUBLIC_PAGES_OF_A_KIND = 12;
const HOMES = ["/", "/account", "/buying", "/supplying", "/commercial"];

let app: RunningApp;
let browser: Browser;
let layout: LayoutFrames;
const looked = new Set<string>();

beforeAll(async () => {
  const { url } = await demoDatabase();
  app = await startApp({ databaseUrl: url, today: DEMO_DAY });
  browser = await launchBrowser();
  layout = await LayoutFrames.open(browser, app.baseUrl);
}, 240_000);

afterAll(() => browser?.close());

const addressBook = routes.map(({ id, path: address = "/" }) => ({ id, path: address }));

const kinds = new Map<string, string>();

/** The route that answers an address, and whether anything is asked of it: a thousand orders are one kind of page. */
function kindOf(address: string): string {
  const known = kinds.get(address);
  if (known !== undefined) return known;
  const { pathname, search } = new URL(address, "http://localhost");
  const route = matchRoutes(addressBook, pathname)?.at(-1)?.route.id ?? pathname;
  const kind = search === "" ? route : `${route}?`;
  kinds.set(address, kind);
  return kind;
}

interface Finding {
  address: string;
  from: string;
  what: string;
}

/** What is wrong with one page, in words. */
function faultsOf(html: string, assetBytes: number): string[] {
  const faults: string[] = [];
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) faults.push(`the id ${twice} stands twice`);
  if (/ style="/.test(html)) faults.push("an inline style, which the content security policy refuses");
  const weight = compressedSize(html) + assetBytes;
  if (weight > WEIGHT_LIMIT_BYTES) faults.push(`weighs ${weight} bytes compressed`);
  return [...faults, ...unspokenOn(html), ...sumFaults(html)];
}

/** Forms that everybody may send, an auditor too: they are about the person alone. */
const OWN_FORMS = /^\/(sign-out|account|demo|sign-in)/;

/** Forms on a page that would be refused to a person who changes nothing. */
function formsForNobody(address: string, html: string): string[] {
  if (OWN_FORMS.test(address)) return [];
  const posts = [...html.matchAll(/<form\b[^>]*>/g)].filter(([form]) => /method="post"/i.test(form));
  return posts
    .filter(([form]) => !OWN_FORMS.test(/action="([^"]*)"/.exec(form)?.[1] ?? ""))
    .map(([form]) => `shows a form that is refused: ${form}`);
}

/** What is wrong with a list's CSV file, and whether the same list is there as a workbook. */
async function fileFaults(address: string, csv: string, cookie: string | undefined): Promise<string[]> {
  const workbook = await get(app, address.replace(".csv", ".xlsx"), cookie);
  await workbook.arrayBuffer();
  const hasTables = /\/statement/.test(address);
  return [
    ...unspokenIn(csv),
    ...csvSumFaults(csv),
    ...(workbook.status === 200 || hasTables ? [] : [`has no workbook beside it (${workbook.status})`]),
  ];
}

/** As a busy server compresses, which is not as hard as one can. */
function compressedSize(content: string | Buffer): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

/** The compressed size of the styles and scripts that a page names. */
async function assetWeight(html: string): Promise<number> {
  const names = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
  const sizes = await Promise.all(
    [...new Set(names)].map(async (name) => {
      const answer = await get(app, name);
      return compressedSize(Buffer.from(await answer.arrayBuffer()));
    }),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

/** What is wrong with the layout of a kind of page: looked at once for everybody, and the account's pages for each. */
async function layoutFaults(address: string, html: string, cookie: string | undefined): Promise<string[]> {
  const kind = kindOf(address);
  const key = /^\/(account|invoices)/.test(address) ? `${kind} ${cookie}` : kind;
  if (looked.has(key)) return [];
  looked.add(key);
  return layout.faultsOf(html);
}

async function walk(
  cookie: string | undefined,
  { auditor = false } = {},
): Promise<{ pages: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const visits = new Map<string, number>();
  const waiting = HOMES.map((address) => ({ address, from: "" }));
  let assets: number | undefined;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { address, from } = next;
    const kind = kindOf(address);
    const before = visits.get(kind) ?? 0;
    if (seen.has(address) || before >= (cookie === undefined ? PUBLIC_PAGES_OF_A_KIND : PAGES_OF_A_KIND))
      continue;
    seen.add(address);
    visits.set(kind, before + 1);
    const answer = await get(app, address, cookie);
    const target = answer.headers.get("Location");
    if (target?.startsWith("/")) waiting.push({ address: target, from: address });
    // A home of another audience may be closed to this person; a link on a page may not.
    if (answer.status >= 400 && from !== "")
      findings.push({ address, from, what: `answers ${answer.status}` });
    const html = await answer.text();
    const type = answer.headers.get("content-type") ?? "";
    if (answer.status === 200 && type.includes("text/csv")) {
      for (const what of await fileFaults(address, html, cookie)) findings.push({ address, from, what });
    }
    if (answer.status !== 200 || !type.includes("text/html")) continue;
    assets ??= await assetWeight(html);
    const faults = [
      ...faultsOf(html, assets),
      ...(await layoutFaults(address, html, cookie)),
      ...(auditor ? formsForNobody(address, html) : []),
    ];
    for (const what of faults) findings.push({ address, from, what });
    for (const [, href] of html.matchAll(/href="(\/(?!assets\/|\/)[^"#]*)/g)) {
      waiting.push({ address: href!.replaceAll("&amp;", "&"), from: address });
    }
  }
  return { pages: seen.size, findings };
}

describe("no link leads nowhere, and every page is light, well formed and fits", () => {
  it("for somebody who is not signed in", async () => {
    const { pages, findings } = await walk(undefined);
    expect(findings).toEqual([]);
    expect(pages).toBeGreaterThan(50);
  }, 240_000);

  it.each(DEMO_PEOPLE.map((person) => [person.name]))(
    "for %s",
    async (name) => {
      const cookie = await signInAs(app, `${name.toLowerCase().replaceAll(" ", ".")}@demo.dovetail.example`);
      const { pages, findings } = await walk(cookie, { auditor: name === "Isla Grant" });
      expect(findings).toEqual([]);
      expect(pages).toBeGreaterThan(60);
    },
    240_000,
  );
});
