import { parse } from "csv-parse/sync";

/*
 * What a list's page says of a row, its file says in the same words: a state as a tag on the page is a cell of the same
 * row of the file. A row is found by what its first column says. A heading of the file that is answered with "yes" counts
 * as a tag of that name ("Mandatory").
 */

/** One row of a page's table: what it is called, and the states that it shows. */
export interface ShownRow {
  names: string[];
  tags: string[];
}

const plain = (html: string): string =>
  html
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/gs, "")
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();

const TAG = /<strong class="[^"]*nhsuk-tag[^"]*">(.*?)<\/strong>/gs;

/** What is said besides to those who do not see the table. */
const HIDDEN = /<span class="nhsuk-u-visually-hidden">.*?<\/span>/gs;

/** The addresses of the CSV files that a page links, as they stand there: with the page's filters. */
export function filesOn(html: string): string[] {
  const links = [...html.matchAll(/href="(\/[^"]*\.csv[^"]*)"/g)].map(([, href]) => href!);
  return [...new Set(links.map((href) => href.replaceAll("&amp;", "&")))];
}

/** The rows of a page's tables that show a state. */
export function shownRows(html: string): ShownRow[] {
  const rows = [...html.matchAll(/<tbody\b[^>]*>(.*?)<\/tbody>/gs)].flatMap(([, body]) =>
    [...body!.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row]) => row!),
  );
  return rows.flatMap((row) => {
    const tags = [...row.matchAll(TAG)].map(([, inner]) => plain(inner!));
    const first = /<(t[hd])\b[^>]*>(.*?)<\/\1>/s.exec(row)?.[2] ?? "";
    const seen = first.replaceAll(HIDDEN, "");
    const links = [...seen.matchAll(/<a\b[^>]*>(.*?)<\/a>/gs)].map(([, inner]) => plain(inner!));
    const names = [plain(seen.replaceAll(TAG, "")), ...links].filter((name) => name !== "");
    return tags.length === 0 || names.length === 0 ? [] : [{ names, tags }];
  });
}

/** What the page says of a row and no file of it does, in words. */
export function otherWords(rows: readonly ShownRow[], files: readonly string[]): string[] {
  const records = files.flatMap(
    (csv) => parse(csv, { bom: true, columns: true }) as Record<string, string>[],
  );
  return rows.flatMap(({ names, tags }) => {
    const same = records.filter((record) => Object.values(record).some((cell) => names.includes(cell)));
    if (same.length === 0) return [`“${names[0]}” is in no file of its page`];
    const said = new Set(
      same.flatMap((record) =>
        Object.entries(record).map(([heading, cell]) => (cell === "yes" ? heading : cell)),
      ),
    );
    return tags
      .filter((tag) => !said.has(tag))
      .map((tag) => `“${names[0]}” is “${tag}” on the page, and in the file ${JSON.stringify(same[0])}`);
  });
}

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i;

/** Cells of a file that are keys of a machine: a claim's number that stands on no page, a category as its address. */
export function machineKeys(csv: string): string[] {
  const records = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  const found = new Map<string, string>();
  for (const record of records) {
    for (const [heading, cell] of Object.entries(record)) {
      // A standard's, a fund's or an entry's own code has a page of that address; a key that no page shows has none.
      const isCode =
        /\b(code|reference|listing|organisation|supplier|agreement|fund|movement|reversed by|entry|reverses)\b/i.test(
          heading,
        );
      const isKey =
        (!isCode && UUID.test(cell)) ||
        (!isCode && /^[a-z][a-z0-9]*(-[a-z0-9]+)+$|^[a-z][a-z0-9-]*(; ?[a-z][a-z0-9-]*)+$/.test(cell));
      if (isKey && !/^(Request|Seal|Before|After)$/.test(heading)) found.set(heading, cell);
    }
  }
  return [...found].map(([heading, cell]) => `says “${cell}” under “${heading}”`);
}
