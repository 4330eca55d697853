import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { sumOfMoney, text } from "~/domain/statements/paper";
import routes from "~/routes";
import { rowsFile, type DownloadColumn } from "./download.server";
import { paperXlsx } from "./paper-download.server";
import { workbookText } from "./workbook-text.server";

interface Row {
  day: string;
  at: string;
  amount: string;
  count: number;
  words: string;
}

const COLUMNS: DownloadColumn<Row>[] = [
  { header: "First day", value: (row) => row.day },
  { header: "Sent at", value: (row) => row.at },
  { header: "Excluding VAT (pounds)", value: (row) => row.amount },
  { header: "Orders", value: (row) => row.count },
  { header: "Reason", value: (row) => row.words },
];
const ROWS: Row[] = [
  { day: "2026-07-01", at: "2026-07-01T12:30:00.000Z", amount: "1234567.89", count: 12, words: "=2+2" },
];

async function fileOf(wants: "csv" | "xlsx") {
  const answer = await rowsFile({ wants }, "orders", COLUMNS, ROWS);
  return { name: answer.headers.get("Content-Disposition"), bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** The first sheet of a workbook as the XML that a spreadsheet reads. */
function sheetXml(zip: Buffer): string {
  for (let at = zip.indexOf("PK\x03\x04"); at >= 0; at = zip.indexOf("PK\x03\x04", at + 4)) {
    const name = zip.toString("utf8", at + 30, at + 30 + zip.readUInt16LE(at + 26));
    if (!name.startsWith("xl/worksheets/sheet1")) continue;
    return inflateRawSync(zip.subarray(at + 30 + name.length + zip.readUInt16LE(at + 28))).toString("utf8");
  }
  throw new Error("no sheet");
}

describe("a list as a file", () => {
  it("is CSV with days and moments as machines write them", async () => {
    const { name, bytes } = await fileOf("csv");
    expect(name).toContain('"orders.csv"');
    expect(bytes.toString("utf8")).toContain("2026-07-01,2026-07-01T12:30:00.000Z,1234567.89,12,'=2+2");
  });

  it("is a workbook whose days are days and whose sums are numbers, in London's time", async () => {
    const { name, bytes } = await fileOf("xlsx");
    expect(name).toContain('"orders.xlsx"');
    const cells = [...sheetXml(bytes).matchAll(/<c r="(\w)2"([^>]*)>(?:<v>([^<]*)<\/v>)?/g)];
    const numbers = Object.fromEntries(
      cells
        .filter(([, , head]) => !/t="(s|inlineStr|str)"/.test(head!))
        .map(([, column, , value]) => [column, Number(value)]),
    );
    // Days since the end of 1899: 46,204 is 1 July 2026, and half past one by London's summer time.
    expect(numbers).toEqual({ A: 46204, B: expect.closeTo(46204 + 13.5 / 24, 5), C: 1234567.89, D: 12 });
    expect(workbookText(bytes)).toContain("=2+2");
  });

  it("of a paper has its days as days and its sums as numbers in a workbook", async () => {
    const file = await paperXlsx("paper.xlsx", [
      {
        key: "due",
        title: "Due",
        sheet: "Due",
        empty: "None",
        columns: [text("Due"), sumOfMoney("Gross"), text("For")],
        rows: [{ key: "1", cells: ["1 July 2026", pence(12_345), "May 2026 and 1 July 2026"] }],
      },
    ]);
    const cells = [
      ...sheetXml(Buffer.from(await file.arrayBuffer())).matchAll(/<c r="(\w)2"[^>]*>(?:<v>([^<]*)<\/v>)?/g),
    ];
    expect(cells.slice(0, 2).map(([, , value]) => Number(value))).toEqual([46204, 123.45]);
  });

  it("is there as CSV and as a workbook at every address that has one of them", () => {
    const paths = new Set(routes.map(({ path }) => path));
    const csv = [...paths].filter((path) => path?.endsWith(".csv"));
    expect(csv.filter((path) => !paths.has(path!.replace(/\.csv$/, ".xlsx")))).toEqual([]);
    expect(csv.length).toBeGreaterThan(40);
  });
});
