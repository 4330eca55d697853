import { useLoaderData } from "@remix-run/react";
import { formatHeadline } from "~/domain/money/format";
import { financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import { closedYears } from "~/domain/year-end/close-views.server";
import { demandFinding, SOURCES } from "~/domain/year-end/demand";
import { demandFor, reachOf } from "~/domain/year-end/demand-views.server";
import { headline } from "~/domain/year-end/forecast";
import { yearEndForecast } from "~/domain/year-end/year-end-views.server";
import { DataTable } from "~/ui/kit/data-table";
import { EmptyState } from "~/ui/kit/empty-state";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import {
  ForecastMonths,
  FundForecasts,
  listFile,
  OrganisationForecasts,
  YearEndTabs,
} from "~/ui/year-end/year-end";
import { centre } from "~/web/audience.server";
import { YearParams } from "~/web/year-end/year-end-query";

const MOST = 30;

export const meta = ({ data }: { data?: { financialYear: number } }) => [
  { title: pageTitle(data ? `Year end ${formatFinancialYear(data.financialYear)}` : "Year end") },
];

export const loader = centre.loader({ params: YearParams }, async ({ q, params, today }) => {
  const { financialYear } = params;
  const forecast = await yearEndForecast(q, { financialYear, today });
  const demand = await demandFor(q, { financialYear });
  const closed = (await closedYears(q)).some((year) => year.closedAt && year.financialYear >= financialYear);
  return {
    financialYear,
    forecast,
    demand,
    closed,
    reach: await reachOf(q, { financialYear }),
    sentence: headline(forecast, formatHeadline, { closed, today }),
    ended: closed || today > financialYearPeriod(financialYear).to,
    asked: demandFinding(demand, forecast.totals.lapses, formatHeadline),
  };
});

export default function YearEndOfYear() {
  const { financialYear, forecast, sentence, closed, ended } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/commercial/year-end">Year end</BackLink>
      <FullWidth>
        <PageTitle lede={sentence}>Year end {formatFinancialYear(financialYear)}</PageTitle>
        <YearEndTabs financialYear={financialYear} current="" />
        {forecast.funds.length === 0 ? (
          <EmptyState
            heading="No fund of this year"
            action={{ label: "All funds", href: "/commercial/funding" }}
          >
            <p>What will lapse is shown here once a fund of {formatFinancialYear(financialYear)} is open.</p>
          </EmptyState>
        ) : (
          <>
            <FundForecasts forecast={forecast} closed={closed} />
            <ForecastMonths months={forecast.months} forecast={forecast} ended={ended} />
            <h2>Whose money it is</h2>
            <p>
              What is allocated, and what is more or less than that, comes to what is drawn, committed and
              left. Orders of organisations without an allocation take from what is allocated to nobody.
            </p>
            <OrganisationForecasts
              rows={forecast.organisations}
              financialYear={financialYear}
              closed={closed}
              most={MOST}
            />
            <DemandSection />
          </>
        )}
      </FullWidth>
    </>
  );
}

function DemandSection() {
  const { financialYear, demand, reach, asked } = useLoaderData<typeof loader>();
  return (
    <>
      <h2 id="demand">Where it could still be used</h2>
      <p>{asked}</p>
      <DataTable
        id="demand-table"
        caption="Who asks for money of this year"
        rows={demand.slice(0, MOST)}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "who",
            header: "Organisation",
            rowHeader: true,
            cell: (row) => `${row.organisationName} (${row.organisationCode})`,
          },
          { key: "source", header: "What", cell: (row) => SOURCES[row.source] },
          {
            key: "text",
            header: "Which",
            cell: (row) => (row.href ? <a href={row.href}>{row.text}</a> : row.text),
          },
          { key: "fund", header: "Fund", cell: (row) => row.fundName ?? "Several could pay" },
          {
            key: "amount",
            header: "Would take",
            numeric: true,
            cell: (row) => (row.amount === null ? "Not known yet" : <Money amount={row.amount} />),
          },
        ]}
        downloads={listFile(financialYear, "demand")}
        totalRows={demand.length}
        empty={
          <EmptyState heading="Nobody asks for it at present" level={3}>
            <p>Applications that wait, orders that are not signed and shortlists under way appear here.</p>
          </EmptyState>
        }
      />
      <DataTable
        id="reach"
        caption="How many of those it is for have used it"
        rows={reach}
        rowKey={(row) => row.fundId}
        columns={[
          { key: "fund", header: "Fund", rowHeader: true, cell: (row) => row.fundName },
          {
            key: "eligible",
            header: "Eligible organisations",
            numeric: true,
            cell: (row) => row.eligible.toLocaleString("en-GB"),
          },
          {
            key: "reached",
            header: "Have ordered with it",
            numeric: true,
            cell: (row) => row.reached.toLocaleString("en-GB"),
          },
          {
            key: "without",
            header: "Have not",
            numeric: true,
            cell: (row) => (row.eligible - row.reached).toLocaleString("en-GB"),
          },
        ]}
      />
    </>
  );
}
