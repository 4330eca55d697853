import { describe, expect, it } from "vitest";
import { pence, unitPrice } from "~/domain/money/money";
import { perHead, sumOfMoney, text } from "~/domain/statements/paper";
import routes from "~/routes";
import { numberCells, sheetXml } from "../../../tests/setup/number-cells";
import { rowsFile, type DownloadColumn } from "./download.server";
import { paperCsv, paperXlsx } from "./paper-download.server";
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

describe("a list as a file", () => {
  it("is CSV with days and moments as machines write them", async () => {
    const { name, bytes } = await fileOf("csv");
    expect(name).toContain('"orders.csv"');
    expect(bytes.toString("utf8")).toContain("2026-07-01,2026-07-01T12:30:00.000Z,1234567.89,12,'=2+2");
  });

  it("is a workbook whose days are days and whose sums are numbers, in London's time", async () => {
    const { name, bytes } = await fileOf("xlsx");
    expect(name).toContain('"orders.xlsx"');
    expect(numberCells(bytes)).toEqual({
      // Days since the end of 1899: 46,204 is 1 July 2026, and half past one by London's summer time.
      A2: 46204,
      B2: expect.closeTo(46204 + 13.5 / 24, 5),
      C2: 1234567.89,
      D2: 12,
    });
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

  it("of a paper has its prices for each person in pence, in both kinds of file", async () => {
    const table = {
      key: "areas",
      title: "Areas",
      sheet: "Areas",
      empty: "None",
      columns: [text("Area"), perHead("For each patient")],
      rows: [{ key: "1", cells: ["Leeds", unitPrice(266)] }],
    };
    const csv = await paperCsv("areas.csv", table).text();
    expect(csv.trim().split("\n")).toEqual(["Area,For each patient (pence)", "Leeds,2.66"]);
    const xlsx = await paperXlsx("areas.xlsx", [table]);
    const bytes = Buffer.from(await xlsx.arrayBuffer());
    expect(numberCells(bytes)).toEqual({ B2: 2.66 });
    expect(workbookText(bytes)).toContain("For each patient (pence)");
  });

  it("is there as CSV and as a workbook at every address that has one of them", () => {
    const paths = new Set(routes.map(({ path }) => path));
    const csv = [...paths].filter((path) => path?.endsWith(".csv"));
    expect(csv.filter((path) => !paths.has(path!.replace(/\.csv$/, ".xlsx")))).toEqual([]);
    expect(csv.length).toBeGreaterThan(40);
  });
});
