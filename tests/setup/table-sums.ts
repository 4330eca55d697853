/*
 * Re-adds the tables of a page as somebody with a pocket calculator would: each column to the sum at its foot, each row
 * to its total, and where the headings say what a figure is made of, the figures to each other. What cannot be read as
 * money is no figure; a foot that says it counts rows that are not shown is left alone.
 */

export interface ReadTable {
  caption: string;
  headings: string[];
  rows: string[][];
  totals: string[][];
}

const ENTITIES: [RegExp, string][] = [
  [/&#x27;/g, "'"],
  [/&quot;/g, '"'],
  [/&lt;/g, "<"],
  [/&gt;/g, ">"],
  [/&nbsp;| /g, " "],
  [/&amp;/g, "&"],
];

function textOf(html: string): string {
  const text = html
    // A heading that is repeated in each cell, for narrow screens.
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/gs, "")
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/<[^>]*>/g, " ");
  return ENTITIES.reduce((all, [from, to]) => all.replace(from, to), text)
    .replaceAll(/\s+/g, " ")
    .trim();
}

const parts = (html: string, tag: string): string[] =>
  [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>(.*?)</${tag}>`, "gs"))].map(([, inner]) => inner!);

const cellsOf = (row: string): string[] =>
  [...row.matchAll(/<(t[hd])\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inner]) => textOf(inner!));

/** The tables of a page, in its order. A table that runs sideways (a comparison) reads as any other. */
export function tablesOf(html: string): ReadTable[] {
  return parts(html, "table").map((table) => ({
    caption: textOf(parts(table, "caption")[0] ?? ""),
    headings: cellsOf(parts(parts(table, "thead")[0] ?? "", "tr")[0] ?? ""),
    rows: parts(table, "tbody").flatMap((body) => parts(body, "tr").map(cellsOf)),
    totals: parts(table, "tfoot").flatMap((foot) => parts(foot, "tr").map(cellsOf)),
  }));
}

const MONEY = /(−|-)?£([\d,]+)(?:\.(\d{2}))?(?![\d.]|\s*(?:m|k|million)\b)/g;

/** Every sum of money in a cell, in pence. */
export function sumsIn(cell: string): bigint[] {
  return [...cell.matchAll(MONEY)].map(([, minus, pounds, pence]) => {
    const size = BigInt(pounds!.replaceAll(",", "")) * 100n + BigInt(pence ?? "0");
    return minus ? -size : size;
  });
}

const money = (cell: string | undefined): bigint | null => {
  const [only, ...more] = sumsIn(cell ?? "");
  return only === undefined || more.length > 0 ? null : only;
};

const written = (amount: bigint) =>
  `${amount < 0n ? "−" : ""}£${(amount < 0n ? -amount : amount) / 100n}.${((amount < 0n ? -amount : amount) % 100n).toString().padStart(2, "0")}`;

type Side = readonly string[];

/**
 * What comes to what, by the headings of a table: the first side is as much as the second. A heading with "?" may be
 * missing and then counts for nothing; all others must be there. Of two that begin alike the longer one stands first.
 */
const BALANCED: readonly (readonly [Side, Side])[] = [
  [["Put in"], ["Committed", "Drawn", "Free to commit"]],
  [["Put in before the year closed"], ["Committed", "Drawn", "Free to commit", "Lapsed", "Carried over"]],
  [["Allocated"], ["Committed", "Drawn", "Taken back?", "Awarded but not signed?", "Left of the allocation"]],
  [
    ["Allocated", "More or less than allocated"],
    ["Drawn", "Committed", "Left"],
  ],
  [
    ["Amount", "Used beyond it?"],
    ["Used by orders", "Taken back?", "Awarded but not signed?", "Left for orders"],
  ],
  [
    ["Put in"],
    [
      "Drawn",
      "Committed, in time",
      "Lapses or lapsed",
      "Carried over",
      "Not carried over unless agreed",
      "Stays in its funds",
    ],
  ],
  [["Excluding VAT", "VAT"], ["Including VAT"]],
  [["Excluding VAT", "VAT"], ["To be invoiced"]],
  [
    ["Excluding VAT", "VAT"],
    ["VAT recovered", "Cost after VAT recovered"],
  ],
  [
    ["Excluding VAT", "VAT"],
    ["VAT they get back?", "Given back?", "Cost"],
  ],
  [
    ["Excluding VAT", "VAT"],
    ["VAT we get back", "Given back?", "Cost to us"],
  ],
  [["Cost"], ["Paid", "To pay"]],
  [["Cost to us"], ["Paid", "To pay"]],
  [["After"], ["Before", "Difference"]],
  [["Needed"], ["Held", "Short by"]],
  [["Came in"], ["Went out", "Balance"]],
  [["Balance"], ["Reserved", "Available"]],
];

const figures = (cell: string | undefined): bigint[] => {
  const text = (cell ?? "").trim();
  // Counts are re-added as well: they are read as if they were pennies.
  return /^[\d,]+$/.test(text) ? [BigInt(text.replaceAll(",", ""))] : sumsIn(text);
};

/** Rows before the first that is a sum itself; the sum; what stands under it says something else. */
function withSum(table: ReadTable): { rows: string[][]; totals: string[][] } {
  const at = table.rows.findIndex(([first]) => /^(all of these|total\b)/i.test(first ?? ""));
  if (at === -1) return table;
  return { rows: table.rows.slice(0, at), totals: [table.rows[at]!] };
}

function columnFaults(table: ReadTable): string[] {
  const { rows, totals } = withSum(table);
  const [total, ...more] = totals;
  if (!total || /not shown/i.test(total[0] ?? "")) return [];
  return table.headings.flatMap((heading, at) => {
    const foot = figures(total[at]);
    if (foot.length === 0) return [];
    const cells = rows.map((row) => figures(row[at]));
    // A cell without a figure counts for nothing; one with other figures than the foot is no figure of the column.
    if (cells.some((sums) => sums.length > 0 && sums.length !== foot.length)) return [];
    const faults = foot.flatMap((wanted, place) => {
      const found = cells.reduce((all, sums) => all + (sums[place] ?? 0n), 0n);
      return found === wanted
        ? []
        : [`the column "${heading}" comes to ${written(found)}, its foot says ${written(wanted)}`];
    });
    // A foot of several rows: the sum, what is added to it, and what that comes to.
    const last = more.at(-1) && money(more.at(-1)![at]);
    if (more.length < 2 || typeof last !== "bigint") return faults;
    const added = [total, ...more.slice(0, -1)].reduce((all, row) => all + (money(row[at]) ?? 0n), 0n);
    return added === last
      ? faults
      : [...faults, `the foot of "${heading}" comes to ${written(added)}, not ${written(last)}`];
  });
}

function rowFaults(table: ReadTable): string[] {
  const { headings } = table;
  const all = [...table.rows, ...table.totals];
  const moneyAt = headings.flatMap((_, at) => (all.some((row) => money(row[at]) !== null) ? [at] : []));
  const last = moneyAt.at(-1);
  const hasTotal =
    last !== undefined &&
    moneyAt.length > 2 &&
    /^(total|together|in all|put in|put in before the year closed)$/i.test(headings[last]!);
  const balances = BALANCED.flatMap((sides) => {
    const places = sides.map((side) => side.map((name) => headings.lastIndexOf(name.replace("?", ""))));
    const known = sides.every((side, which) =>
      side.every((name, at) => name.endsWith("?") || places[which]![at] !== -1),
    );
    return known ? [places.map((side) => side.filter((at) => at !== -1))] : [];
  });
  if (hasTotal) balances.push([[last], moneyAt.slice(0, -1)]);
  return all.flatMap((row) =>
    balances.flatMap((sides) => {
      const cells = sides.map((side) => side.map((at) => money(row[at])));
      // A row that has only some of the figures, or none, says nothing of how they come about.
      if (hasTotal && sides[0]![0] === last ? cells[0]![0] === null : cells.flat().includes(null)) return [];
      const [left, right] = cells.map((side) => side.reduce<bigint>((sum, cell) => sum + (cell ?? 0n), 0n));
      if (left === right) return [];
      const names = sides.map((side) => side.map((at) => headings[at]).join(" + "));
      return [
        `in the row "${row[0]}" ${names[0]} is ${written(left!)}, and ${names[1]} is ${written(right!)}`,
      ];
    }),
  );
}

/** What does not add up in a table, in words; none where all does. */
export const tableFaults = (table: ReadTable): string[] => [...columnFaults(table), ...rowFaults(table)];

/** The same for every table of a page. */
export function sumFaults(html: string): string[] {
  return tablesOf(html).flatMap((table) =>
    tableFaults(table).map((fault) => `the table "${table.caption}": ${fault}`),
  );
}

/** The same of a CSV file. */
export const csvSumFaults = (csv: string): string[] =>
  tableFaults(csvTable(csv)).map((fault) => `the file: ${fault}`);

/** A CSV file with a row of headings, as a table of a page; sums are in pounds, as the headings say. */
export function csvTable(csv: string): ReadTable {
  const [head = [], ...rows] = csvRows(csv.replace(/^\uFEFF/, ""));
  const asMoney = (cell: string, at: number) =>
    (head[at] ?? "").endsWith(" (pounds)") && cell !== ""
      ? `${cell.startsWith("-") ? "−" : ""}£${cell.replace("-", "")}`
      : cell;
  return {
    caption: "file",
    headings: head.map((heading) => heading.replace(/ \(pounds\)$/, "")),
    rows: rows.map((row) => row.map(asMoney)),
    totals: [],
  };
}

function csvRows(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    if (end === "") break;
  }
  return rows;
}
