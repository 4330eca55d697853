import { withCode } from "~/domain/shared/organisation-words";
import { usedInArea } from "~/domain/funding/allocations/allocation";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { OnlyLine } from "~/ui/kit/lists/list-page";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export interface ShownAllocation {
  organisationCode: string;
  organisationName: string;
  amount: Pence;
  offered: Pence;
  committed: Pence;
  drawn: Pence;
  takenBack: Pence;
  free: Pence;
  basis: string;
  organisationKind: string;
  allocatedOn: Day;
}

/** What a fund sets aside for each organisation and what has become of it. `base` is the fund's own address. */
export function AllocationTable({
  rows,
  base,
  eligibleKinds,
}: {
  rows: readonly ShownAllocation[];
  base: string;
  /** The kinds of buyer that the fund is for; empty for every kind. */
  eligibleKinds: readonly string[];
}) {
  const total = (key: "amount" | "offered" | "committed" | "drawn" | "takenBack" | "free") =>
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
              {withCode(row.organisationName, row.organisationCode)}
            </a>
          ),
        },
        {
          key: "basis",
          header: "How it came about",
          cell: (row) =>
            [row.basis || "Agreed", usedInArea(row.organisationKind, eligibleKinds)]
              .filter(Boolean)
              .join(". "),
        },
        {
          key: "amount",
          header: FUND_FIGURES.allocated,
          numeric: true,
          cell: (row) => formatPence(row.amount),
        },
        { key: "committed", header: "Committed", numeric: true, cell: (row) => formatPence(row.committed) },
        { key: "drawn", header: "Drawn", numeric: true, cell: (row) => formatPence(row.drawn) },
        ...takenBackColumn(rows),
        ...notSigned(rows),
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
          takenBack: total("takenBack"),
          offered: total("offered"),
          free: total("free"),
        },
      ]}
    />
  );
}

/** The column of what was paid and taken back by a rule of an agreement, where anything was: no order uses it again. */
export function takenBackColumn<Row extends { takenBack: Pence }>(rows: readonly Row[]) {
  if (rows.every((row) => row.takenBack === 0n)) return [];
  return [
    {
      key: "takenBack",
      header: FUND_FIGURES.takenBack,
      numeric: true,
      cell: (row: Row) => formatPence(row.takenBack),
    },
  ];
}

/** The column of what is awarded and waits for signatures, where anything does: no order uses it yet. */
export function notSigned<Row extends { offered: Pence }>(rows: readonly Row[]) {
  if (rows.every((row) => row.offered === 0n)) return [];
  return [
    {
      key: "offered",
      header: FUND_FIGURES.notSigned,
      numeric: true,
      cell: (row: Row) => formatPence(row.offered),
    },
  ];
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
  base,
}: {
  rows: readonly ShownChange[];
  /** The fund's own address: then each organisation leads to its own history, also where nothing is left for it. */
  base?: string;
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
            cell: (row) => {
              const name = withCode(row.organisationName, row.organisationCode);
              return base === undefined ? (
                name
              ) : (
                <a href={`${base}/allocations/${encodeURIComponent(row.organisationCode)}`}>{name}</a>
              );
            },
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
