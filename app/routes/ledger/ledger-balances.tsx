import { useLoaderData } from "@remix-run/react";
import { ACCOUNT_KINDS, accountWords } from "~/domain/ledger/account-words";
import { available, postedBalance } from "~/domain/ledger/ledger";
import { balancesAsAt } from "~/domain/ledger/ledger-history-views.server";
import { formatPence } from "~/domain/money/format";
import { formatDay, type Day } from "~/domain/shared/day";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, SubmitButton } from "~/ui/kit/form";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { pagedTotals } from "~/ui/kit/lists/paged-totals";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { typedDays } from "~/web/forms/typed-days.server";
import {
  BALANCE_SORTS,
  BalancesPageQuery,
  balancesSorted,
  chosenAccounts,
  type BalanceSort,
} from "~/web/ledger/balances-query";
import { queryText } from "~/web/lists/as-at-query";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, type SortLinks } from "~/web/lists/list-sort";

export const meta = () => [{ title: pageTitle("Balances as at any day") }];

export const loader = centre.loader({ query: BalancesPageQuery }, async ({ q, query, request, today }) => {
  const { days, state } = typedDays(request.url, ["on"]);
  const on = days.on ?? today;
  const all = chosenAccounts(await balancesAsAt(q, { on }), query);
  const page = pageOfRows(all, (row) => row.key, placeIn(query));
  const { kind, find, zero, sort } = query;
  return {
    on,
    state,
    filters: { kind, find, zero, on: days.on, sort: balancesSorted(sort) },
    page: shownPage(request.url, page),
    totals: pagedTotals(page.rows, all, {
      name: "account",
      noun: "accounts",
      figures: {
        in: (row) => row.creditsPosted,
        out: (row) => row.debitsPosted,
        balance: postedBalance,
        reserved: (row) => row.debitsPending,
        available,
      },
    }),
    order: sortWords(BALANCE_SORTS, sort),
    headings: sortLinks(request.url, BALANCE_SORTS, sort),
  };
});

const BASE = "/commercial/ledger/balances";
const NOUN = ["account", "accounts"] as const;

export default function LedgerBalances() {
  const { on, state, filters, page, totals, order, headings } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/commercial/ledger">Ledger</BackLink>
      <FullWidth>
        <ErrorSummary errors={state.errors} />
        <PageTitle lede="What each account held at the end of a day, by the day that each entry names.">
          Balances as at {formatDay(on)}
        </PageTitle>
        <FilterForm />
        {page.total > 0 ? <CountLine page={page} noun={NOUN} order={order} /> : null}
        <DataTable
          id="balances"
          narrow="scroll"
          dense
          caption={`Balances at the end of ${formatDay(on)}`}
          rows={page.rows}
          rowKey={(row) => row.key}
          columns={columnsOf(on, headings)}
          totals={totals}
          downloads={spreadsheets(`${BASE}.csv${queryText(filters)}`)}
          totalRows={page.total}
          noun={NOUN}
          empty={
            <EmptyState heading="No account had moved by then">
              <p>
                Choose a later day, another kind of account, or show the accounts that have not moved too.
              </p>
            </EmptyState>
          }
        />
        <ListPages page={page} noun={NOUN} />
      </FullWidth>
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["page"]["rows"][number];

function columnsOf(on: Day, headings: SortLinks<BalanceSort>): Column<Row>[] {
  const sum = (
    key: "in" | "out" | "balance" | "reserved" | "available",
    header: string,
    of: (row: Row) => bigint,
  ) => ({
    key,
    header,
    sort: headings[key],
    numeric: true,
    cell: (row: Row) => formatPence(of(row) as Row["debitsPosted"]),
  });
  return [
    {
      key: "account",
      header: "Account",
      sort: headings.account,
      rowHeader: true,
      cell: (row) => (
        <a href={`/commercial/ledger?account=${encodeURIComponent(row.key)}&to=${on}`}>
          {accountWords(row.key, row.name)}
        </a>
      ),
    },
    { key: "kind", header: "Kind", sort: headings.kind, cell: (row) => ACCOUNT_KINDS[row.kind] },
    sum("in", "Came in", (row) => row.creditsPosted),
    sum("out", "Went out", (row) => row.debitsPosted),
    sum("balance", "Balance", postedBalance),
    sum("reserved", "Reserved", (row) => row.debitsPending),
    sum("available", "Available", available),
  ];
}

function FilterForm() {
  const { on, filters, state } = useLoaderData<typeof loader>();
  return (
    <form className="dt-filter-row" method="get" action={BASE} noValidate aria-label="Find accounts">
      {filters.sort ? <input type="hidden" name="sort" value={filters.sort} /> : null}
      <DateField
        name="on"
        label="End of day"
        hint="For example 31 3 2026"
        error={state.errors["on"]}
        parts={typedDate(state, "on", on)}
      />
      <Select
        name="kind"
        label="Kind of account"
        value={filters.kind}
        emptyLabel="Any"
        options={Object.entries(ACCOUNT_KINDS).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="find"
        label="Account"
        hint="Part of its name or code, for example Leeds or RR8"
        value={filters.find}
        width={20}
      />
      <Select
        name="zero"
        label="Accounts that had not moved"
        value={filters.zero}
        emptyLabel="Leave out"
        options={[{ value: "yes", label: "Show too" }]}
      />
      <SubmitButton variant="secondary">Show balances</SubmitButton>
    </form>
  );
}
