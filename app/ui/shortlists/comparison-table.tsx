import { Tag } from "nhsuk-react-components";
import type { ReactNode } from "react";
import { CompareTable, type ComparedThing } from "~/ui/kit/lists/compare-table";
import { differs, type ComparisonRow, type TextCell } from "./comparison-rows";
import type { Download } from "~/ui/kit/lists/downloads";

function Cell({ cell }: { cell: TextCell }) {
  const shown = cell.colour ? <Tag modifier={cell.colour}>{cell.text}</Tag> : cell.text;
  if (!cell.note) return <>{cell.href ? <a href={cell.href}>{shown}</a> : shown}</>;
  return (
    <>
      {shown}
      <span className="dt-compare__note">{cell.href ? <a href={cell.href}>{cell.note}</a> : cell.note}</span>
    </>
  );
}

/** Rows of text as the table side by side; a group's heading stands above its first row. */
export function ComparisonTable({
  caption,
  things,
  rows,
  differencesOnly,
  toggleHref,
  downloads,
}: {
  caption: ReactNode;
  things: readonly ComparedThing[];
  rows: readonly ComparisonRow[];
  differencesOnly: boolean;
  toggleHref?: string;
  downloads?: readonly Download[];
}) {
  const kept = differencesOnly ? rows.filter(differs) : rows;
  const headed = new Set<string>();
  const opens = (row: ComparisonRow): string | undefined => {
    if (!kept.includes(row) || headed.has(row.group)) return undefined;
    headed.add(row.group);
    return row.group;
  };
  return (
    <CompareTable
      caption={caption}
      things={things}
      differencesOnly={differencesOnly}
      toggleHref={toggleHref}
      downloads={downloads}
      rows={rows.map((row) => ({
        key: row.key,
        label: row.label,
        numeric: row.numeric,
        group: opens(row),
        differs: differs(row),
        cells: row.cells.map((cell, index) => <Cell cell={cell} key={index} />),
      }))}
    />
  );
}
