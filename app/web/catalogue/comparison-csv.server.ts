import { rowsFile } from "~/web/lists/download.server";
import type { Recipient } from "~/web/request-scope.server";

interface Row {
  group: string;
  label: string;
  cells: readonly { text: string; note?: string }[];
}

/** A comparison as a file: a row per fact, and for each solution what it says and the evidence beside it. */
export function comparisonFile(
  recipient: Recipient,
  name: string,
  solutions: readonly string[],
  rows: readonly Row[],
): Promise<Response> {
  return rowsFile(
    recipient,
    name,
    [
      { header: "Part", value: (row: Row) => row.group },
      { header: "Fact", value: (row: Row) => row.label },
      ...solutions.flatMap((solution, index) => [
        { header: solution, value: (row: Row) => row.cells[index]?.text },
        { header: `${solution}: evidence`, value: (row: Row) => row.cells[index]?.note },
      ]),
    ],
    rows,
  );
}
