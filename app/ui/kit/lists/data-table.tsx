import type { ReactNode } from "react";
import { Downloads, type Download } from "./downloads";
import { SortForm, type ColumnSort } from "./sort-form";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures of one width. */
  numeric?: boolean;
  /** The cell that names its row. */
  rowHeader?: boolean;
  /** Address that sorts by this column, and how it is sorted now. */
  sort?: ColumnSort;
}

export interface DataTableProps<Row> {
  caption: ReactNode;
  captionSize?: "s" | "m" | "l" | "xl";
  /** Hides the caption from sight when a heading above says the same. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** On a narrow screen: cells stacked with their headers, or a table that scrolls sideways. */
  narrow?: "stack" | "scroll";
  /** Keeps the head in sight on a long table; one of many columns always does. */
  stickyHead?: boolean;
  /** Smaller and closer, for tables with many figures. */
  dense?: boolean;
  /** Days and states may take two lines in a window, so that the last column is in sight. */
  twoLines?: boolean;
  /** Last rows with totals: cells by column key. */
  totals?: readonly Partial<Record<string, ReactNode>>[];
  downloads?: readonly Download[];
  /** Rows in the whole answer, when the page shows only some of them. */
  totalRows?: number;
  noun?: readonly [string, string];
  /** Shown instead of a table without rows. */
  empty?: ReactNode;
  /** Needed when two tables with `narrow="scroll"` share a page. */
  id?: string;
}

/** From so many columns on a table may use the width of the window, and scrolls where that is not enough. */
const WIDE_COLUMNS = 5;

/** A list of records. Always captioned, each column headed, figures aligned. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, narrow = "stack", stickyHead, downloads, noun, id = "table", empty } = props;
  if (rows.length === 0 && empty) return <>{empty}</>;
  const stacked = narrow === "stack";
  const wide = !stacked || columns.length >= WIDE_COLUMNS;
  const classes = ["nhsuk-table", "dt-table"];
  if (stacked) classes.push("nhsuk-table--responsive");
  if (props.dense) classes.push("dt-table--dense");
  if (props.twoLines) classes.push("dt-table--two-lines");
  const role = stacked ? "rowgroup" : undefined;
  const table = (
    <table className={classes.join(" ")} role={stacked ? "table" : undefined}>
      <caption
        id={`${id}-caption`}
        className={`nhsuk-table__caption nhsuk-table__caption--${props.captionSize ?? "m"}${props.captionHidden ? " nhsuk-u-visually-hidden" : ""}`}
      >
        {props.caption}
      </caption>
      <thead className="nhsuk-table__head" role={role}>
        <tr className="nhsuk-table__row" role={stacked ? "row" : undefined}>
          {columns.map((column) => (
            <Head key={column.key} column={column} stacked={stacked} />
          ))}
        </tr>
      </thead>
      <tbody className="nhsuk-table__body" role={role}>
        {rows.map((row) => (
          <tr className="nhsuk-table__row" role={stacked ? "row" : undefined} key={props.rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} stacked={stacked}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      <Totals columns={columns} totals={props.totals ?? []} stacked={stacked} />
    </table>
  );
  return (
    <div className={`dt-table-block${wide ? " dt-wide" : ""}`}>
      {stacked ? <SortForm id={`${id}-sort`} sorts={columns.flatMap(({ sort }) => sort ?? [])} /> : null}
      <Scroll labelledBy={`${id}-caption`} stacked={stacked} frozen={wide || stickyHead}>
        {table}
      </Scroll>
      {downloads ? <Downloads count={props.totalRows ?? rows.length} noun={noun} files={downloads} /> : null}
    </div>
  );
}

/** A foot of its own, so that the sum stays in sight when the rows scroll. */
function Totals<Row>({
  columns,
  totals,
  stacked,
}: {
  columns: readonly Column<Row>[];
  totals: readonly Partial<Record<string, ReactNode>>[];
  stacked: boolean;
}) {
  if (totals.length === 0) return null;
  return (
    <tfoot className="nhsuk-table__body dt-table__foot" role={stacked ? "rowgroup" : undefined}>
      {totals.map((total, index) => (
        <tr
          className="nhsuk-table__row dt-table__total"
          role={stacked ? "row" : undefined}
          key={`total-${index}`}
        >
          {columns.map((column) => (
            <Cell key={column.key} column={column} stacked={stacked} blank={total[column.key] === undefined}>
              {total[column.key] ?? null}
            </Cell>
          ))}
        </tr>
      ))}
    </tfoot>
  );
}

