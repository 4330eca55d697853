import { stringify } from "csv-stringify/sync";

/** A column of a download: its heading, and its value in a row. */
export interface DownloadColumn<Row> {
  header: string;
  value: (row: Row) => string | number | bigint | null | undefined;
}

function attachment(name: string, contentType: string, body: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": `${contentType}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}

/**
 * Rows as a CSV file that a spreadsheet opens rightly: UTF-8 with its mark, and cells that begin like a formula
 * (= + - @) made harmless by an apostrophe, because supplier names and reasons are other people's words.
 */
export function csvDownload<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  rows: readonly Row[],
): Response {
  const safe = (value: string) =>
    /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  const lines = [
    columns.map((column) => column.header),
    ...rows.map((row) => columns.map((column) => safe(String(column.value(row) ?? "")))),
  ];
  return attachment(name, "text/csv", `\uFEFF${stringify(lines)}`);
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
