import { csvDownload } from "./download.server";

interface Row {
  group: string;
  label: string;
  cells: readonly { text: string; note?: string }[];
}

/** A comparison as a file: a row per fact, and for each solution what it says and the evidence beside it. */
export function comparisonCsv(name: string, solutions: readonly string[], rows: readonly Row[]): Response {
  return csvDownload(
    name,
    [
      { header: "part", value: (row: Row) => row.group },
      { header: "fact", value: (row: Row) => row.label },
      ...solutions.flatMap((solution, index) => [
        { header: solution, value: (row: Row) => row.cells[index]?.text },
        { header: `${solution}: evidence`, value: (row: Row) => row.cells[index]?.note },
      ]),
    ],
    rows,
  );
}
