import { withCode } from "~/domain/shared/organisation-words";
import type { ReactNode } from "react";
import {
  monthsTitle,
  type MonthForecast,
  type OrganisationForecast,
  type YearEndForecast,
} from "~/domain/year-end/forecast";
import { formatHeadline, formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { spreadsheets, type Download } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import type { PageOfRows } from "~/ui/kit/lists/list-page";
import { pagedTotals } from "~/ui/kit/lists/paged-totals";
import type { ColumnSort } from "~/ui/kit/lists/sort-form";
import { withSearch } from "~/ui/kit/lists/list-search";
import { Money } from "~/ui/kit/money";
import { TabLinks } from "~/ui/kit/sections";
import { StackedBars } from "~/ui/charts/stacked-bars";

/** The pages of one year, as tabs. */
export function YearEndTabs({ financialYear, current }: { financialYear: FinancialYear; current: string }) {
  const base = `/commercial/year-end/${financialYear}`;
  const tabs = [
    ["", "What lapses"],
    ["/carry-over", "Carry-over"],
    ["/clawbacks", "Clawbacks"],
    ["/close", "Closing"],
  ] as const;
  return (
    <TabLinks
      label={`Year end ${formatFinancialYear(financialYear)}`}
      tabs={tabs.map(([path, label]) => ({ href: `${base}${path}`, label, current: path === current }))}
    />
  );
}

/** A list of the year as files, with the words and the sorting of its page. */
export const listFile = (
  financialYear: FinancialYear,
  list: string,
  shown: { words: string; sort: string | null } = { words: "", sort: null },
): Download[] =>
  spreadsheets(withSearch(`/commercial/year-end/${financialYear}/year-end.csv?list=${list}`, shown));

/** What its pictures and tables of funds and months need of a forecast. */
type FundsForecast = Omit<YearEndForecast, "organisations">;

/** The finding of the picture of the year's funds, in words. */
function fundsFinding(totals: YearEndForecast["totals"], closed: boolean): string {
  const all = formatHeadline(totals.allocated);
  if (closed) {
    const carried = totals.carries > 0n ? `, and ${formatHeadline(totals.carries)} was carried over` : "";
    return `${formatHeadline(totals.lapses)} of ${all} lapsed${carried}`;
  }
  const unused = (totals.lapses + totals.notAgreed) as Pence;
  return unused === 0n
    ? `All of ${all} is drawn or expected to be`
    : `${formatHeadline(unused)} of ${all} is not expected to be used by the end of the year`;
}

const putIn = (closed: boolean) => (closed ? FUND_FIGURES.putInThen : FUND_FIGURES.putIn);

/** Each fund of the year: drawn, expected, late and free, as bars to one scale and as a table. */
export function FundForecasts({ forecast, closed }: { forecast: FundsForecast; closed: boolean }) {
  const { funds, totals } = forecast;
  return (
    <>
      <StackedBars
        id="funds-picture"
        level={2}
        title={fundsFinding(totals, closed)}
        series={[
          { key: "drawn", label: "Drawn" },
          ...(closed
            ? [
                { key: "expected", label: "Committed, kept to be paid" },
                { key: "gone", label: "Lapsed or carried over" },
              ]
            : [
                { key: "expected", label: "Committed, expected by the end of the year" },
                { key: "notInTime", label: "Committed, but due later" },
              ]),
          { key: "free", label: "Free to commit", remainder: true },
        ]}
        bars={funds.map((fund) => ({
          key: fund.fundId,
          label: fund.name,
          href: `/commercial/funding/${encodeURIComponent(fund.fundId)}`,
          amounts: {
            drawn: fund.drawn,
            expected: fund.expected,
            notInTime: fund.notInTime,
            free: fund.free,
            gone: (fund.lapsed + fund.carried) as Pence,
          },
        }))}
        tableCaption="Where the money of each fund will be at the end of the year"
        rowHeader="Fund"
        totalHeader={putIn(closed)}
      />
      <DataTable
        id="funds"
        dense
        narrow="scroll"
        caption="By fund"
        rows={funds}
        rowKey={(fund) => fund.fundId}
        columns={[
          {
            key: "fund",
            header: "Fund",
            rowHeader: true,
            cell: (fund) => (
              <a href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</a>
            ),
          },
          figure("allocated", putIn(closed)),
          figure("drawn", "Drawn"),
          figure("committed", "Committed"),
          figure("free", "Free to commit"),
          figure("lapses", closed ? "Lapsed" : "Lapses"),
          figure("carries", "Carried over"),
          ...(closed ? [] : [figure("notAgreed", "Not carried over unless agreed")]),
        ]}
        totals={[{ fund: "All funds", ...shown(totals) }]}
        downloads={listFile(forecast.financialYear, "funds")}
        noun={["fund", "funds"]}
      />
    </>
  );
}

function figure<Key extends string>(key: Key, header: string) {
  return { key, header, numeric: true, cell: (row: Record<Key, Pence>) => <Money amount={row[key]} /> };
}

function shown(amounts: Record<string, Pence>): Record<string, ReactNode> {
  return Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, formatPence(amount)]));
}

