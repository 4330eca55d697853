import type { ReactNode } from "react";
import type { MonthForecast, OrganisationForecast, YearEndForecast } from "~/domain/year-end/forecast";
import { formatHeadline, formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "./data-table";
import type { Download } from "./downloads";
import { EmptyState } from "./empty-state";
import { Money } from "./money";
import { TabLinks } from "./sections";
import { StackedBars } from "./stacked-bars";

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

export const listFile = (financialYear: FinancialYear, list: string): Download[] => [
  { label: "CSV", href: `/commercial/year-end/${financialYear}/year-end.csv?list=${list}` },
];

/** Each fund of the year: drawn, expected, late and free, as bars to one scale and as a table. */
export function FundForecasts({ forecast }: { forecast: YearEndForecast }) {
  const { funds, totals } = forecast;
  const unused = (totals.lapses + totals.carries) as Pence;
  return (
    <>
      <StackedBars
        id="funds-picture"
        level={2}
        title={
          unused === 0n
            ? `All of ${formatHeadline(totals.allocated)} is drawn or expected to be`
            : `${formatHeadline(unused)} of ${formatHeadline(totals.allocated)} is not expected to be used by the end of the year`
        }
        series={[
          { key: "drawn", label: "Drawn" },
          { key: "expected", label: "Expected by the end of the year" },
          { key: "notInTime", label: "Reserved, but due later" },
          { key: "free", label: "Free", remainder: true },
        ]}
        bars={funds.map((fund) => ({
          key: fund.fundId,
          label: fund.name,
          href: `/commercial/funding/${encodeURIComponent(fund.fundId)}`,
          amounts: { drawn: fund.drawn, expected: fund.expected, notInTime: fund.notInTime, free: fund.free },
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
          figure("allocated", "Put in"),
          figure("drawn", "Drawn"),
          figure("committed", "Committed"),
          figure("free", "Free"),
          figure("lapses", "Lapses"),
          figure("carries", "Carries over"),
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

/** Whose part of the money will be left, the largest first. */
export function OrganisationForecasts({
  rows,
  financialYear,
  most,
}: {
  rows: readonly OrganisationForecast[];
  financialYear: FinancialYear;
  most: number;
}) {
  const sorted = rows.toSorted((a, b) => (a.lapses > b.lapses ? -1 : a.lapses < b.lapses ? 1 : 0));
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
      rows={sorted.slice(0, most)}
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
        figure("allocated", "Set aside"),
        figure("drawn", "Drawn"),
        figure("committed", "Committed"),
        figure("expected", "Of that, in time"),
        figure("lapses", "Lapses"),
      ]}
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
}: {
  months: readonly MonthForecast[];
  forecast: YearEndForecast;
}) {
  const inYear = months.filter((month) => month.month !== null);
  const drawn = sum(inYear.map((month) => month.drawn));
  const after = sum(months.filter((month) => month.month === null).map((month) => month.drawn));
  const title =
    forecast.totals.expected > 0n
      ? `${formatHeadline(drawn)} is drawn so far, and ${formatHeadline(forecast.totals.expected)} more is expected by the end of the year`
      : `${formatHeadline(drawn)} was drawn in the year${after > 0n ? `, and ${formatHeadline(after)} after it` : ""}`;
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
