import { decimalPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { rowsFile, type DownloadColumn } from "~/web/lists/download.server";
import type { Recipient } from "~/web/request-scope.server";

interface Cell {
  text: string;
  note?: string;
  figure?: Pence | number;
  proof?: { certificateNumber: string | null; validTo: Day | null };
}

interface Row {
  group: string;
  label: string;
  cells: readonly Cell[];
}

/** The fact of a row; where it is a sum it says so as the headings of other files do. */
const factOf = ({ label, cells }: Row): string =>
  cells.some(({ figure }) => typeof figure === "bigint") ? `${label} (pounds)` : label;

function columnsOf(solution: string, index: number): DownloadColumn<Row>[] {
  const cellOf = (row: Row): Cell | undefined => row.cells[index];
  return [
    {
      header: solution,
      value: (row) => {
        const { figure, text } = cellOf(row) ?? {};
        return typeof figure === "bigint" ? decimalPence(figure) : (figure ?? text);
      },
      sheet: (row) => cellOf(row)?.figure ?? cellOf(row)?.text ?? null,
    },
    {
      header: `${solution}: evidence`,
      value: (row) => {
        const cell = cellOf(row);
        return cell?.proof ? cell.proof.certificateNumber : cell?.note;
      },
    },
    {
      header: `${solution}: last day`,
      value: (row) => {
        const proof = cellOf(row)?.proof;
        return proof && (proof.validTo ?? "No end date");
      },
    },
  ];
}

/**
 * A comparison as a file: a row per fact, and for each solution what it says, the evidence beside it and until when that
 * holds. Facts are rows here, so what a cell is, a sum, a count or words, is told by its row.
 */
export function comparisonFile(
  recipient: Pick<Recipient, "wants">,
  name: string,
  solutions: readonly string[],
  rows: readonly Row[],
): Promise<Response> {
  return rowsFile(
    recipient,
    name,
    [
      { header: "Part", value: (row: Row) => row.group },
      { header: "Fact", value: factOf },
      ...solutions.flatMap(columnsOf),
    ],
    rows,
  );
}
