import { brotliCompressSync, constants } from "node:zlib";
import { parse } from "csv-parse/sync";
import { matchRoutes } from "@remix-run/react";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../../app/domain/people/role";
import routes from "../../../app/routes";
import { DEMO_PEOPLE } from "../../../scripts/seed/seed-people";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { LayoutFrames } from "../../setup/layout";
import { orderFaults } from "../../setup/list-order";
import { ROUTE_ROLES, type Persona } from "../../setup/route-roles";
import { get, signInAs } from "../../setup/sign-in";
import { unspokenIn, unspokenOn } from "../../setup/spoken-words";
import { csvSumFaults, sumFaults } from "../../setup/table-sums";

/*
 * Every link that a person of the demonstration can follow leads somewhere: from the front page and their account to at most
 * three pages of a kind (a route, without and with a query). A page that is linked and refused, an id that stands twice,
 * an inline style or a page over the weight limit fails. So does a page of any kind that is wider than a phone or a
 * window, or too tall for a phone, in wide or in large letters; one that says what nobody says (setup/spoken-words); a list's file with such
 * words or headings, or without a workbook beside it; a table or file of figures that does not re-add
 * (setup/table-sums); and a form that is shown to an auditor, who may send none. And the other way round: every page
 * that a person may open by an address without parameters is linked from another page that this person reaches.
 */
const WEIGHT_LIMIT_BYTES = 150_000;
const PAGES_OF_A_KIND = 3;
/** A standard or a framework is a text of its own: those who are not signed in look at more of a kind. */
const PUBLIC_PAGES_OF_A_KIND = 12;
/** Where everybody may begin. The rooms of an audience are reached by links, which the bar and the front page must have. */
const HOMES = ["/", "/account"];

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
  return [...faults, ...unspokenOn(html), ...sumFaults(html), ...orderFaults(html)];
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
    ...supplierCodeFaults(csv),
    ...(workbook.status === 200 || hasTables ? [] : [`has no workbook beside it (${workbook.status})`]),
  ];
}

/** A supplier has one code, that of its organisation ("S20001"), wherever a file names it. */
function supplierCodeFaults(csv: string): string[] {
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true, relax_column_count: true });
  const codes = rows.slice(0, 200).map((row) => row["Supplier code"] ?? "S0");
  const odd = codes.find((code) => !/^S\d+$/.test(code));
  return odd === undefined ? [] : [`has the supplier code “${odd}”`];
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

/**
 * A link to what the persons of the matrix with these roles may not open: it is followed also where enough pages of its
 * kind were seen. Who is not signed in is led to signing in.
 */
function closedTo(roles: readonly (Role | Persona)[], address: string): boolean {
  const row = ROUTE_ROLES[kindOf(address).replace(/\?$/, "")];
  return roles.length > 0 && row !== undefined && !row.see.who.some((role) => roles.includes(role));
}

async function walk(
  cookie: string | undefined,
  { auditor = false, roles = [] }: { auditor?: boolean; roles?: readonly Role[] } = {},
): Promise<{ pages: number; findings: Finding[]; linked: Set<string> }> {
  const linked = new Set<string>();
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const visits = new Map<string, number>();
  const waiting = HOMES.map((address) => ({ address, from: "", always: false }));
  let assets: number | undefined;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { address, from, always } = next;
    const kind = kindOf(address);
    const before = visits.get(kind) ?? 0;
    const enough = before >= (cookie === undefined ? PUBLIC_PAGES_OF_A_KIND : PAGES_OF_A_KIND);
    if (seen.has(address) || (enough && !always)) continue;
    seen.add(address);
    visits.set(kind, before + 1);
    const answer = await get(app, address, cookie);
    const target = answer.headers.get("Location");
    if (target?.startsWith("/")) waiting.push({ address: target, from: address, always: false });
    if (answer.status >= 400) findings.push({ address, from, what: `answers ${answer.status}` });
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
      const to = href!.replaceAll("&amp;", "&");
      waiting.push({ address: to, from: address, always: closedTo(roles, to) });
      // A page that only its own filters and pages lead to is reached from nowhere.
      if (pathOf(to) !== pathOf(address)) linked.add(pathOf(to));
    }
  }
  return { pages: seen.size, findings, linked };
}

const pathOf = (address: string) => new URL(address, "http://localhost").pathname;

/** Pages that have nothing for the people of the demonstration: each of them acts for one organisation. */
const NOTHING_TO_CHOOSE = new Set(["/account/organisation"]);

/** The pages (no files, no redirects) whose address has no parameter and that one of the roles may open. */
function pagesFor(roles: readonly (Role | Persona)[]): string[] {
  return routes.flatMap(({ id, path: address = "", file }) => {
    const row = ROUTE_ROLES[id];
    const page = file.endsWith(".tsx") && row?.ask === `/${address}` && (row.see.answer ?? 200) === 200;
    if (!page || NOTHING_TO_CHOOSE.has(row.ask)) return [];
    const may = row.see.who.filter((role) => row.see.instead?.[role] === undefined);
    return may.some((role) => roles.includes(role)) ? [row.ask] : [];
  });
}

describe("no link leads nowhere, and every page is light, well formed and fits", () => {
  it("for somebody who is not signed in", async () => {
    const { pages, findings, linked } = await walk(undefined);
    expect(findings).toEqual([]);
    expect(pagesFor(["anonymous"]).filter((address) => !linked.has(address))).toEqual([]);
    expect(pages).toBeGreaterThan(50);
  }, 240_000);

  it.each(DEMO_PEOPLE.map((person) => [person.name, person.roles] as const))(
    "for %s",
    async (name, roles) => {
      const cookie = await signInAs(app, `${name.toLowerCase().replaceAll(" ", ".")}@demo.dovetail.example`);
      const { pages, findings, linked } = await walk(cookie, { auditor: name === "Isla Grant", roles });
      expect(findings).toEqual([]);
      const may = pagesFor(roles);
      expect(may.length).toBeGreaterThan(20);
      expect(may.filter((address) => !linked.has(address))).toEqual([]);
      expect(pages).toBeGreaterThan(60);
    },
    240_000,
  );
});
