import { stringify } from "csv-stringify/sync";
import writeXlsxFile, { type CellObject } from "write-excel-file/node";
import { decimalPence, parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { isDay } from "~/domain/shared/day";
import { MOST_WORKBOOK_ROWS } from "~/domain/shared/page-place";
import { Problem } from "~/domain/shared/problem";
import type { Recipient } from "~/web/request-scope.server";

type Value = string | number | bigint | null | undefined;

/** A column of a download: its heading, and its value in a row. */
export interface DownloadColumn<Row> {
  header: string;
  value: (row: Row) => Value;
  /** Its name in JSON, which never changes, and its value there, where words for people say something else. */
  key?: string;
  json?: (row: Row) => Value;
  /** What its cell of a workbook holds, where the row rather than the heading says of what kind it is. */
  sheet?: (row: Row) => SheetValue;
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

/** Rows as the file that the address asks for: CSV, or a workbook where it ends in ".xlsx". `name` has no ending. */
export async function rowsFile<Row>(
  recipient: Pick<Recipient, "wants">,
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Promise<Response> {
  if (recipient.wants === "csv") return csvDownload(`${name}.csv`, columns, rows);
  if (rows.length > MOST_WORKBOOK_ROWS) throw workbookTooLong(rows.length);
  return rowsXlsx(`${name}.xlsx`, columns, rows);
}

/** The refusal of a list that a workbook does not hold: one that ends somewhere looks whole. */
export function workbookTooLong(count: number): Problem {
  const [most, all] = [MOST_WORKBOOK_ROWS, count].map((each) => each.toLocaleString("en-GB"));
  return new Problem("rule-broken", "workbook-too-long", {
    title: `A workbook holds at most ${most} rows, and these are ${all}`,
    detail:
      "Go back and choose fewer, for example by their days, or take the CSV file, which holds all of them.",
  });
}

/** The same rows as JSON: an array of objects, for machines, keyed by the columns' names there or their headings. */
export function jsonDownload<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Response {
  const plain = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const value = (column.json ?? column.value)(row);
        return [column.key ?? column.header, typeof value === "bigint" ? value.toString() : (value ?? null)];
      }),
    ),
  );
  return attachment(name, "application/json", `${JSON.stringify(plain, null, 2)}\n`);
}

/** One thing as JSON, as it is recorded; whole numbers of any size are text. */
export function jsonDownloadOf(name: string, value: unknown): Response {
  const text = JSON.stringify(
    value,
    (_, each: unknown) => (typeof each === "bigint" ? each.toString() : each),
    2,
  );
  return attachment(name, "application/json", `${text}\n`);
}

/** What a cell of a workbook holds. A bigint is a sum in pence, a number a count, a Date a day or a moment. */
export type SheetValue = string | Pence | number | Date | null;

/** One sheet of a workbook. */
export interface Sheet {
  name: string;
  columns: readonly { header: string; width?: number; money?: boolean; decimals?: boolean }[];
  rows: readonly (readonly SheetValue[])[];
  /** How many of the last rows are totals. */
  totals?: number;
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const POUNDS = "£#,##0.00;[Red]-£#,##0.00";
const DAY = "dd/mm/yyyy";
const MOMENT = "dd/mm/yyyy hh:mm";

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
        ...rows.map((row, at) =>
          row.map((value, of) => cellOf(value, at >= rows.length - totals, columns[of]?.decimals)),
        ),
      ],
    })),
  );
  return attachment(name, XLSX, new Uint8Array(await book.toBuffer()));
}

/**
 * The rows of a CSV file as a workbook of one sheet, with types: what stands under "(pounds)" is a number, a day or a
 * moment is a date, and only words are text.
 */
export function rowsXlsx<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Promise<Response> {
  const money = columns.map(({ header }) => header.endsWith("(pounds)"));
  const sheet: Sheet = {
    name: "Rows",
    columns: columns.map(({ header }, at) => ({ header, money: money[at] })),
    rows: rows.map((row) =>
      columns.map((column, at) => (column.sheet ? column.sheet(row) : typed(column.value(row), money[at]!))),
    ),
  };
  return xlsxDownload(name, [sheet]);
}

const WHOLE_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function typed(value: Value, isMoney: boolean): SheetValue {
  if (value === null || value === undefined || value === "") return null;
  if (isMoney) return parsePence(String(value)) ?? String(value);
  if (typeof value === "number") return value;
  const text = String(value);
  if (isDay(text)) return new Date(`${text}T00:00:00Z`);
  return WHOLE_MOMENT.test(text) ? new Date(text) : text;
}

const londonParts = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "medium",
  timeZone: "Europe/London",
});

/** A spreadsheet knows no time zones: the moment as clocks in London show it. A day, which is midnight, stays itself. */
function dateCell(value: Date): CellObject {
  const isDayOnly = value.getTime() % 86_400_000 === 0;
  const shown = isDayOnly ? value : new Date(`${londonParts.format(value).replace(" ", "T")}Z`);
  return { value: shown, type: Date, format: isDayOnly ? DAY : MOMENT };
}

function cellOf(value: SheetValue, bold: boolean, decimals = false): CellObject | null {
  if (value === null) return null;
  const weight = bold ? ({ fontWeight: "bold" } as const) : {};
  if (typeof value === "string") return { value, type: String, wrap: true, ...weight };
  const count = decimals ? "#,##0.00" : "#,##0";
  if (typeof value === "number") return { value, type: Number, format: count, ...weight };
  if (value instanceof Date) return dateCell(value);
  // A spreadsheet knows no other numbers; up to 90 million million pounds the pennies are exact.
  return { value: Number(decimalPence(value)), type: Number, format: POUNDS, ...weight };
}
