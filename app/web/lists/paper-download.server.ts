import { decimalHundredths, decimalPence } from "~/domain/money/format";
import type { Pence, UnitPrice } from "~/domain/money/money";
import type { PaperCell, PaperColumn, PaperTable } from "~/domain/statements/paper";
import { csvDownload, xlsxDownload, type SheetValue } from "./download.server";

function plain(cell: PaperCell | undefined, kind: PaperColumn["kind"]) {
  if (typeof cell !== "bigint") return cell ?? null;
  return kind === "per-head" ? decimalHundredths(cell as UnitPrice) : decimalPence(cell as Pence);
}

/** What a heading says of the unit of its column, whose cells are figures alone. */
const UNITS = { money: " (pounds)", "per-head": " (pence)", text: "", number: "" } as const;

/** A table as a CSV file: a row of the file for each row of the table. */
export function paperCsv(name: string, table: PaperTable): Response {
  return csvDownload(
    name,
    table.columns.map(({ header, kind }, at) => ({
      header: `${header}${UNITS[kind]}`,
      value: (row: PaperTable["rows"][number]) => plain(row.cells[at], kind),
    })),
    table.rows,
  );
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAY_TEXT = new RegExp(`^(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})$`);

/** A day that a paper says in words is a day in a workbook; all else stays. */
function typedCell(cell: PaperCell, kind: PaperColumn["kind"]): SheetValue {
  if (kind === "per-head" && typeof cell === "bigint") return Number(cell) / 100;
  const [, day, month, year] = (typeof cell === "string" && DAY_TEXT.exec(cell)) || [];
  return day
    ? new Date(Date.UTC(Number(year), MONTHS.indexOf(month!), Number(day)))
    : (cell as Pence | string | number | null);
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
        header: kind === "per-head" ? `${header}${UNITS[kind]}` : header,
        money: kind === "money",
        decimals: kind === "per-head",
        width: kind === "money" ? 16 : width * 9,
      })),
      rows: [...table.rows.map(({ cells }) => cells), ...totalsOf(table)].map((cells) =>
        cells.map((cell, at) => typedCell(cell, table.columns[at]!.kind)),
      ),
      totals: totalsOf(table).length,
    })),
  );
}

const totalsOf = ({ totals, rows }: PaperTable) => (totals && rows.length > 0 ? [totals] : []);
