import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { whereTheMoneyIs } from "~/domain/funding/fund";
import { programmesList } from "~/domain/funding/funding-views.server";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/data-table";
import { DayText, PeriodText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { FundBars } from "~/ui/fund-bar";
import { Money } from "~/ui/money";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { StatusTag } from "~/ui/tag";
import { anyone } from "~/web/audience.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Funding") }];

export const loader = anyone.loader({}, async ({ q, today }) => {
  const programmes = await programmesList(q, { on: today });
  const funds = programmes.flatMap((programme) => programme.funds);
  return { today, programmes: programmes.map(({ sources: _sources, ...programme }) => programme), funds };
});

export default function Funding() {
  const { today, programmes, funds } = useLoaderData<typeof loader>();
  const open = funds.filter((fund) => fund.state === "open");
  const forward = funds.filter((fund) => fund.state !== "closed");
  return (
    <FullWidth>
      <PageTitle
        lede={
          <>
            National money for health and care technology, what is left of it on <DayText day={today} />, and
            when it opens and closes.
          </>
        }
      >
        Funding
      </PageTitle>
      <p>
        <a href="/who-pays">Ask who would pay for what you want to buy</a>
      </p>
      {open.length > 0 ? (
        <FundBars
          level={2}
          title={open.length === 1 ? "One fund is open" : `${open.length} funds are open`}
          funds={open.map((fund) => ({
            key: fund.fundId,
            name: fund.name,
            href: `/funding/programmes/${fund.programmeId}`,
            money: whereTheMoneyIs(fund, fund.setAside),
          }))}
        />
      ) : (
        <EmptyState heading="No fund is open today">
          <p>Funds that open later are listed below.</p>
        </EmptyState>
      )}
      <ForwardTable funds={forward} />
      <Programmes programmes={programmes} />
    </FullWidth>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** What is open now and what will be: so that nobody finds out in February. */
function ForwardTable({ funds }: Pick<Data, "funds">) {
  if (funds.length === 0) return null;
  return (
    <DataTable
      id="forward"
      caption="Open funds and funds to come"
      rows={funds}
      rowKey={(fund) => fund.fundId}
      columns={[
        { key: "name", header: "Fund", rowHeader: true, cell: (fund) => fund.name },
        { key: "year", header: "Year", cell: (fund) => formatFinancialYear(fund.financialYear) },
        { key: "nature", header: "Kind of money", cell: (fund) => fund.nature },
        { key: "state", header: "Now", cell: (fund) => <StatusTag status={fund.state} /> },
        {
          key: "dates",
          header: "Open for orders",
          cell: (fund) => <PeriodText from={fund.opensOn} to={fund.closesOn} />,
        },
        {
          key: "after",
          header: "What is left at the end",
          cell: (fund) => (fund.carriesOver ? "Carries over" : "Lapses"),
        },
        {
          key: "free",
          header: "Free",
          numeric: true,
          cell: (fund) => <Money amount={fund.free} whole />,
        },
      ]}
    />
  );
}

function Programmes({ programmes }: Pick<Data, "programmes">) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Programmes</h2>
      {programmes.length === 0 ? (
        <EmptyState level={3} heading="No programmes yet">
          <p>A programme appears here when a commercial officer opens it.</p>
        </EmptyState>
      ) : (
        <ul className="nhsuk-list">
          {programmes.map((programme) => (
            <li key={programme.id}>
              <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">
                <a href={`/funding/programmes/${programme.id}`}>{programme.name}</a>
              </h3>
              <p>
                {[programme.years, programme.summary].filter(Boolean).join(". ")}
                {programme.funds.length > 0
                  ? ` ${programme.funds.length} ${programme.funds.length === 1 ? "fund" : "funds"}.`
                  : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
