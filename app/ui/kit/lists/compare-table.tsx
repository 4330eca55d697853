import type { ReactNode } from "react";
import { Scroll } from "./data-table";
import { Downloads, type Download } from "./downloads";

export interface ComparedThing {
  id: string;
  /** Head of its column, usually a link. */
  heading: ReactNode;
  /** Under the heading: supplier, remove link. */
  below?: ReactNode;
}

export interface CompareRow {
  key: string;
  label: ReactNode;
  /** One cell per compared thing, in their order. */
  cells: readonly ReactNode[];
  numeric?: boolean;
  /** Starts a group of rows with this heading. */
  group?: string;
  /** True when the cells differ; marked, and kept when only differences are shown. */
  differs?: boolean;
}

/**
 * Things side by side, a fact per row. The first column stays in sight when the table scrolls. `differencesOnly`
 * is what the address asked for; the link under the caption goes to the other way of looking.
 */
export function CompareTable({
  caption,
  things,
  rows,
  differencesOnly = false,
  toggleHref,
  downloads = [],
  id = "compare",
}: {
  caption: ReactNode;
  things: readonly ComparedThing[];
  rows: readonly CompareRow[];
  differencesOnly?: boolean;
  toggleHref?: string;
  downloads?: readonly Download[];
  id?: string;
}) {
  const shown = differencesOnly ? rows.filter((row) => row.differs) : rows;
  return (
    <div className="dt-compare dt-wide">
      {toggleHref ? (
        <p className="dt-compare__toggle">
          {differencesOnly
            ? `Showing the ${shown.length} rows that differ. `
            : `Showing all ${rows.length} rows. `}
          <a href={toggleHref}>{differencesOnly ? "Show every row" : "Show only differences"}</a>
        </p>
      ) : null}
      <Scroll labelledBy={`${id}-caption`} frozen>
        <table className="nhsuk-table dt-compare__table">
          <caption className="nhsuk-table__caption nhsuk-table__caption--m" id={`${id}-caption`}>
            {caption}
          </caption>
          <thead className="nhsuk-table__head">
            <tr className="nhsuk-table__row">
              <th className="nhsuk-table__header dt-compare__corner" scope="col">
                <span className="nhsuk-u-visually-hidden">What is compared</span>
              </th>
              {things.map((thing) => (
                <th className="nhsuk-table__header dt-compare__head" scope="col" key={thing.id}>
                  {thing.heading}
                  {thing.below ? <div className="dt-compare__below">{thing.below}</div> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {shown.map((row) => (
              <Rows key={row.key} row={row} span={things.length + 1} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <Downloads count={things.length} noun={["solution", "solutions"]} files={downloads} />
    </div>
  );
}

function Rows({ row, span }: { row: CompareRow; span: number }) {
  return (
    <>
      {row.group ? (
        <tr className="nhsuk-table__row dt-compare__group">
          <th className="nhsuk-table__header" scope="colgroup" colSpan={span}>
            <span className="dt-compare__group-label">{row.group}</span>
          </th>
        </tr>
      ) : null}
      <tr className={`nhsuk-table__row${row.differs ? " dt-compare__row--differs" : ""}`}>
        <th className="nhsuk-table__header dt-compare__label" scope="row">
          {row.label}
        </th>
        {row.cells.map((cell, index) => (
          <td
            className={`nhsuk-table__cell${row.numeric ? " nhsuk-table__cell--numeric dt-numeric" : ""}`}
            key={`${row.key}-${index}`}
          >
            {cell}
          </td>
        ))}
      </tr>
    </>
  );
}
