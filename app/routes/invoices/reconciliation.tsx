import { useLoaderData } from "@remix-run/react";
import { bookTotals, type Outcome } from "~/domain/invoices/reconciliation";
import { reconciliationView, unsettledPayments } from "~/domain/invoices/reconciliation-views.server";
import type { Pence } from "~/domain/money/money";
import { Inset } from "~/ui/kit/callouts";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { OnlyLine } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { pageOfRows } from "~/domain/shared/rows-page";
import { sortWords } from "~/domain/shared/sorting";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";
import {
  chosenRows,
  OUTCOME_WORDS,
  RECONCILIATION_SORTS,
  ReconciliationQuery,
} from "~/web/invoices/reconciliation-query";

const UNSETTLED_SHOWN = 50;
const TAGS: Record<Outcome, string> = { agrees: "valid", waiting: "in progress", differs: "failed" };
const BASE = "/commercial/reconciliation";
const NOUN = ["invoice", "invoices"] as const;

export const meta = () => [{ title: pageTitle("Reconciliation") }];

export const loader = centre.loader(
  { query: ReconciliationQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, query, request, paymentsSetUp }) => {
    const rows = await reconciliationView(q, { actor });
    const count = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
    return {
      page: shownPage(
        request.url,
        pageOfRows(chosenRows(rows, query), (row) => row.number, placeIn(query)),
      ),
      words: query.q ?? "",
      outcome: query.outcome ?? null,
      sort: query.sort,
      headings: sortLinks(request.url, RECONCILIATION_SORTS, query.sort),
      all: rows.length,
      totals: bookTotals(rows),
      differs: count("differs"),
      waiting: count("waiting"),
      unsettled: await unsettledPayments(q).page(null, UNSETTLED_SHOWN),
      paymentsSetUp,
    };
  },
);

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Reconciliation() {
  const { all, totals, differs, waiting, unsettled, paymentsSetUp } = useLoaderData<typeof loader>();
  const agree = differs === 0 && totals.paid === totals.payments && totals.payments === totals.ledger;
  return (
    <>
      <BackLink href="/commercial/invoices">Invoices</BackLink>
      {agree ? null : (
        <NotificationBanner heading={`${differs} of ${all} invoices do not agree`}>
          <p>
            <a href={`${BASE}?outcome=differs`}>See those that differ, each with what differs</a>
          </p>
        </NotificationBanner>
      )}
      <PageTitle
        lede={
          agree
            ? "Stripe, invoices, payments and the ledger agree to the penny."
            : "Stripe, invoices, payments and the ledger do not agree."
        }
      >
        Reconciliation
      </PageTitle>
      {paymentsSetUp ? null : (
        <Inset>
          <p>Payments are not set up: Stripe has nothing to say of invoices that are raised now.</p>
        </Inset>
      )}
      <SummaryList
        rows={[
          { key: "invoiced", label: "Invoiced, paid or not", value: <Money amount={totals.invoiced} /> },
          { key: "paid", label: "Invoices marked as paid", value: <Money amount={totals.paid} /> },
          { key: "payments", label: "Payments recorded", value: <Money amount={totals.payments} /> },
          {
            key: "ledger",
            label: "Credited to suppliers in the ledger",
            value: <Money amount={totals.ledger} />,
          },
          ...(paymentsSetUp || waiting > 0
            ? [
                {
                  key: "waiting",
                  label: "Waiting for a first message from Stripe",
                  value: `${waiting} ${waiting === 1 ? "invoice" : "invoices"}`,
                },
              ]
            : []),
        ]}
      />
      {unsettled.total > 0 ? <Unsettled /> : null}
      <InvoiceTable />
    </>
  );
}

function Unsettled() {
  const { unsettled } = useLoaderData<typeof loader>();
  return (
    <>
      <OnlyLine
        shown={unsettled.rows.length}
        total={unsettled.total}
        noun={["payment", "payments"]}
        which="latest"
      />
      <DataTable
        id="unsettled"
        caption="Payments at Stripe that settled nothing"
        rows={unsettled.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "what", header: "What came of it", rowHeader: true, cell: (row) => row.outcome },
          { key: "when", header: "Received", cell: (row) => <MomentText at={row.receivedAt} /> },
          { key: "event", header: "Event", cell: (row) => <span className="dt-reference">{row.id}</span> },
        ]}
      />
    </>
  );
}

/** A sum, or that a book says nothing. */
function Sum({ amount }: { amount: Pence | null }) {
  return amount === null ? <>–</> : <Money amount={amount} />;
}

function InvoiceTable() {
  const { page, words, outcome, sort, headings, paymentsSetUp, waiting } = useLoaderData<typeof loader>();
  const groups = [
    {
      name: "outcome",
      legend: "Outcome",
      choices: Object.entries(OUTCOME_WORDS)
        .filter(([value]) => value !== "waiting" || paymentsSetUp || waiting > 0)
        .map(([value, label]) => ({ value, label })),
      chosen: outcome ? [outcome] : [],
    },
  ];
  const sorted = written(sort) === "outcome" ? undefined : written(sort);
  return (
    <SearchedList
      base={BASE}
      page={page}
      noun={NOUN}
      order={sortWords(RECONCILIATION_SORTS, sort)}
      search={{ label: "Invoice, payer or supplier", words }}
      groups={groups}
      sort={sorted}
    >
      <DataTable
        dense
        twoLines
        id="books"
        caption="Invoice by invoice"
        rows={page.rows}
        rowKey={(row) => row.number}
        totalRows={page.total}
        noun={NOUN}
        downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, groups, sort: sorted }))}
        columns={columnsOf(headings)}
        empty={
          <EmptyState heading={words || outcome ? "No invoice matches" : "No invoices yet"} level={3}>
            <p>
              When suppliers invoice, each invoice is compared here with Stripe, its payment and the ledger.
            </p>
          </EmptyState>
        }
      />
    </SearchedList>
  );
}

function columnsOf(headings: Data["headings"]): Column<Data["page"]["rows"][number]>[] {
  return [
    {
      key: "number",
      header: "Invoice",
      sort: headings.number,
      rowHeader: true,
      cell: (row) => <a href={`/invoices/${row.number}`}>{row.number}</a>,
    },
    { key: "payer", header: "Payer", sort: headings.payer, cell: (row) => row.payerName },
    {
      key: "gross",
      header: "Including VAT",
      sort: headings.gross,
      numeric: true,
      cell: (row) => <Money amount={row.gross} />,
    },
    { key: "stripe", header: "Stripe", numeric: true, cell: (row) => <Sum amount={row.stripeTotal} /> },
    {
      key: "paid",
      header: "Payment",
      numeric: true,
      cell: (row) => <Sum amount={row.payment?.amount ?? null} />,
    },
    { key: "ledger", header: "Ledger", numeric: true, cell: (row) => <Sum amount={row.ledger} /> },
    {
      key: "outcome",
      header: "Outcome",
      sort: headings.outcome,
      cell: (row) => (
        <>
          <StatusTag status={TAGS[row.outcome]} label={OUTCOME_WORDS[row.outcome]} />
          {row.differences.map((difference) => (
            <p className="nhsuk-body-s" key={difference}>
              {difference}
            </p>
          ))}
        </>
      ),
    },
  ];
}
