import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fundState, whereTheMoneyIs } from "~/domain/funding/fund";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { ledgerLines } from "~/domain/funding/ledger-views.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { DataTable } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { FundBars, fundFinding } from "~/ui/fund-bar";
import { LedgerTable } from "~/ui/ledger-table";
import { Money } from "~/ui/money";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { StatusTag } from "~/ui/tag";
import { centre } from "~/web/audience.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Funds") }];

export const loader = centre.loader({}, async ({ q, today }) => {
  const funds = await fundBalances(q);
  return {
    funds: funds.map((fund) => ({ ...fund, state: fundState(fund, today) })),
    lines: await ledgerLines(q, { limit: 15 }),
  };
});

export default function CommercialFunding() {
  const { funds, lines } = useLoaderData<typeof loader>();
  const shown = funds.map((fund) => ({ fund, money: whereTheMoneyIs(fund, fund.setAside) }));
  const total = (key: "drawn" | "committed" | "allocated" | "free") =>
    sum(shown.map(({ money }) => money[key]));
  const all = {
    drawn: total("drawn"),
    committed: total("committed"),
    allocated: total("allocated"),
    free: total("free"),
  };
  return (
    <FullWidth>
      <PageTitle lede="What each fund holds, what orders have reserved, what invoices have drawn, and what is free.">
        Funds
      </PageTitle>
      {funds.length === 0 ? (
        <EmptyState heading="No fund is open yet">
          <p>
            A fund holds the money of one financial year, for capital or revenue, and belongs to a programme.
          </p>
        </EmptyState>
      ) : (
        <FundBars
          level={2}
          title={fundFinding(all).replace("the fund", "all funds")}
          funds={shown.map(({ fund, money }) => ({
            key: fund.fundId,
            name: fund.name,
            href: `/commercial/funding/${encodeURIComponent(fund.fundId)}`,
            money,
          }))}
        />
      )}
      <Balances funds={funds} />
      <LedgerTable caption="What moved last" lines={lines} />
      <p>
        <a href="/commercial/ledger">The whole ledger and its trial balance</a>
      </p>
    </FullWidth>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Balances({ funds }: Pick<Data, "funds">) {
  return (
    <DataTable
      id="balances"
      caption="Balances"
      narrow="scroll"
      rows={funds}
      rowKey={(fund) => fund.fundId}
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
        { key: "free", header: "Free", numeric: true, cell: (fund) => <Money amount={fund.free} /> },
      ]}
      totals={[
        {
          name: "All funds",
          allocated: formatPence(sum(funds.map((fund) => fund.allocated))),
          committed: formatPence(sum(funds.map((fund) => fund.committed))),
          drawn: formatPence(sum(funds.map((fund) => fund.drawn))),
          free: formatPence(sum(funds.map((fund) => fund.free))),
        },
      ]}
    />
  );
}
