import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { daysText, forwardView } from "~/domain/funding/forward";
import { whereTheMoneyIs, FUND_FIGURES } from "~/domain/funding/fund";
import { waitsLabel } from "~/domain/funding/payments/fund-payment";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { ledgerLines } from "~/domain/ledger/ledger-views.server";
import { moneyRequestsWaiting } from "~/domain/funding/requests/money-request-views.server";
import { transfersWaiting } from "~/domain/funding/transfers/transfer-views.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { FundBars, fundsFinding } from "~/ui/funding/fund-bar";
import { LedgerTable } from "~/ui/ledger/ledger-table";
import { Money } from "~/ui/kit/money";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { Select } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import {
  FUND_SORTS,
  fundsAddress,
  fundsFilter,
  fundsSorted,
  sortedFunds,
  SortedFundsQuery,
} from "~/web/funding/funds-query";
import { sortWords } from "~/domain/shared/sorting";
import { sortLinks } from "~/web/lists/list-sort";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Funds") }];

export const loader = centre.loader(
  { query: SortedFundsQuery },
  async ({ q, actor, query, request, today }) => {
    const all = await fundBalances(q);
    const programmes = new Map(all.map((fund) => [fund.programmeId, fund.programmeName]));
    const officer = actor.roles.includes("commercial_officer");
    return {
      funds: sortedFunds(
        forwardView(
          await withUnusedAllocations(q, all),
          { ...fundsFilter(query), alsoNotAgreed: true },
          today,
        ),
        query.sort,
      ),
      sorted: fundsSorted(query.sort),
      order: sortWords(FUND_SORTS, query.sort),
      headings: sortLinks(request.url, FUND_SORTS, query.sort),
      programmes: [...programmes].map(([value, label]) => ({ value, label })),
      years: [...new Set(all.map((fund) => fund.financialYear))].sort((a, b) => a - b),
      query,
      any: all.length > 0,
      officer,
      waiting: officer ? await transfersWaiting(q, actor.userId).count() : 0,
      asked: officer ? await moneyRequestsWaiting(q, actor.userId).count() : 0,
      lines: await ledgerLines(q, { limit: 15 }),
    };
  },
);

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
        <a href="/funding#programmes">Programmes</a>: the page of each leads to where it is edited and closed
        <br />
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
  const { programmes, years, query, sorted } = useLoaderData<typeof loader>();
  return (
    <form className="dt-filter-row" method="get" action="/commercial/funding" aria-label="Find funds">
      {sorted ? <input type="hidden" name="sort" value={sorted} /> : null}
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

function columnsOf(headings: Data["headings"]): Column<Data["funds"][number]>[] {
  return [
    {
      key: "name",
      header: "Fund",
      sort: headings.name,
      rowHeader: true,
      cell: (fund) => <a href={`/commercial/funding/${encodeURIComponent(fund.fundId)}`}>{fund.name}</a>,
    },
    {
      key: "nature",
      header: "Kind",
      cell: (fund) => (fund.nature === "capital" ? "Capital" : "Revenue"),
    },
    {
      key: "state",
      header: "Now",
      cell: (fund) => (
        <>
          <StatusTag status={fund.payerAgreed ? fund.state : "waiting"} />
          {waitsLabel(fund) ? (
            <>
              <br />
              {waitsLabel(fund)}
            </>
          ) : null}
        </>
      ),
    },
    { key: "days", header: "When", sort: headings.closes, cell: (fund) => daysText(fund) },
    {
      key: "allocated",
      header: FUND_FIGURES.putIn,
      sort: headings.allocated,
      numeric: true,
      cell: (fund) => <Money amount={fund.allocated} />,
    },
    {
      key: "committed",
      header: "Committed",
      sort: headings.committed,
      numeric: true,
      cell: (fund) => <Money amount={fund.committed} />,
    },
    {
      key: "drawn",
      header: "Drawn",
      sort: headings.drawn,
      numeric: true,
      cell: (fund) => <Money amount={fund.drawn} />,
    },
    {
      key: "free",
      header: FUND_FIGURES.freeToCommit,
      sort: headings.free,
      numeric: true,
      cell: (fund) => <Money amount={fund.free} />,
    },
  ];
}

function Balances() {
  const { funds, query, sorted, order, headings } = useLoaderData<typeof loader>();
  return (
    <>
      {funds.length > 1 ? (
        <p className="dt-count">{`${funds.length.toLocaleString("en-GB")} funds, ${order}.`}</p>
      ) : null}
      <DataTable
        id="balances"
        dense
        caption="Balances"
        narrow="scroll"
        rows={funds}
        rowKey={(fund) => fund.fundId}
        downloads={spreadsheets(`/commercial/funding.csv${fundsAddress(query, sorted)}`)}
        noun={["fund", "funds"]}
        columns={columnsOf(headings)}
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
    </>
  );
}
