import { beforeAll, describe, expect, it } from "vitest";
import routes from "../../../app/routes";
import { DEMO_PEOPLE } from "../../../scripts/seed/seed-people";
import { startApp, type RunningApp } from "../../setup/app";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { filesOn, machineKeys, otherWords, shownRows } from "../../setup/list-words";
import { get, signInAs } from "../../setup/sign-in";

/*
 * A list's page and its file say the same of each row, with the same filter: everybody of the demonstration opens every
 * list of the address book that has a file, follows the filters that its page offers, and holds each state that it shows
 * against the file that it links (setup/list-words).
 */

/** Filters of a list that are looked at: the parts of a page, and what its chips and facets lead to. */
const VIEWS_OF_A_LIST = 6;
const LISTS = routes
  .map(({ path = "" }) => path)
  .filter((path) => path.endsWith(".csv"))
  .map((path) => `/${path.slice(0, -".csv".length)}`);
/** Lists of one thing: the page that lists the things leads to them. */
const ADDRESSES = [
  ...LISTS.filter((path) => !path.includes(":")),
  "/commercial/assessments?list=decided",
  "/commercial/approvals?decided=yes",
  "/commercial/year-end/2026/carry-over",
  "/commercial/year-end/2026/clawbacks",
  "/commercial/year-end/2026",
];

let app: RunningApp;
beforeAll(async () => {
  const { url } = await demoDatabase();
  app = await startApp({ databaseUrl: url, today: DEMO_DAY });
}, 240_000);

/** Lists that show a state of each row. The audit's tags are of its chains, which are no rows of its list. */
const WITH_STATES = [
  "/buying/agreements",
  "/buying/applications",
  "/buying/approvals",
  "/buying/awards",
  "/buying/invoices",
  "/buying/orders",
  "/buying/shortlists",
  "/commercial/agreements",
  "/commercial/applications",
  "/commercial/approvals",
  "/commercial/assessments",
  "/commercial/awards",
  "/commercial/certificates",
  "/commercial/funding",
  "/commercial/funding/requests",
  "/commercial/funding/transfers",
  "/commercial/invoices",
  "/commercial/market-runs",
  "/commercial/orders",
  "/commercial/reconciliation",
  "/commercial/shortlists",
  "/commercial/year-end/2026/carry-over",
  "/commercial/year-end/2026/clawbacks",
  "/frameworks",
  "/funding",
  "/standards",
  "/supplying/certification",
  "/supplying/invoices",
  "/supplying/listings",
  "/supplying/orders",
];

const compared = new Set<string>();

/** The same page with other filters, as it links them. */
function viewsOn(html: string, address: string): string[] {
  const [path] = address.split("?");
  const links = [...html.matchAll(/href="(\/[^"#]*\?[^"#]*)"/g)].map(([, href]) =>
    href!.replaceAll("&amp;", "&"),
  );
  return links.filter((href) => href.split("?")[0] === path && !/[?&](after|before|sort)=/.test(href));
}

async function look(cookie: string | undefined): Promise<string[]> {
  const findings: string[] = [];
  for (const list of ADDRESSES) {
    const waiting = [list];
    const seen = new Set<string>();
    for (let address = waiting.shift(); address && seen.size < VIEWS_OF_A_LIST; address = waiting.shift()) {
      if (seen.has(address)) continue;
      seen.add(address);
      const answer = await get(app, address, cookie);
      const html = await answer.text();
      if (answer.status !== 200) continue;
      const rows = address.startsWith("/commercial/audit") ? [] : shownRows(html);
      const files = await Promise.all(
        filesOn(html).map(async (href) => {
          const file = await get(app, href, cookie);
          expect(file.status, href).toBe(200);
          return file.text();
        }),
      );
      if (files.length === 0) continue;
      if (rows.length > 0) compared.add(address.split("?")[0]!);
      const faults = [...otherWords(rows, files), ...files.flatMap(machineKeys)];
      findings.push(...faults.slice(0, 3).map((fault) => `${address}: ${fault}`));
      waiting.push(...viewsOn(html, address));
    }
  }
  return findings;
}

describe("a list's page and its file say the same", () => {
  it("to somebody who is not signed in", async () => {
    expect(await look(undefined)).toEqual([]);
  }, 240_000);

  it.each(DEMO_PEOPLE.map((person) => [person.name]))(
    "to %s",
    async (name) => {
      const cookie = await signInAs(app, `${name.toLowerCase().replaceAll(" ", ".")}@demo.dovetail.example`);
      expect(await look(cookie)).toEqual([]);
    },
    240_000,
  );

  it("and that was every list that shows a state", () => {
    expect([...compared].sort()).toEqual(expect.arrayContaining(WITH_STATES));
  });
});
