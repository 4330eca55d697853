import type { ReactNode } from "react";
import { formatPence, formatPerHead } from "~/domain/money/format";
import type { Pence, UnitPrice } from "~/domain/money/money";
import type { PaperCell, PaperColumn, PaperRow, PaperTable as Paper } from "~/domain/statements/paper";
import { DataTable } from "./data-table";
import type { Download } from "./downloads";

const MANY_COLUMNS = 7;

/** A table of a paper as it stands on a page: the first cell may link to what the row is about. */
export function PaperTable({
  table,
  hrefOf,
  downloads,
  totalRows,
  captionSize = "m",
}: {
  table: Paper;
  hrefOf?: (row: PaperRow) => string | undefined;
  downloads?: readonly Download[];
  /** Rows in the files, when the table has only the first of them. */
  totalRows?: number;
  captionSize?: "s" | "m";
}) {
  const { columns, rows, totals, note } = table;
  const first = (row: PaperRow): ReactNode => {
    const href = hrefOf?.(row);
    return href ? (
      <a href={href}>{cellText(row.cells[0], columns[0])}</a>
    ) : (
      cellText(row.cells[0], columns[0])
    );
  };
  if (rows.length === 0) {
    return (
      <section aria-labelledby={`${table.key}-empty`}>
        <h2 className={`nhsuk-heading-${captionSize}`} id={`${table.key}-empty`}>
          {table.title}
        </h2>
        <p>{table.empty}</p>
      </section>
    );
  }
  return (
    <DataTable
      id={table.key}
      captionSize={captionSize}
      caption={
        <>
          {table.title}
          {note ? <span className="dt-caption-note">{note}</span> : null}
        </>
      }
      narrow={columns.length >= MANY_COLUMNS ? "scroll" : "stack"}
      dense={columns.length >= MANY_COLUMNS}
      rows={rows}
      rowKey={(row) => row.key}
      downloads={downloads}
      totalRows={totalRows}
      columns={columns.map((column, at) => ({
        key: String(at),
        header: column.header,
        numeric: column.kind !== "text",
        rowHeader: at === 0,
        cell: (row: PaperRow) => (at === 0 ? first(row) : cellText(row.cells[at], column)),
      }))}
      totals={
        totals
          ? [Object.fromEntries(totals.map((cell, at) => [String(at), totalText(cell, columns[at])]))]
          : undefined
      }
    />
  );
}

const totalText = (cell: PaperCell, column: PaperColumn | undefined) =>
  cell === null ? undefined : cellText(cell, column);

/** The number of an order or an invoice is one word. */
const NUMBERS = /\b(C\d{6,15}-\d\d|INV-\d{6,15})\b/;

function cellText(cell: PaperCell | undefined, column: PaperColumn | undefined): ReactNode {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "bigint")
    return column?.kind === "per-head" ? formatPerHead(cell as UnitPrice) : formatPence(cell as Pence);
  if (typeof cell === "number") return cell.toLocaleString("en-GB");
  const [before, number, after] = cell.split(NUMBERS);
  if (number === undefined) return cell;
  return (
    <>
      {before}
      <span className="dt-nowrap">{number}</span>
      {after}
    </>
  );
}