const FIGURES = [
  "allocated",
  "moreThanAllocated",
  "drawn",
  "committed",
  "left",
  "expected",
  "lapses",
] as const;

type Sorts = Record<
  "organisation" | "fund" | "allocated" | "drawn" | "committed" | "left" | "lapses",
  ColumnSort
>;

/** Whose part of the money will be left. Each row and each column adds up; the foot is over all rows, page by page. */
export function OrganisationForecasts({
  page,
  totals,
  headings,
  files,
  closed,
  narrowed,
}: {
  page: PageOfRows & { rows: readonly OrganisationForecast[] };
  totals: readonly Record<string, string>[];
  headings: Sorts;
  files: readonly Download[];
  closed: boolean;
  /** Somebody looks for words. */
  narrowed: boolean;
}) {
  return (
    <DataTable
      id="organisations"
      dense
      narrow="scroll"
      caption="By organisation"
      captionHidden
      rows={page.rows}
      rowKey={(row) => `${row.fundId} ${row.organisationCode}`}
      columns={[
        {
          key: "organisation",
          header: "Organisation",
          sort: headings.organisation,
          rowHeader: true,
          cell: (row) =>
            row.organisationCode === null
              ? row.organisationName
              : withCode(row.organisationName, row.organisationCode),
        },
        { key: "fund", header: "Fund", sort: headings.fund, cell: (row) => row.fundName },
        { ...figure("allocated", "Allocated"), sort: headings.allocated },
        figure("moreThanAllocated", "More or less than allocated"),
        { ...figure("drawn", "Drawn"), sort: headings.drawn },
        { ...figure("committed", "Committed"), sort: headings.committed },
        { ...figure("left", "Left"), sort: headings.left },
        figure("expected", "Of committed, in time"),
        { ...figure("lapses", closed ? "Lapsed" : "Lapses"), sort: headings.lapses },
      ]}
      totals={totals}
      downloads={files}
      totalRows={page.total}
      noun={["row", "rows"]}
      empty={
        <EmptyState
          heading={narrowed ? "No organisation matches" : "No organisation has a part yet"}
          level={3}
        >
          <p>
            Parts of a fund appear here when they are set aside for an organisation, or when its orders
            reserve them.
          </p>
        </EmptyState>
      }
    />
  );
}

/** The foot of that list: every sum of the page, of what is not shown, and of all rows. */
export const organisationTotals = (
  shown: readonly OrganisationForecast[],
  all: readonly OrganisationForecast[],
): Record<string, string>[] =>
  pagedTotals(shown, all, {
    name: "organisation",
    noun: "rows",
    figures: Object.fromEntries(FIGURES.map((key) => [key, (row: OrganisationForecast) => row[key]])),
  });

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "November 2026"; what comes after the year has no month. */
export function monthName(month: Day | null): string {
  return month === null ? "After the year" : MONTH.format(new Date(`${month}T00:00:00Z`));
}

/** What was drawn in each month, and what is expected to be, as bars to one scale with their table. */
export function ForecastMonths({
  months,
  forecast,
  ended,
}: {
  months: readonly MonthForecast[];
  forecast: FundsForecast;
  /** Its last day is past, or it is closed: nothing more comes in it. */
  ended: boolean;
}) {
  const inYear = months.filter((month) => month.month !== null);
  const drawn = sum(inYear.map((month) => month.drawn));
  const after = sum(months.filter((month) => month.month === null).map((month) => month.drawn));
  const title = monthsTitle({ drawn, after, expected: forecast.totals.expected }, formatHeadline, { ended });
  return (
    <>
      <StackedBars
        id="months"
        level={2}
        title={title}
        series={[
          { key: "drawn", label: "Drawn" },
          { key: "expected", label: "Expected" },
        ]}
        bars={months
          .filter((month) => month.month !== null || month.drawn !== 0n || month.expected !== 0n)
          .map((month) => ({
            key: month.month ?? "after",
            label: monthName(month.month),
            amounts: { drawn: month.drawn, expected: month.expected },
          }))}
        tableCaption="Forecast and actual by month"
        rowHeader="Month"
      />
      <p>
        A sum is expected when its milestone falls due, or its invoice must be paid; what is late is expected
        now. <a href={listFile(forecast.financialYear, "months")[0]!.href}>Download the months: CSV</a>
      </p>
    </>
  );
}
