import { useLoaderData } from "@remix-run/react";
import { available, postedBalance } from "~/domain/ledger/ledger";
import { balancesAsAt } from "~/domain/ledger/ledger-history-views.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import { DataTable, type Column } from "~/ui/kit/data-table";
import { EmptyState } from "~/ui/kit/empty-state";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { ErrorSummary, SubmitButton } from "~/ui/kit/form";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { Pagination } from "~/ui/kit/pagination";
import { Select, TextField } from "~/ui/kit/text-fields";
import { queryText } from "~/web/lists/as-at-query";
import { centre } from "~/web/audience.server";
import { BalancesPageQuery, chosenAccounts } from "~/web/ledger/balances-query";
import { typedDays } from "~/web/forms/typed-days.server";
import { spreadsheets } from "~/ui/kit/downloads";
import { ACCOUNT_KINDS, accountWords } from "~/domain/ledger/account-words";

const PAGE = 50;

export const meta = () => [{ title: pageTitle("Balances as at any day") }];

export const loader = centre.loader({ query: BalancesPageQuery }, async ({ q, query, request, today }) => {
  const { days, state } = typedDays(request.url, ["on"]);
  const on = days.on ?? today;
  const all = chosenAccounts(await balancesAsAt(q, { on }), query);
  const from = query.after ? all.findIndex((row) => row.key === query.after) + 1 : 0;
  const rows = all.slice(from, from + PAGE);
  return {
    on,
    state,
    query: { ...query, on: days.on },
    rows,
    count: all.length,
    total: sum(all.map(postedBalance)),
    next: from + PAGE < all.length ? rows.at(-1)!.key : null,
  };
});

export default function LedgerBalances() {
  const { on, state, query, rows, count, total, next } = useLoaderData<typeof loader>();
  const { after: _after, ...filters } = query;
  return (
    <>
      <BackLink href="/commercial/ledger">Ledger</BackLink>
      <FullWidth>
        <ErrorSummary errors={state.errors} />
        <PageTitle lede="What each account held at the end of a day, by the day that each entry names.">
          Balances as at {formatDay(on)}
        </PageTitle>
        <FilterForm />
        <DataTable
          id="balances"
          narrow="scroll"
          caption={`Balances at the end of ${formatDay(on)}`}
          rows={rows}
          rowKey={(row) => row.key}
          columns={columnsOf(on)}
          totals={
            next === null && !query.after ? [{ account: "Total", balance: formatPence(total) }] : undefined
          }
          downloads={spreadsheets(`/commercial/ledger/balances.csv${queryText(filters)}`)}
          totalRows={count}
          noun={["account", "accounts"]}
          empty={
            <EmptyState heading="No account had moved by then">
              <p>
                Choose a later day, another kind of account, or show the accounts that have not moved too.
              </p>
            </EmptyState>
          }
        />
        <Pagination
          label="Accounts"
          previous={
            query.after ? { href: queryText(filters) || "?", label: "the first accounts" } : undefined
          }
          next={next ? { href: queryText({ ...filters, after: next }), label: "more accounts" } : undefined}
        />
      </FullWidth>
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function columnsOf(on: Day): Column<Row>[] {
  return [
    {
      key: "account",
      header: "Account",
      rowHeader: true,
      cell: (row) => (
        <a href={`/commercial/ledger?account=${encodeURIComponent(row.key)}&to=${on}`}>
          {accountWords(row.key, row.name)}
        </a>
      ),
    },
    { key: "kind", header: "Kind", cell: (row) => ACCOUNT_KINDS[row.kind] },
    { key: "in", header: "Came in", numeric: true, cell: (row) => formatPence(row.creditsPosted) },
    { key: "out", header: "Went out", numeric: true, cell: (row) => formatPence(row.debitsPosted) },
    {
      key: "balance",
      header: "Balance",
      numeric: true,
      cell: (row) => formatPence(postedBalance(row)),
    },
    {
      key: "reserved",
      header: "Reserved",
      numeric: true,
      cell: (row) => formatPence(row.debitsPending),
    },
    {
      key: "available",
      header: "Available",
      numeric: true,
      cell: (row) => formatPence(available(row)),
    },
  ];
}

function FilterForm() {
  const { on, query, state } = useLoaderData<typeof loader>();
  return (
    <form method="get" action="/commercial/ledger/balances" noValidate>
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
        value={query.kind}
        emptyLabel="Any"
        options={Object.entries(ACCOUNT_KINDS).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="find"
        label="Account"
        hint="Part of its name or code, for example Leeds or RR8"
        value={query.find}
        width={20}
      />
      <Select
        name="zero"
        label="Accounts that had not moved"
        value={query.zero}
        emptyLabel="Leave out"
        options={[{ value: "yes", label: "Show too" }]}
      />
      <SubmitButton variant="secondary">Show balances</SubmitButton>
    </form>
  );
}
