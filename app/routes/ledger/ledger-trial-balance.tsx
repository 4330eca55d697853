import { useLoaderData } from "@remix-run/react";
import { trialBalanceByKindOf, trialBalanceOf } from "~/domain/ledger/ledger";
import { ledgerChecks } from "~/domain/ledger/ledger-check-views.server";
import { balancesAsAt } from "~/domain/ledger/ledger-history-views.server";
import { formatDay } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/data-table";
import { MomentText } from "~/ui/kit/day";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { ErrorSummary, SubmitButton } from "~/ui/kit/form";
import { LastCheck, LedgerAlarm } from "~/ui/ledger/ledger-alarm";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { counterColumns, counterTotals, TrialBalanceTable } from "~/ui/ledger/trial-balance";
import { centre } from "~/web/audience.server";
import { hasMoved } from "~/web/ledger/balances-query";
import { typedDays } from "~/web/forms/typed-days.server";
import { spreadsheets } from "~/ui/kit/downloads";
import { accountWords } from "~/domain/ledger/account-words";

const SHOWN = 200;

export const meta = () => [{ title: pageTitle("Trial balance") }];

export const loader = centre.loader({}, async ({ q, request, today }) => {
  const { days, state } = typedDays(request.url, ["on"]);
  const on = days.on ?? today;
  const accounts = (await balancesAsAt(q, { on })).filter(hasMoved);
  return {
    on,
    state,
    totals: trialBalanceOf(accounts),
    kinds: trialBalanceByKindOf(accounts),
    accounts: accounts.slice(0, SHOWN),
    count: accounts.length,
    checks: await ledgerChecks(q, { limit: 10 }),
  };
});

export default function LedgerTrialBalance() {
  const { on, state, totals, kinds, accounts, count, checks } = useLoaderData<typeof loader>();
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
        <form method="get" action="/commercial/ledger/trial-balance" noValidate>
          <DateField
            name="on"
            label="End of day"
            hint="For example 31 3 2026"
            error={state.errors["on"]}
            parts={typedDate(state, "on", on)}
          />
          <SubmitButton variant="secondary">Show the trial balance</SubmitButton>
        </form>
        <TrialBalanceTable kinds={kinds} totals={totals} />
        <DataTable
          id="accounts"
          narrow="scroll"
          caption={
            count > SHOWN ? `The first ${SHOWN} of ${count.toLocaleString("en-GB")} accounts` : "By account"
          }
          rows={accounts}
          rowKey={(row) => row.key}
          columns={[
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
            ...counterColumns<(typeof accounts)[number]>(),
          ]}
          totals={count > SHOWN ? undefined : [{ account: "Total", ...counterTotals(totals) }]}
          downloads={spreadsheets(`/commercial/ledger/balances.csv?on=${on}`)}
          totalRows={count}
          noun={["account", "accounts"]}
          empty={<p>Nothing had moved by then, so there is nothing to add up.</p>}
        />
        <Checks checks={checks} />
      </FullWidth>
    </>
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
          header: "Accounts",
          numeric: true,
          cell: (row) => row.accounts.toLocaleString("en-GB"),
        },
        {
          key: "postings",
          header: "Movements",
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