/**
 * A region that scrolls where a table is wider than the window, says so, and can be reached by keyboard; without script
 * too. With script nhsuk-frontend takes it out of the keyboard's way where nothing scrolls.
 */
export function Scroll({
  labelledBy,
  stacked = false,
  frozen = false,
  children,
}: {
  labelledBy: string;
  /** Head, first column and sum stay in sight while the page scrolls; a comparison scrolls in itself. */
  frozen?: boolean;
  /** On a narrow screen the rows are stacked: nothing scrolls there. */
  stacked?: boolean;
  children: ReactNode;
}) {
  const classes = ["nhsuk-scroll", "dt-scroll"];
  if (stacked) classes.push("dt-scroll--stacked");
  if (frozen) classes.push("dt-scroll--frozen");
  return (
    <div className={classes.join(" ")} data-module="nhsuk-scroll">
      {/* A group and no region: it would be a second landmark of the name that its heading's section has. */}
      <div
        role="group"
        className="nhsuk-scroll__content"
        aria-labelledby={labelledBy}
        // What scrolls must take the keyboard's focus (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <p className="dt-scroll__hint">Scroll sideways to see all columns</p>
        {children}
      </div>
    </div>
  );
}

function Head<Row>({ column, stacked }: { column: Column<Row>; stacked: boolean }) {
  const { header, numeric, sort } = column;
  return (
    <th
      className={`nhsuk-table__header${numeric ? " nhsuk-table__header--numeric" : ""}`}
      scope="col"
      role={stacked ? "columnheader" : undefined}
      aria-sort={sort?.direction}
    >
      {sort ? <SortLink header={header} sort={sort} /> : header}
    </th>
  );
}

/** A heading that sorts: of several words it may take two lines, and its arrow stays with the last word. */
function SortLink({ header, sort }: { header: string; sort: ColumnSort }) {
  const at = header.lastIndexOf(" ") + 1;
  return (
    <a className="dt-sort" href={sort.href}>
      {header.slice(0, at)}
      <span className="dt-nowrap">
        {header.slice(at)}
        <SortArrow direction={sort.direction} />
      </span>
    </a>
  );
}

function SortArrow({ direction }: { direction?: "ascending" | "descending" }) {
  return (
    <svg
      className="dt-sort__arrow"
      viewBox="0 0 12 16"
      width="10"
      height="14"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M6 1l5 5.5H1z" fill="currentcolor" fillOpacity={direction === "descending" ? "0.3" : "1"} />
      <path d="M6 15l5-5.5H1z" fill="currentcolor" fillOpacity={direction === "ascending" ? "0.3" : "1"} />
    </svg>
  );
}

function Cell<Row>({
  column,
  stacked,
  blank = false,
  children,
}: {
  column: Column<Row>;
  stacked: boolean;
  blank?: boolean;
  children: ReactNode;
}) {
  const content = stacked ? (
    <>
      <span className="nhsuk-table__heading" aria-hidden="true">
        {column.header}{" "}
      </span>
      <span className="dt-table__value">{children}</span>
    </>
  ) : (
    children
  );
  const classes = `${column.numeric ? " dt-numeric" : ""}${blank ? " dt-table__blank" : ""}`;
  if (column.rowHeader) {
    return (
      <th className={`nhsuk-table__header${classes}`} scope="row" role={stacked ? "rowheader" : undefined}>
        {content}
      </th>
    );
  }
  return (
    <td
      className={`nhsuk-table__cell${column.numeric ? " nhsuk-table__cell--numeric" : ""}${classes}`}
      role={stacked ? "cell" : undefined}
    >
      {content}
    </td>
  );
}
