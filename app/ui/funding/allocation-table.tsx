import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { OnlyLine } from "~/ui/kit/list-page";
import { spreadsheets } from "~/ui/kit/downloads";

export interface ShownAllocation {
  organisationCode: string;
  organisationName: string;
  amount: Pence;
  committed: Pence;
  drawn: Pence;
  free: Pence;
  basis: string;
  allocatedOn: Day;
}

/** What a fund sets aside for each organisation and what has become of it. `base` is the fund's own address. */
export function AllocationTable({ rows, base }: { rows: readonly ShownAllocation[]; base: string }) {
  const total = (key: "amount" | "committed" | "drawn" | "free") =>
    formatPence(sum(rows.map((row) => row[key])));
  return (
    <DataTable
      id="allocations"
      narrow="scroll"
      caption="Set aside for organisations"
      rows={rows}
      rowKey={(row) => row.organisationCode}
      downloads={spreadsheets(`${base}/allocations.csv`)}
      noun={["allocation", "allocations"]}
      columns={[
        {
          key: "organisation",
          header: "Organisation",
          rowHeader: true,
          cell: (row) => (
            <a href={`${base}/allocations/${encodeURIComponent(row.organisationCode)}`}>
              {row.organisationName} ({row.organisationCode})
            </a>
          ),
        },
        { key: "basis", header: "How it came about", cell: (row) => row.basis || "Agreed" },
        {
          key: "amount",
          header: FUND_FIGURES.allocated,
          numeric: true,
          cell: (row) => formatPence(row.amount),
        },
        { key: "committed", header: "Committed", numeric: true, cell: (row) => formatPence(row.committed) },
        { key: "drawn", header: "Drawn", numeric: true, cell: (row) => formatPence(row.drawn) },
        {
          key: "free",
          header: FUND_FIGURES.leftOfAllocation,
          numeric: true,
          cell: (row) => formatPence(row.free),
        },
      ]}
      totals={[
        {
          organisation: "Total",
          amount: total("amount"),
          committed: total("committed"),
          drawn: total("drawn"),
          free: total("free"),
        },
      ]}
    />
  );
}

export interface ShownChange {
  id: bigint;
  organisationCode: string;
  organisationName: string;
  amountBefore: Pence;
  amount: Pence;
  basis: string;
  reason: string;
  decidedByName: string | null;
  decidedOn: Day;
}

/** How allocations came to be what they are, newest first. Nothing of it is ever changed. */
export function AllocationHistory({
  rows,
  total,
}: {
  rows: readonly ShownChange[];
  /** How many changes there are, of which these are the latest. */
  total: number;
}) {
  if (rows.length === 0) return null;
  return (
    <Details summary="How they came about, newest first">
      <OnlyLine shown={rows.length} total={total} noun={["change", "changes"]} which="latest" />
      <DataTable
        id="history"
        narrow="scroll"
        captionSize="s"
        caption="Every change"
        rows={rows}
        rowKey={(row) => String(row.id)}
        columns={[
          { key: "day", header: "Day", cell: (row) => <DayText day={row.decidedOn} /> },
          {
            key: "organisation",
            header: "Organisation",
            rowHeader: true,
            cell: (row) => `${row.organisationName} (${row.organisationCode})`,
          },
          { key: "before", header: "Was", numeric: true, cell: (row) => formatPence(row.amountBefore) },
          { key: "amount", header: "Became", numeric: true, cell: (row) => formatPence(row.amount) },
          { key: "basis", header: "Basis", cell: (row) => row.basis },
          { key: "reason", header: "Reason", cell: (row) => row.reason },
          { key: "by", header: "By", cell: (row) => row.decidedByName ?? "Dovetail" },
        ]}
      />
    </Details>
  );
}
