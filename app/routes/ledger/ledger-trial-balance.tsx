import { useLoaderData } from "@remix-run/react";
import { trialBalanceByKindOf, trialBalanceOf } from "~/domain/ledger/ledger";
import { ledgerChecks } from "~/domain/ledger/ledger-check-views.server";
import { balancesAsAt } from "~/domain/ledger/ledger-history-views.server";
import { formatDay } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, SubmitButton } from "~/ui/kit/form";
import { LastCheck, LedgerAlarm } from "~/ui/ledger/ledger-alarm";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { counterColumns, TrialBalanceTable } from "~/ui/ledger/trial-balance";
import { centre } from "~/web/audience.server";
import {
  BALANCE_SORTS,
  BalancesPageQuery,
  balancesSorted,
  chosenAccounts,
  hasMoved,
} from "~/web/ledger/balances-query";
import { typedDays } from "~/web/forms/typed-days.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { pagedTotals } from "~/ui/kit/lists/paged-totals";
import type { ColumnSort } from "~/ui/kit/lists/sort-form";
import { queryText } from "~/web/lists/as-at-query";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks } from "~/web/lists/list-sort";
import { ACCOUNT_KINDS, accountWords } from "~/domain/ledger/account-words";

export const meta = () => [{ title: pageTitle("Trial balance") }];

const BASE = "/commercial/ledger/trial-balance";
const NOUN = ["account", "accounts"] as const;

export const loader = centre.loader({ query: BalancesPageQuery }, async ({ q, query, request, today }) => {
  const { days, state } = typedDays(request.url, ["on"]);
  const on = days.on ?? today;
  const { kind, find, sort } = query;
  const accounts = (await balancesAsAt(q, { on })).filter(hasMoved);
  const chosen = chosenAccounts(accounts, query);
  const page = pageOfRows(chosen, (row) => row.key, placeIn(query));
  return {
    on,
    state,
    totals: trialBalanceOf(accounts),
    kinds: trialBalanceByKindOf(accounts),
    filters: { kind, find, on: days.on, sort: balancesSorted(sort) },
    page: shownPage(request.url, page),
    foot: pagedTotals(page.rows, chosen, {
      name: "account",
      noun: "accounts",
      figures: {
        debitsPosted: (row) => row.debitsPosted,
        creditsPosted: (row) => row.creditsPosted,
        debitsPending: (row) => row.debitsPending,
        creditsPending: (row) => row.creditsPending,
      },
    }),
    order: sortWords(BALANCE_SORTS, sort),
    headings: sortLinks(request.url, BALANCE_SORTS, sort),
    checks: await ledgerChecks(q, { limit: 10 }),
  };
});

export default function LedgerTrialBalance() {
  const { on, totals, kinds, state, checks } = useLoaderData<typeof loader>();
  const latest = checks[0] ?? null;
  return (
    <>
      <BackLink href="/commercial/ledger">Ledger</BackLink>
      <FullWidth>
        <ErrorSummary errors={state.errors} />
        <PageTitle lede="Every movement goes out of one account and comes into another, so the two always cancel out.">
          Trial balance at the end of {formatDay(on)}
        </PageTitle>
        <LedgerAlarm check={latest} />
        <FilterForm />
        <TrialBalanceTable counts="moved" kinds={kinds} totals={totals} />
        <Accounts />
        <Checks checks={checks} />
      </FullWidth>
    </>
  );
}

/** The accounts behind the balance: each with its four counters, found by words and kind. */
function Accounts() {
  const { on, filters, page, foot, order, headings } = useLoaderData<typeof loader>();
  const { account, out, in: cameIn, reserved, coming } = headings;
  const sorts: Partial<Record<string, ColumnSort>> = {
    debitsPosted: out,
    creditsPosted: cameIn,
    debitsPending: reserved,
    creditsPending: coming,
  };
  const narrowed = Boolean(filters.find || filters.kind);
  return (
    <>
      <h2 id="accounts-heading">By account</h2>
      {page.total > 0 ? <CountLine page={page} noun={NOUN} order={order} /> : null}
      <DataTable
        id="accounts"
        narrow="scroll"
        dense
        caption="By account"
        captionHidden
        rows={page.rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "account",
            header: "Account",
            sort: account,
            rowHeader: true,
            cell: (row) => (
              <a href={`/commercial/ledger?account=${encodeURIComponent(row.key)}&to=${on}`}>
                {accountWords(row.key, row.name)}
              </a>
            ),
          },
          ...counterColumns<(typeof page.rows)[number]>().map((column) => ({
            ...column,
            sort: sorts[column.key],
          })),
        ]}
        totals={foot}
        downloads={spreadsheets(`/commercial/ledger/balances.csv${queryText({ ...filters, on })}`)}
        totalRows={page.total}
        noun={NOUN}
        empty={
          <p>
            {narrowed
              ? "No account that had moved by then matches."
              : "Nothing had moved by then, so there is nothing to add up."}
          </p>
        }
      />
      <ListPages page={page} noun={NOUN} />
    </>
  );
}

function FilterForm() {
  const { on, state, filters } = useLoaderData<typeof loader>();
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
      <SubmitButton variant="secondary">Show the trial balance</SubmitButton>
    </form>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Checks({ checks }: Pick<Data, "checks">) {
  if (checks.length === 0) return <LastCheck check={null} />;
  return (
    <DataTable
      id="checks"
      caption="When every balance was worked out again from its movements"
      rows={checks}
      rowKey={(row) => row.checkedAt.toISOString()}
      columns={[
        { key: "at", header: "When", rowHeader: true, cell: (row) => <MomentText at={row.checkedAt} /> },
        {
          key: "accounts",
          header: "Accounts then, also those never moved",
          numeric: true,
          cell: (row) => row.accounts.toLocaleString("en-GB"),
        },
        {
          key: "postings",
          header: "Movements until then",
          numeric: true,
          cell: (row) => row.postings.toLocaleString("en-GB"),
        },
        {
          key: "differences",
          header: "Differences",
          numeric: true,
          cell: (row) => row.differences.toLocaleString("en-GB"),
        },
        {
          key: "seconds",
          header: "Seconds",
          numeric: true,
          cell: (row) => (row.milliseconds / 1000).toFixed(1),
        },
      ]}
    />
  );
}
