import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DEED_KINDS, DEEDS } from "~/domain/funding/ledger";
import { latestLedgerCheck } from "~/domain/funding/ledger-check-views.server";
import { ledgerList, trialBalanceByKind } from "~/domain/funding/ledger-views.server";
import { SubmitButton } from "~/ui/form";
import { LastCheck, LedgerAlarm } from "~/ui/ledger-alarm";
import { LedgerTable } from "~/ui/ledger-table";
import { CountLine, ListPages } from "~/ui/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { Select, TextField } from "~/ui/text-fields";
import { TrialBalanceTable } from "~/ui/trial-balance";
import { centre } from "~/web/audience.server";
import { ledgerFilter, LedgerQuery } from "~/web/ledger-query";
import { MOST_WORKBOOK_ROWS, placeIn, shownPage } from "~/web/list-page";

export const meta: MetaFunction = () => [{ title: pageTitle("Ledger") }];

const MOVEMENTS = ["movement", "movements"] as const;
const LATEST_RECORDED = "the latest recorded first";

export const loader = centre.loader({ query: LedgerQuery }, async ({ q, query, request }) => {
  const { account, deed, order, from, to } = query;
  return {
    filters: { account, deed, order, from, to },
    page: shownPage(request.url, await ledgerList(q, ledgerFilter(query)).page(placeIn(query))),
    balance: await trialBalanceByKind(q),
    check: await latestLedgerCheck(q),
  };
});

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Ledger() {
  const { filters, page, balance, check } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Every movement of money, in double entry. Nothing here can be changed or deleted.">
        Ledger
      </PageTitle>
      <LedgerAlarm check={check} />
      <TrialBalanceTable kinds={balance.kinds} totals={balance.totals} />
      <LastCheck check={check} />
      <ul>
        <li>
          <a href="/commercial/ledger/balances">Balances of accounts as at any day</a>
        </li>
        <li>
          <a href="/commercial/ledger/trial-balance">Trial balance as at any day, by account</a>
        </li>
        <li>
          <a href="/commercial/year-end">Year end</a>
        </li>
      </ul>
      <FilterForm query={filters} />
      {page.total > 0 ? <CountLine page={page} noun={MOVEMENTS} order={LATEST_RECORDED} /> : null}
      <LedgerTable
        caption={`Movements, ${LATEST_RECORDED}`}
        lines={page.rows}
        totalRows={page.total}
        downloads={[
          { label: "CSV", href: `/commercial/ledger.csv?${address(filters)}` },
          ...(page.total <= MOST_WORKBOOK_ROWS
            ? [{ label: "XLSX", href: `/commercial/ledger.xlsx?${address(filters)}` }]
            : []),
        ]}
      />
      <ListPages page={page} noun={MOVEMENTS} />
    </FullWidth>
  );
}

function FilterForm({ query }: { query: Data["filters"] }) {
  return (
    <form method="get" action="/commercial/ledger">
      <h2 className="nhsuk-heading-m">Find movements</h2>
      <Select
        name="deed"
        label="What happened"
        value={query.deed}
        emptyLabel="Anything"
        options={DEED_KINDS.map((deed) => ({ value: deed, label: DEEDS[deed] }))}
      />
      <TextField
        name="account"
        label="Account"
        hint="For example budget:RR8, supplier:20001 or the reference of a fund after fund:"
        value={query.account}
        width={20}
      />
      <TextField name="order" label="Order" hint="For example C010001-01" value={query.order} width={10} />
      <TextField name="from" label="From day" hint="For example 2026-04-01" value={query.from} width={10} />
      <TextField name="to" label="To day" hint="For example 2027-03-31" value={query.to} width={10} />
      <SubmitButton variant="secondary">Show movements</SubmitButton>
    </form>
  );
}

function address(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given).toString();
}
