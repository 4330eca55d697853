import { daysText, type ForwardRow, type YearsTable } from "~/domain/funding/forward";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { StatusTag } from "~/ui/kit/tag";
import { TodoList } from "~/ui/kit/timeline";

/** Funds that close soon, the first first, so that nobody finds out in February. */
export function ClosingSoon({ rows, within }: { rows: readonly ForwardRow[]; within: number }) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Closing in the next {within} days</h2>
      {rows.length === 0 ? (
        <p>No fund that is open closes in the next {within} days.</p>
      ) : (
        <TodoList
          items={rows.map((row) => ({
            key: row.fundId,
            label: row.name,
            href: `/funding/programmes/${row.programmeId}`,
            about: `${formatPence(row.free, { whole: true })} free to commit of ${formatPence(row.allocated, { whole: true })}`,
            due: (
              <>
                {daysText(row)}, <DayText day={row.closesOn} />
              </>
            ),
          }))}
        />
      )}
    </>
  );
}

const FREE_COLUMN = {
  key: "free",
  header: FUND_FIGURES.freeToCommit,
  numeric: true,
  cell: (row: ForwardRow) => <FreeOrLapsed row={row} />,
};

/** Every fund with its dates, those that are open first. `query` is the page's filter, for the files. */
export function ForwardTable({ rows, query }: { rows: readonly ForwardRow[]; query: string }) {
  return (
    <DataTable
      id="forward"
      narrow="scroll"
      caption="Every fund, the first to close first"
      rows={rows}
      rowKey={(row) => row.fundId}
      noun={["fund", "funds"]}
      downloads={[
        ...spreadsheets(`/funding.csv${query}`),
        { label: "JSON", href: `/funding.json${query}` },
        { label: "Calendar", href: `/funding/calendar.ics${query}` },
      ]}
      columns={[
        {
          key: "name",
          header: "Fund",
          rowHeader: true,
          cell: (row) => <a href={`/funding/programmes/${row.programmeId}`}>{row.name}</a>,
        },
        {
          key: "nature",
          header: "Year and money",
          cell: (row) => `${formatFinancialYear(row.financialYear)}, ${row.nature}`,
        },
        {
          key: "state",
          header: "Now",
          cell: (row) => (
            <>
              <StatusTag status={row.state} />
              {row.days === null ? null : (
                <>
                  <br />
                  {daysText(row)}
                </>
              )}
            </>
          ),
        },
        {
          key: "dates",
          header: "Open for orders",
          cell: (row) => <PeriodText from={row.opensOn} to={row.closesOn} />,
        },
        {
          key: "after",
          header: "What is left",
          cell: (row) => (row.carriesOver ? "Carries over" : "Lapses"),
        },
        {
          key: "amount",
          header: "Amount",
          numeric: true,
          cell: (row) => <Money amount={sum([row.allocated, row.lapsed])} whole />,
        },
        FREE_COLUMN,
      ]}
      empty={
        <EmptyState heading="No fund fits these choices">
          <p>
            <a href="/funding">Show every fund</a>
          </p>
        </EmptyState>
      }
    />
  );
}

/** What is free of a fund; of one whose year has ended, what went back to its payer. */
export function FreeOrLapsed({ row }: { row: Pick<ForwardRow, "free" | "lapsed"> }) {
  if (row.lapsed === 0n) return <Money amount={row.free} whole />;
  return (
    <>
      <Money amount={row.lapsed} whole /> lapsed
    </>
  );
}

/** Programmes by financial year: what there is and what of it is free, this year and the years to come. */
export function YearsAhead({ table }: { table: YearsTable }) {
  if (table.rows.length === 0) return null;
  return (
    <DataTable
      id="years"
      narrow="scroll"
      caption="This year, the years to come, and what is still open of years before"
      rows={table.rows}
      rowKey={(row) => row.programmeId}
      columns={[
        {
          key: "programme",
          header: "Programme",
          rowHeader: true,
          cell: (row) => <a href={`/funding/programmes/${row.programmeId}`}>{row.programmeName}</a>,
        },
        ...table.years.map((year) => ({
          key: String(year),
          header: formatFinancialYear(year),
          numeric: true,
          cell: (row: YearsTable["rows"][number]) => <YearMoney cell={row.byYear.get(year)} />,
        })),
      ]}
      totals={[
        {
          programme: "Together",
          ...Object.fromEntries(
            table.years.map((year) => [String(year), <YearMoney key={year} cell={table.totals.get(year)} />]),
          ),
        },
      ]}
    />
  );
}

function YearMoney({ cell }: { cell: ReturnType<YearsTable["totals"]["get"]> }) {
  if (!cell) return <>No fund</>;
  return (
    <>
      <Money amount={cell.amount} whole />
      <br />
      <Money amount={cell.free} whole /> free to commit
    </>
  );
}
