import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { daysText, forwardView } from "~/domain/funding/forward";
import { whereTheMoneyIs, FUND_FIGURES } from "~/domain/funding/fund";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { ledgerLines } from "~/domain/ledger/ledger-views.server";
import { moneyRequestsWaiting } from "~/domain/funding/money-request-views.server";
import { transfersWaiting } from "~/domain/funding/transfer-views.server";
import { withUnusedAllocations } from "~/domain/funding/unused-allocations.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/data-table";
import { EmptyState } from "~/ui/kit/empty-state";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { FundBars, fundsFinding } from "~/ui/funding/fund-bar";
import { LedgerTable } from "~/ui/ledger/ledger-table";
import { Money } from "~/ui/kit/money";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { Select } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { fundsAddress, fundsFilter, FundsQuery } from "~/web/funding/funds-query";
import { spreadsheets } from "~/ui/kit/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Funds") }];

export const loader = centre.loader({ query: FundsQuery }, async ({ q, actor, query, today }) => {
  const all = await fundBalances(q);
  const programmes = new Map(all.map((fund) => [fund.programmeId, fund.programmeName]));
  const officer = actor.roles.includes("commercial_officer");
  return {
    funds: forwardView(await withUnusedAllocations(q, all), fundsFilter(query), today),
    programmes: [...programmes].map(([value, label]) => ({ value, label })),
    years: [...new Set(all.map((fund) => fund.financialYear))].sort((a, b) => a - b),
    query,
    any: all.length > 0,
    officer,
    waiting: officer ? await transfersWaiting(q, actor.userId).count() : 0,
    asked: officer ? await moneyRequestsWaiting(q, actor.userId).count() : 0,
    lines: await ledgerLines(q, { limit: 15 }),
  };
});

export default function CommercialFunding() {
  const { funds, lines, any, officer, waiting, asked } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="What each fund holds, what orders have reserved, what invoices have drawn, and what is free to allocate and to commit.">
        Funds
      </PageTitle>
      {officer ? (
        <ButtonGroup>
          <ButtonLink href="/commercial/funding/new">Open a fund</ButtonLink>
          <ButtonLink href="/commercial/funding/programmes/new" variant="secondary">
            Open a programme
          </ButtonLink>
        </ButtonGroup>
      ) : null}
      <p>
        <a href="/commercial/funding/transfers">Transfers between funds</a>
        {waiting > 0 ? `: ${waiting} ${waiting === 1 ? "waits" : "wait"} for your decision` : null}
        <br />
        <a href="/commercial/funding/requests">What officers ask of each other</a>
        {asked > 0 ? `: ${asked} ${asked === 1 ? "waits" : "wait"} for your decision` : null}
      </p>
      {any ? (
        <>
          <FilterForm />
          {funds.length > 0 ? (
            <Picture funds={funds} />
          ) : (
            <EmptyState heading="No fund fits these choices">
              <p>
                <a href="/commercial/funding">Show every fund</a>
              </p>
            </EmptyState>
          )}
        </>
      ) : (
        <EmptyState heading="No fund is open yet">
          <p>
            A fund holds the money of one financial year, for capital or revenue, and belongs to a programme.
          </p>
        </EmptyState>
      )}
      {funds.length > 0 ? <Balances /> : null}
      <LedgerTable caption="What moved last" lines={lines} />
      <p>
        <a href="/commercial/ledger">The whole ledger and its trial balance</a>
      </p>
    </FullWidth>
  );
}

function Picture({ funds }: Pick<Data, "funds">) {
  const shown = funds.map((fund) => ({ fund, money: whereTheMoneyIs(fund) }));
  return (
    <FundBars
      level={2}
      title={fundsFinding(shown.map(({ fund, money }) => ({ state: fund.state, money })))}
      funds={shown.map(({ fund, money }) => ({
        key: fund.fundId,
        name: fund.name,
        href: `/commercial/funding/${encodeURIComponent(fund.fundId)}`,
        money,
      }))}
    />
  );
}

function FilterForm() {
  const { programmes, years, query } = useLoaderData<typeof loader>();
  return (
    <form className="dt-filter-row" method="get" action="/commercial/funding" aria-label="Find funds">
      <Select
        name="year"
        label="Financial year"
        emptyLabel="Every year"
        value={query.year === undefined ? undefined : String(query.year)}
        options={years.map((year) => ({ value: String(year), label: formatFinancialYear(year) }))}
      />
      <Select
        name="programme"
        label="Programme"
        emptyLabel="Every programme"
        value={query.programme}
        options={programmes}
      />
      <Select
        name="nature"
        label="Kind of money"
        emptyLabel="Both kinds"
        value={query.nature}
        options={[
          { value: "revenue", label: "Revenue" },
          { value: "capital", label: "Capital" },
        ]}
      />
      <SubmitButton variant="secondary">Show funds</SubmitButton>
    </form>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Balances() {
  const { funds, query } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="balances"
      caption="Balances"
      narrow="scroll"
      rows={funds}
      rowKey={(fund) => fund.fundId}
      downloads={spreadsheets(`/commercial/funding.csv${fundsAddress(query)}`)}
      noun={["fund", "funds"]}
      columns={[
        {
          key: "name",
          header: "Fund",
          rowHeader: true,
          cell: (fund) => <a href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</a>,
        },
        {
          key: "nature",
          header: "Kind",
          cell: (fund) => (fund.nature === "capital" ? "Capital" : "Revenue"),
        },
        { key: "state", header: "Now", cell: (fund) => <StatusTag status={fund.state} /> },
        { key: "days", header: "When", cell: (fund) => daysText(fund) },
        {
          key: "allocated",
          header: "Put in",
          numeric: true,
          cell: (fund) => <Money amount={fund.allocated} />,
        },
        {
          key: "committed",
          header: "Committed",
          numeric: true,
          cell: (fund) => <Money amount={fund.committed} />,
        },
        { key: "drawn", header: "Drawn", numeric: true, cell: (fund) => <Money amount={fund.drawn} /> },
        {
          key: "free",
          header: FUND_FIGURES.freeToCommit,
          numeric: true,
          cell: (fund) => <Money amount={fund.free} />,
        },
      ]}
      totals={[
        {
          name: "Together",
          allocated: formatPence(sum(funds.map((fund) => fund.allocated))),
          committed: formatPence(sum(funds.map((fund) => fund.committed))),
          drawn: formatPence(sum(funds.map((fund) => fund.drawn))),
          free: formatPence(sum(funds.map((fund) => fund.free))),
        },
      ]}
    />
  );
}
