import { withCode } from "~/domain/shared/organisation-words";
import { useLoaderData } from "@remix-run/react";
import { formatHeadline } from "~/domain/money/format";
import { financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import { closedYears } from "~/domain/year-end/close-views.server";
import { demandFinding, SOURCES } from "~/domain/year-end/demand";
import { demandFor, reachOf } from "~/domain/year-end/demand-views.server";
import { headline } from "~/domain/year-end/forecast";
import { yearEndForecast } from "~/domain/year-end/year-end-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import {
  ForecastMonths,
  FundForecasts,
  listFile,
  OrganisationForecasts,
  organisationTotals,
  YearEndTabs,
} from "~/ui/year-end/year-end";
import { centre } from "~/web/audience.server";
import {
  chosenDemand,
  chosenOrganisations,
  DEMAND_SORTS,
  demandSorting,
  ORGANISATION_SORTS,
  organisationSorting,
  YearEndQuery,
  YearParams,
} from "~/web/year-end/year-end-query";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import type { OrganisationForecast } from "~/domain/year-end/forecast";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { ListSearch } from "~/ui/kit/lists/list-search";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";

export const meta = ({ data }: { data?: { financialYear: number } }) => [
  { title: pageTitle(data ? `Year end ${formatFinancialYear(data.financialYear)}` : "Year end") },
];

export const loader = centre.loader(
  { params: YearParams, query: YearEndQuery },
  async ({ q, params, query, request, today }) => {
    const { financialYear } = params;
    const forecast = await yearEndForecast(q, { financialYear, today });
    const demand = await demandFor(q, { financialYear });
    const closed = (await closedYears(q)).some(
      (year) => year.closedAt && year.financialYear >= financialYear,
    );
    const { organisations, ...rest } = forecast;
    const rows = chosenOrganisations(organisations, query);
    const asking = chosenDemand(demand, query);
    const page = pageOfRows(rows, organisationKey, placeIn(query, "organisations"));
    const [byOrganisation, byDemand] = [organisationSorting(query), demandSorting(query)];
    return {
      financialYear,
      forecast: rest,
      organisations: shownPage(request.url, page, "organisations"),
      totals: organisationTotals(page.rows, rows),
      order: sortWords(ORGANISATION_SORTS, byOrganisation),
      headings: sortLinks(request.url, ORGANISATION_SORTS, byOrganisation),
      demand: {
        ...shownPage(
          request.url,
          pageOfRows(asking, ({ key }) => key, placeIn(query, "demand")),
          "demand",
        ),
        order: sortWords(DEMAND_SORTS, byDemand),
        headings: sortLinks(request.url, DEMAND_SORTS, byDemand),
      },
      words: query.q ?? "",
      sort: query.sort ? written(query.sort) : null,
      closed,
      reach: await reachOf(q, { financialYear }),
      sentence: headline(forecast, formatHeadline, { closed, today }),
      ended: closed || today > financialYearPeriod(financialYear).to,
      asked: demandFinding(demand, forecast.totals.lapses, formatHeadline),
    };
  },
);

const organisationKey = (row: OrganisationForecast) => `${row.fundId} ${row.organisationCode}`;

const ROWS = ["row", "rows"] as const;
const WISHES = ["wish", "wishes"] as const;

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
            <SearchForm />
            <Organisations />
            <DemandSection />
          </>
        )}
      </FullWidth>
    </>
  );
}

/** One search for both lists below it. */
function SearchForm() {
  const { financialYear, words, sort } = useLoaderData<typeof loader>();
  return (
    <ListSearch
      action={`/commercial/year-end/${financialYear}`}
      label="Organisation or fund, in both lists below"
      words={words}
      keep={{ sort: sort ?? undefined }}
    />
  );
}

function Organisations() {
  const data = useLoaderData<typeof loader>();
  const { financialYear, organisations, totals, order, headings, words, closed } = data;
  return (
    <section id="organisations" aria-labelledby="organisations-heading">
      <h2 id="organisations-heading">Whose money it is</h2>
      <p>
        What is allocated, and what is more or less than that, comes to what is drawn, committed and left.
        Orders of organisations without an allocation take from what is allocated to nobody.
      </p>
      {organisations.total > 0 ? <CountLine page={organisations} noun={ROWS} order={order} /> : null}
      <OrganisationForecasts
        page={organisations}
        totals={totals}
        headings={headings}
        files={listFile(financialYear, "organisations", data)}
        closed={closed}
        narrowed={words !== ""}
      />
      <ListPages page={organisations} noun={ROWS} />
    </section>
  );
}

function DemandSection() {
  const data = useLoaderData<typeof loader>();
  const { financialYear, demand, asked } = data;
  return (
    <>
      <h2 id="demand">Where it could still be used</h2>
      <p>{asked}</p>
      {demand.total > 0 ? <CountLine page={demand} noun={WISHES} order={demand.order} /> : null}
      <DataTable
        id="demand-table"
        dense
        caption="Who asks for money of this year"
        rows={demand.rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "who",
            header: "Organisation",
            sort: demand.headings.organisation,
            rowHeader: true,
            cell: (row) => withCode(row.organisationName, row.organisationCode),
          },
          { key: "source", header: "What", cell: (row) => SOURCES[row.source] },
          {
            key: "text",
            header: "Which",
            cell: (row) => (row.href ? <a href={row.href}>{row.text}</a> : row.text),
          },
          {
            key: "fund",
            header: "Fund",
            sort: demand.headings.fund,
            cell: (row) => row.fundName ?? "Several could pay",
          },
          {
            key: "amount",
            header: "Would take",
            sort: demand.headings.amount,
            numeric: true,
            cell: (row) => (row.amount === null ? "Not known yet" : <Money amount={row.amount} />),
          },
        ]}
        downloads={listFile(financialYear, "demand", data)}
        totalRows={demand.total}
        noun={WISHES}
        empty={
          <EmptyState heading="Nobody asks for it at present" level={3}>
            <p>Applications that wait, orders that are not signed and shortlists under way appear here.</p>
          </EmptyState>
        }
      />
      <ListPages page={demand} noun={WISHES} />
      <ReachTable />
    </>
  );
}

function ReachTable() {
  const { reach } = useLoaderData<typeof loader>();
  return (
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
  );
}
