import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { trialBalanceByKindOf, trialBalanceOf } from "~/domain/funding/ledger";
import { ledgerChecks } from "~/domain/funding/ledger-check-views.server";
import { balancesAsAt } from "~/domain/funding/ledger-history-views.server";
import { formatDay } from "~/domain/shared/day";
import { DataTable } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { SubmitButton } from "~/ui/form";
import { LastCheck, LedgerAlarm } from "~/ui/ledger-alarm";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { TextField } from "~/ui/text-fields";
import { counterColumns, counterTotals, TrialBalanceTable } from "~/ui/trial-balance";
import { asAt } from "~/web/as-at-query";
import { centre } from "~/web/audience.server";
import { hasMoved } from "~/web/balances-query";

const SHOWN = 200;

export const meta = () => [{ title: pageTitle("Trial balance") }];

export const loader = centre.loader({ query: z.object({ on: asAt }) }, async ({ q, query, today }) => {
  const on = query.on ?? today;
  const accounts = (await balancesAsAt(q, { on })).filter(hasMoved);
  return {
    on,
    totals: trialBalanceOf(accounts),
    kinds: trialBalanceByKindOf(accounts),
    accounts: accounts.slice(0, SHOWN),
    count: accounts.length,
    checks: await ledgerChecks(q, { limit: 10 }),
  };
});

export default function LedgerTrialBalance() {
  const { on, totals, kinds, accounts, count, checks } = useLoaderData<typeof loader>();
  const latest = checks[0] ?? null;
  return (
    <>
      <BackLink href="/commercial/ledger">Ledger</BackLink>
      <FullWidth>
        <PageTitle lede="Every movement is a debit of one account and a credit of another, so the two always cancel out.">
          Trial balance at the end of {formatDay(on)}
        </PageTitle>
        <LedgerAlarm check={latest} />
        <form method="get" action="/commercial/ledger/trial-balance">
          <TextField name="on" label="End of day" hint="For example 2026-03-31" value={on} width={10} />
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
                <a href={`/commercial/ledger?account=${encodeURIComponent(row.key)}&to=${on}`}>{row.key}</a>
              ),
            },
            ...counterColumns<(typeof accounts)[number]>(),
          ]}
          totals={count > SHOWN ? undefined : [{ account: "Total", ...counterTotals(totals) }]}
          downloads={[{ label: "CSV", href: `/commercial/ledger/balances.csv?on=${on}` }]}
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
      caption="When every balance was worked out again from its postings"
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
          header: "Postings",
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
