import { decimalPence } from "~/domain/money/format";
import type { PaperCell, PaperTable } from "~/domain/statements/paper";
import { csvDownload, xlsxDownload } from "./download.server";

const plain = (cell: PaperCell | undefined) =>
  typeof cell === "bigint" ? decimalPence(cell) : (cell ?? null);

/**
 * Tables as one CSV file: a row of the file for each row of a table, which the first column names, and a column for each
 * heading that any table has.
 */
export function paperCsv(name: string, tables: readonly PaperTable[]): Response {
  const headers = [...new Set(tables.flatMap((table) => table.columns.map((column) => column.header)))];
  const rows = tables.flatMap((table) =>
    table.rows.map((row) => ({
      table: table.title,
      cells: new Map(table.columns.map((column, at) => [column.header, plain(row.cells[at])])),
    })),
  );
  const money = new Set(
    tables.flatMap((table) => table.columns.filter((column) => column.kind === "money").map((c) => c.header)),
  );
  return csvDownload(
    name,
    [
      ...(tables.length > 1 ? [{ header: "Table", value: (row: (typeof rows)[number]) => row.table }] : []),
      ...headers.map((header) => ({
        header: money.has(header) ? `${header} (pounds)` : header,
        value: (row: (typeof rows)[number]) => row.cells.get(header),
      })),
    ],
    rows,
  );
}

/** Tables as a workbook, a sheet each, their totals in the last row. */
export function paperXlsx(
  name: string,
  tables: readonly (PaperTable & { sheet: string })[],
): Promise<Response> {
  return xlsxDownload(
    name,
    tables.map((table) => ({
      name: table.sheet,
      columns: table.columns.map(({ header, kind, width }) => ({
        header,
        money: kind === "money",
        width: kind === "money" ? 16 : width * 9,
      })),
      rows: [
        ...table.rows.map((row) => row.cells),
        ...(table.totals && table.rows.length > 0 ? [table.totals] : []),
      ],
      totals: table.totals && table.rows.length > 0 ? 1 : 0,
    })),
  );
}
