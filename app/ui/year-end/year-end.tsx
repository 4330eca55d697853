import type { ReactNode } from "react";
import {
  withOthersInOne,
  monthsTitle,
  type MonthForecast,
  type OrganisationForecast,
  type YearEndForecast,
} from "~/domain/year-end/forecast";
import { formatHeadline, formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/data-table";
import { spreadsheets, type Download } from "~/ui/kit/downloads";
import { EmptyState } from "~/ui/kit/empty-state";
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

export const listFile = (financialYear: FinancialYear, list: string): Download[] =>
  spreadsheets(`/commercial/year-end/${financialYear}/year-end.csv?list=${list}`);

/** The finding of the picture of the year's funds, in words. */
function fundsFinding(totals: YearEndForecast["totals"], closed: boolean): string {
  const all = formatHeadline(totals.allocated);
  if (closed) {
    const carried = totals.carries > 0n ? `, and ${formatHeadline(totals.carries)} was carried over` : "";
    return `${formatHeadline(totals.lapses)} of ${all} lapsed${carried}`;
  }
  const unused = (totals.lapses + totals.carries) as Pence;
  return unused === 0n
    ? `All of ${all} is drawn or expected to be`
    : `${formatHeadline(unused)} of ${all} is not expected to be used by the end of the year`;
}

/** Each fund of the year: drawn, expected, late and free, as bars to one scale and as a table. */
export function FundForecasts({ forecast, closed }: { forecast: YearEndForecast; closed: boolean }) {
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
          figure("allocated", "Held in the year"),
          figure("drawn", "Drawn"),
          figure("committed", "Committed"),
          figure("free", "Free to commit"),
          figure("lapses", closed ? "Lapsed" : "Lapses"),
          figure("carries", closed ? "Carried over" : "Carries over"),
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

/** Whose part of the money will be left, the largest first. Each row and each column adds up. */
export function OrganisationForecasts({
  rows,
  financialYear,
  closed,
  most,
}: {
  rows: readonly OrganisationForecast[];
  financialYear: FinancialYear;
  closed: boolean;
  most: number;
}) {
  const total = (key: (typeof FIGURES)[number]) => sum(rows.map((row) => row[key]));
  const sums = Object.fromEntries(FIGURES.map((key) => [key, total(key)]));
  return (
    <DataTable
      id="organisations"
      dense
      narrow="scroll"
      caption={
        rows.length > most
          ? `By organisation: the ${most} with the most to lose of ${rows.length.toLocaleString("en-GB")}`
          : "By organisation"
      }
      rows={withOthersInOne(rows, most)}
      rowKey={(row) => `${row.fundId} ${row.organisationCode}`}
      columns={[
        {
          key: "organisation",
          header: "Organisation",
          rowHeader: true,
          cell: (row) =>
            row.organisationCode === null
              ? row.organisationName
              : `${row.organisationName} (${row.organisationCode})`,
        },
        { key: "fund", header: "Fund", cell: (row) => row.fundName },
        figure("allocated", "Allocated"),
        figure("moreThanAllocated", "More or less than allocated"),
        figure("drawn", "Drawn"),
        figure("committed", "Committed"),
        figure("left", "Left"),
        figure("expected", "Of committed, in time"),
        figure("lapses", closed ? "Lapsed" : "Lapses"),
      ]}
      totals={[{ organisation: "All rows", ...shown(sums) }]}
      downloads={listFile(financialYear, "organisations")}
      totalRows={rows.length}
      empty={
        <EmptyState heading="No organisation has a part yet">
          <p>
            Parts of a fund appear here when they are set aside for an organisation, or when its orders
            reserve them.
          </p>
        </EmptyState>
      }
    />
  );
}

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
  forecast: YearEndForecast;
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
