import { useLoaderData } from "@remix-run/react";
import { formatHeadline } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { headline, putInNow, yearToShow, type YearEndForecast } from "~/domain/year-end/forecast";
import { yearEndForecast, yearsWithFunds } from "~/domain/year-end/year-end-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { ActionLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Year end") }];

export const loader = centre.loader({}, async ({ q, today }) => {
  const years = await yearsWithFunds(q);
  const shown = yearToShow(years, today);
  const forecasts = await Promise.all(
    years.map((year) => yearEndForecast(q, { financialYear: year.financialYear, today })),
  );
  const current = forecasts.find((forecast) => forecast.financialYear === shown);
  const closed = years.find((year) => year.financialYear === shown)?.closedAt ?? null;
  return {
    shown,
    sentence: current ? headline(current, formatHeadline, { closed: closed !== null, today }) : null,
    rows: years.map((year, index) => ({ ...year, totals: forecasts[index]!.totals })),
  };
});

export default function YearEnd() {
  const { shown, sentence } = useLoaderData<typeof loader>();
  if (!sentence) {
    return (
      <FullWidth>
        <PageTitle>Year end</PageTitle>
        <EmptyState heading="No fund is open yet" action={{ label: "Funds", href: "/commercial/funding" }}>
          <p>What will lapse at the end of a year is shown here once it has a fund.</p>
        </EmptyState>
      </FullWidth>
    );
  }
  return (
    <FullWidth>
      <PageTitle caption={`Year end ${formatFinancialYear(shown)}`} lede={sentence}>
        What will lapse
      </PageTitle>
      <ActionLink href={`/commercial/year-end/${shown}`}>
        See {formatFinancialYear(shown)} by fund, organisation and month
      </ActionLink>
      <Years />
      <p>
        What was put in is what the funds of a year hold or have paid: it comes to what is drawn, committed in
        time, will lapse, would not be carried over or stays. What has lapsed or was carried over is not in
        them any more; a sum that was carried over is put in once, in the year after.
      </p>
    </FullWidth>
  );
}

type Totals = YearEndForecast["totals"];

const total = (key: keyof Totals, header: string) => ({
  key,
  header,
  numeric: true,
  cell: (row: { totals: Totals }) => <Money amount={row.totals[key]} />,
});

const told = (key: string, header: string, amount: (totals: Totals) => bigint) => ({
  key,
  header,
  numeric: true,
  cell: (row: { totals: Totals }) => <Money amount={amount(row.totals) as Pence} />,
});

function Years() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="years"
      dense
      narrow="scroll"
      caption="All years that have a fund"
      rows={rows}
      rowKey={(row) => String(row.financialYear)}
      columns={[
        {
          key: "year",
          header: "Year",
          rowHeader: true,
          cell: (row) => (
            <a href={`/commercial/year-end/${row.financialYear}`}>{formatFinancialYear(row.financialYear)}</a>
          ),
        },
        told("allocated", FUND_FIGURES.putIn, putInNow),
        total("drawn", "Drawn"),
        // Not all that is committed: what falls due after the year stands in what lapses or carries over.
        total("expected", "Committed, in time"),
        told("lapses", "Will lapse", (totals) => totals.lapses - totals.lapsed),
        total("notAgreed", "Not carried over unless agreed"),
        total("stays", "Stays in its funds"),
        total("lapsed", "Has lapsed"),
        total("carries", "Carried over"),
        {
          key: "state",
          header: "Books",
          cell: (row) =>
            row.closedAt ? (
              "Closed"
            ) : (
              <a href={`/commercial/year-end/${row.financialYear}/close`}>
                Open
                <span className="nhsuk-u-visually-hidden">
                  : the closing of {formatFinancialYear(row.financialYear)}
                </span>
              </a>
            ),
        },
      ]}
    />
  );
}
