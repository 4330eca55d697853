import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import routes from "../app/routes";
import { listRoutes, pageRoutes } from "./setup/list-routes";

/*
 * Every list is also a file: whoever adds a page with a list to the address book adds its CSV file and its workbook, or
 * says here why it has none. What a list's page shows and its file holds are compared where the list is tested.
 */

/** Lists without a file of their own, each with its reason. */
const WITHOUT: Record<string, string> = {
  cookies: "a table of three cookies, part of a text",
  "demo/mailbox": "of the demonstration only",
  "demo/payments": "of the demonstration only",
  "who-pays": "an answer to a question, not a list",
  data: "names the files of all other lists",
  "account/people": "persons with their e-mail addresses: read where they are managed, not taken away",
  "commercial/people": "persons with their e-mail addresses: read where they are managed, not taken away",
  "commercial/jobs": "what machines are doing at this moment",
  "buying/funding": "both lists are in files: what is set aside in the statement, the funds in /funding.csv",
  "commercial/funding/:id":
    "its movements are /commercial/ledger.csv with the fund's account, as its page links",
  "commercial/ledger/trial-balance": "its accounts are /commercial/ledger/balances.csv, as its page links",
  "commercial/audit/orders/:orderId":
    "how each share of one order is worked out, to read; what each payer pays is in the order's PDF",
  "buying/orders/:orderId/shares/:payer": "how each share of one payer is worked out, to read; see above",
  "commercial/orders/:orderId/shares/:payer": "how each share of one payer is worked out, to read; see above",
  "commercial/standards/:id/impact":
    "two lists, products and contracts, each with its files below it, as its page links",
  "standards/:id": "its certificates are /standards/:id/certificates.csv and .xlsx, as its page links",
  "commercial/year-end": "one row for each year; each year has its files",
  "commercial/year-end/:financialYear":
    "its lists are /commercial/year-end/:financialYear/year-end.csv and .xlsx, one after the other, as its page links",
  "commercial/year-end/:financialYear/close": "as above: its list is the file “outstanding”",
  "commercial/year-end/:financialYear/clawbacks": "is in the files of its year, as its page links",
};

const paths = new Set(routes.map(({ path = "" }) => path));
const hasFiles = (path: string) => paths.has(`${path}.csv`) && paths.has(`${path}.xlsx`);

describe("every list of the address book", () => {
  const lists = listRoutes().map(({ path }) => path);

  it("is also a CSV file and a workbook, or says why not", () => {
    expect(lists.length).toBeGreaterThan(40);
    expect(lists.filter((path) => !hasFiles(path) && WITHOUT[path] === undefined)).toEqual([]);
  });

  it("is no exception any more once it has files, and every exception is a list", () => {
    expect(Object.keys(WITHOUT).filter((path) => hasFiles(path) || !lists.includes(path))).toEqual([]);
  });

  it("has a workbook beside every CSV file", () => {
    const csv = [...paths].filter((path) => path.endsWith(".csv"));
    // What a file is called may be a parameter: then one route answers both.
    expect(csv.filter((path) => !paths.has(path.replace(/\.csv$/, ".xlsx")))).toEqual([]);
  });

  it("links its files from its page", () => {
    const silent = pageRoutes().filter(({ path, source }) => {
      if (!hasFiles(path)) return false;
      const imported = [...source.matchAll(/from "~\/(ui\/[\w/-]+)"/g)].flatMap(([, name]) => {
        try {
          return [readFileSync(`app/${name}.tsx`, "utf8")];
        } catch {
          return [];
        }
      });
      return ![source, ...imported].some((text) => /spreadsheets\(|\.csv/.test(text));
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
