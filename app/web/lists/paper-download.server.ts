import { decimalPence } from "~/domain/money/format";
import type { PaperCell, PaperTable } from "~/domain/statements/paper";
import { csvDownload, xlsxDownload } from "./download.server";

const plain = (cell: PaperCell | undefined) =>
  typeof cell === "bigint" ? decimalPence(cell) : (cell ?? null);

/** A table as a CSV file: a row of the file for each row of the table. */
export function paperCsv(name: string, table: PaperTable): Response {
  return csvDownload(
    name,
    table.columns.map(({ header, kind }, at) => ({
      header: kind === "money" ? `${header} (pounds)` : header,
      value: (row: PaperTable["rows"][number]) => plain(row.cells[at]),
    })),
    table.rows,
  );
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAY_TEXT = new RegExp(`^(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})$`);

/** A day that a paper says in words is a day in a workbook; all else stays. */
function typedCell(cell: PaperCell): PaperCell | Date {
  const [, day, month, year] = (typeof cell === "string" && DAY_TEXT.exec(cell)) || [];
  return day ? new Date(Date.UTC(Number(year), MONTHS.indexOf(month!), Number(day))) : cell;
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
        ...table.rows.map((row) => row.cells.map(typedCell)),
        ...(table.totals && table.rows.length > 0 ? [table.totals] : []),
      ],
      totals: table.totals && table.rows.length > 0 ? 1 : 0,
    })),
  );
}
