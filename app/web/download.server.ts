import { stringify } from "csv-stringify/sync";
import writeXlsxFile, { type CellObject } from "write-excel-file/node";
import { decimalPence, parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";

/** A column of a download: its heading, and its value in a row. */
export interface DownloadColumn<Row> {
  header: string;
  value: (row: Row) => string | number | bigint | null | undefined;
}

/** A file that a browser keeps; `text/...` and JSON are UTF-8. */
export function attachment(name: string, contentType: string, body: BodyInit | null): Response {
  const isText = typeof body === "string" || contentType.startsWith("text/");
  return new Response(body, {
    headers: {
      "Content-Type": isText ? `${contentType}; charset=utf-8` : contentType,
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}

const safeCell = (value: string) =>
  /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;

/** The first line of a CSV file, with the mark of UTF-8 before it. */
export const csvHead = <Row>(columns: readonly DownloadColumn<Row>[]): string =>
  `\uFEFF${stringify([columns.map((column) => column.header)])}`;

/** Rows as lines of a CSV file. */
export const csvLines = <Row>(columns: readonly DownloadColumn<Row>[], rows: readonly Row[]): string =>
  stringify(rows.map((row) => columns.map((column) => safeCell(String(column.value(row) ?? "")))));

/**
 * Rows as a CSV file that a spreadsheet opens rightly: UTF-8 with its mark, and cells that begin like a formula
 * (= + - @) made harmless by an apostrophe, because supplier names and reasons are other people's words.
 */
export function csvDownload<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Response {
  return attachment(name, "text/csv", csvHead(columns) + csvLines(columns, rows));
}

/** The same rows as JSON: an array of objects keyed by the columns' headings. */
export function jsonDownload<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Response {
  const plain = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const value = column.value(row);
        return [column.header, typeof value === "bigint" ? value.toString() : (value ?? null)];
      }),
    ),
  );
  return attachment(name, "application/json", `${JSON.stringify(plain, null, 2)}\n`);
}

/** One sheet of a workbook. A bigint is a sum in pence; a number is a count. */
export interface Sheet {
  name: string;
  columns: readonly { header: string; width?: number; money?: boolean }[];
  rows: readonly (readonly (string | Pence | number | null)[])[];
  /** How many of the last rows are totals. */
  totals?: number;
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const POUNDS = "£#,##0.00;[Red]-£#,##0.00";

/** Sheets as a workbook: heads in bold and kept in sight, sums as numbers in pounds, words never as formulas. */
export async function xlsxDownload(name: string, sheets: readonly Sheet[]): Promise<Response> {
  const book = writeXlsxFile(
    sheets.map(({ name: title, columns, rows, totals = 0 }) => ({
      // Excel allows 31 characters in a sheet's name and none of []:*?/\.
      sheet: title.replaceAll(/[[\]:*?/\\]/g, " ").slice(0, 31),
      stickyRowsCount: 1,
      columns: columns.map((column) => ({ width: column.width ?? (column.money ? 16 : 30) })),
      data: [
        columns.map((column): CellObject => ({
          value: column.header,
          type: String,
          fontWeight: "bold",
          wrap: true,
          align: column.money ? "right" : "left",
        })),
        ...rows.map((row, at) => row.map((value) => cellOf(value, at >= rows.length - totals))),
      ],
    })),
  );
  return attachment(name, XLSX, new Uint8Array(await book.toBuffer()));
}

/** The rows of a CSV file as a workbook of one sheet: what stands under "(pounds)" becomes a number. */
export function rowsXlsx<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Promise<Response> {
  const money = columns.map(({ header }) => header.endsWith("(pounds)"));
  const cell = (value: ReturnType<DownloadColumn<Row>["value"]>, isMoney: boolean) => {
    if (value === null || value === undefined || value === "") return null;
    if (isMoney) return parsePence(String(value)) ?? String(value);
    return typeof value === "number" ? value : String(value);
  };
  const sheet: Sheet = {
    name: "Rows",
    columns: columns.map(({ header }, at) => ({ header, money: money[at] })),
    rows: rows.map((row) => columns.map((column, at) => cell(column.value(row), money[at]!))),
  };
  return xlsxDownload(name, [sheet]);
}

function cellOf(value: string | Pence | number | null, bold: boolean): CellObject | null {
  if (value === null) return null;
  const weight = bold ? ({ fontWeight: "bold" } as const) : {};
  if (typeof value === "string") return { value, type: String, wrap: true, ...weight };
  if (typeof value === "number") return { value, type: Number, format: "#,##0", ...weight };
  // A spreadsheet knows no other numbers; up to 90 million million pounds the pennies are exact.
  return { value: Number(decimalPence(value)), type: Number, format: POUNDS, ...weight };
}
