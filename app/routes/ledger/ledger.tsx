import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ACCOUNT_KINDS } from "~/domain/ledger/account-words";
import { ENTRY_KINDS, ENTRY_WORDS } from "~/domain/ledger/ledger";
import { latestLedgerCheck } from "~/domain/ledger/ledger-check-views.server";
import { ledgerList, trialBalanceByKind } from "~/domain/ledger/ledger-views.server";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, hasErrors, SubmitButton, type FormState } from "~/ui/kit/form";
import { LastCheck, LedgerAlarm } from "~/ui/ledger/ledger-alarm";
import { LedgerTable } from "~/ui/ledger/ledger-table";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { TrialBalanceTable } from "~/ui/ledger/trial-balance";
import { centre } from "~/web/audience.server";
import { accountFields, ledgerFilter, LedgerPageQuery } from "~/web/ledger/ledger-query";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { typedDays } from "~/web/forms/typed-days.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Ledger") }];

const MOVEMENTS = ["movement", "movements"] as const;
const LATEST_FIRST = "the latest day first";

export const loader = centre.loader({ query: LedgerPageQuery }, async ({ q, query, request }) => {
  const { entry, order } = query;
  const { days, state } = typedDays(request.url, ["from", "to"]);
  const list = ledgerList(q, ledgerFilter({ ...query, ...days }));
  return {
    filters: { ...accountFields(query), entry, order, ...days },
    state,
    // A filter that cannot be read shows nothing, and not what nobody asked for.
    page: hasErrors(state) ? null : shownPage(request.url, await list.page(placeIn(query))),
    balance: await trialBalanceByKind(q),
    check: await latestLedgerCheck(q),
  };
});

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Ledger() {
  const { filters, state, page, balance, check } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <ErrorSummary errors={state.errors} />
      <PageTitle lede="Every movement of money, in double entry. Nothing here can be changed or deleted.">
        Ledger
      </PageTitle>
      <LedgerAlarm check={check} />
      <TrialBalanceTable counts="all" kinds={balance.kinds} totals={balance.totals} />
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
      <FilterForm query={filters} state={state} />
      {page ? <Movements page={page} filters={filters} /> : null}
    </FullWidth>
  );
}

function Movements({ page, filters }: { page: NonNullable<Data["page"]>; filters: Data["filters"] }) {
  return (
    <>
      {page.total > 0 ? <CountLine page={page} noun={MOVEMENTS} order={LATEST_FIRST} /> : null}
      <LedgerTable
        caption={`Movements, ${LATEST_FIRST}`}
        lines={page.rows}
        totalRows={page.total}
        chosen={Object.values(filters).some(Boolean)}
        downloads={spreadsheets(`/commercial/ledger.csv?${address(filters)}`)}
      />
      <ListPages page={page} noun={MOVEMENTS} />
    </>
  );
}

function FilterForm({ query, state }: { query: Data["filters"]; state: FormState }) {
  const { kind, code } = query;
  return (
    <form className="dt-filter-row" method="get" action="/commercial/ledger" noValidate>
      <h2 className="nhsuk-heading-m dt-filter-row__heading">Find movements</h2>
      <Select
        name="entry"
        label="What happened"
        value={query.entry}
        emptyLabel="Anything"
        options={ENTRY_KINDS.map((entry) => ({ value: entry, label: ENTRY_WORDS[entry] }))}
      />
      <Select
        name="kind"
        label="Kind of account"
        value={kind}
        emptyLabel="Any"
        options={Object.entries(ACCOUNT_KINDS).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="code"
        label="Code of the fund, organisation or supplier"
        hint="For example RR8. Without a kind of account, every account of it"
        value={code}
        width={20}
      />
      <TextField name="order" label="Order" hint="For example C010001-01" value={query.order} width={10} />
      <DateField
        name="from"
        label="From day"
        hint="For example 1 4 2026"
        error={state.errors["from"]}
        parts={typedDate(state, "from")}
      />
      <DateField
        name="to"
        label="To day"
        hint="For example 31 3 2027"
        error={state.errors["to"]}
        parts={typedDate(state, "to")}
      />
      <SubmitButton variant="secondary">Show movements</SubmitButton>
    </form>
  );
}

function address(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given).toString();
}
