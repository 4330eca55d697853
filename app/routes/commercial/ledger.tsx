import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ledgerLines, recomputeDifferences, trialBalanceByKind } from "~/domain/funding/ledger-views.server";
import { formatPence } from "~/domain/money/format";
import { DataTable } from "~/ui/data-table";
import { WarningCallout } from "~/ui/callouts";
import { SubmitButton } from "~/ui/form";
import { LedgerTable } from "~/ui/ledger-table";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Select, TextField } from "~/ui/text-fields";
import { centre } from "~/web/audience.server";
import { ledgerFilter, LedgerQuery } from "~/web/ledger-query";

export const meta: MetaFunction = () => [{ title: pageTitle("Ledger") }];

const PAGE = 50;
const KINDS: Record<string, string> = {
  source: "Where funds come from",
  fund: "Funds",
  budget: "Organisations’ own budgets",
  vat: "VAT that payers recover",
  supplier: "Suppliers",
};

export const loader = centre.loader({ query: LedgerQuery }, async ({ q, query }) => {
  const found = await ledgerLines(q, { ...ledgerFilter(query), limit: PAGE + 1 });
  const lines = found.slice(0, PAGE);
  return {
    query,
    lines,
    next: found.length > PAGE ? String(lines.at(-1)!.id) : null,
    balance: await trialBalanceByKind(q),
    differences: (await recomputeDifferences(q)).map((difference) => difference.key),
  };
});

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Ledger() {
  const { query, lines, next, balance, differences } = useLoaderData<typeof loader>();
  const { before: _before, ...filters } = query;
  return (
    <FullWidth>
      <PageTitle lede="Every movement of money, in double entry. Nothing here can be changed or deleted.">
        Ledger
      </PageTitle>
      <TrialBalance balance={balance} differences={differences} />
      <FilterForm query={query} />
      <LedgerTable
        caption="Movements, newest first"
        lines={lines}
        downloads={[{ label: "CSV", href: `/commercial/ledger.csv?${address(filters)}` }]}
      />
      <Pagination
        label="Movements"
        next={
          next ? { href: `?${address({ ...filters, before: next })}`, label: "earlier movements" } : undefined
        }
      />
    </FullWidth>
  );
}

function TrialBalance({ balance, differences }: Pick<Data, "balance" | "differences">) {
  const { kinds, totals } = balance;
  const zero = totals.postedDifference === 0n && totals.pendingDifference === 0n;
  return (
    <>
      <DataTable
        id="trial-balance"
        narrow="scroll"
        caption={
          zero
            ? "Trial balance: credits less debits is £0.00"
            : `Trial balance: credits less debits is ${formatPence(totals.postedDifference)}`
        }
        rows={kinds}
        rowKey={(row) => row.kind}
        columns={[
          { key: "kind", header: "Accounts", rowHeader: true, cell: (row) => KINDS[row.kind] ?? row.kind },
          {
            key: "count",
            header: "How many",
            numeric: true,
            cell: (row) => row.accounts.toLocaleString("en-GB"),
          },
          {
            key: "debitsPosted",
            header: "Debits posted",
            numeric: true,
            cell: (row) => formatPence(row.debitsPosted),
          },
          {
            key: "creditsPosted",
            header: "Credits posted",
            numeric: true,
            cell: (row) => formatPence(row.creditsPosted),
          },
          {
            key: "debitsPending",
            header: "Debits reserved",
            numeric: true,
            cell: (row) => formatPence(row.debitsPending),
          },
          {
            key: "creditsPending",
            header: "Credits reserved",
            numeric: true,
            cell: (row) => formatPence(row.creditsPending),
          },
        ]}
        totals={[
          {
            kind: "Total",
            debitsPosted: formatPence(totals.debitsPosted),
            creditsPosted: formatPence(totals.creditsPosted),
            debitsPending: formatPence(totals.debitsPending),
            creditsPending: formatPence(totals.creditsPending),
          },
        ]}
      />
      <Recomputed differences={differences} />
    </>
  );
}

function FilterForm({ query }: Pick<Data, "query">) {
  return (
    <form method="get" action="/commercial/ledger">
      <h2 className="nhsuk-heading-m">Find movements</h2>
      <Select
        name="deed"
        label="What happened"
        value={query.deed}
        emptyLabel="Anything"
        options={[
          { value: "open", label: "A fund was opened" },
          { value: "commit", label: "An order reserved money" },
          { value: "draw", label: "An invoice was paid" },
          { value: "release", label: "Money was given back" },
        ]}
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

function Recomputed({ differences }: Pick<Data, "differences">) {
  return differences.length === 0 ? (
    <p>Every balance was worked out again from its movements just now, and they agree.</p>
  ) : (
    <WarningCallout heading="Balances differ from their movements">
      <p>
        These accounts do not equal the sum of their movements: {differences.join(", ")}. Call support now.
      </p>
    </WarningCallout>
  );
}
