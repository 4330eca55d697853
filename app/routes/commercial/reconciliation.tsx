import { useLoaderData } from "@remix-run/react";
import { bookTotals, type Outcome } from "~/domain/invoicing/reconciliation";
import { reconciliationView, unsettledPayments } from "~/domain/invoicing/reconciliation-views.server";
import type { Pence } from "~/domain/money/money";
import { Inset } from "~/ui/callouts";
import { DataTable } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { OnlyLine } from "~/ui/list-page";
import { Money } from "~/ui/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { StatusTag } from "~/ui/tag";
import { centre } from "~/web/audience.server";

const SHOWN = 200;
const UNSETTLED_SHOWN = 50;
const TAGS: Record<Outcome, { status: string; label: string }> = {
  agrees: { status: "valid", label: "Agrees" },
  waiting: { status: "in progress", label: "Waiting for Stripe" },
  differs: { status: "failed", label: "Differs" },
};

export const meta = () => [{ title: pageTitle("Reconciliation") }];

export const loader = centre.loader(
  { roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, paymentsSetUp }) => {
    const rows = await reconciliationView(q, { actor });
    const count = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
    return {
      rows: rows.slice(0, SHOWN),
      all: rows.length,
      totals: bookTotals(rows),
      differs: count("differs"),
      waiting: count("waiting"),
      unsettled: await unsettledPayments(q).page(null, UNSETTLED_SHOWN),
      paymentsSetUp,
    };
  },
);

export default function Reconciliation() {
  const { all, totals, differs, waiting, unsettled, paymentsSetUp } = useLoaderData<typeof loader>();
  const agree = differs === 0 && totals.paid === totals.payments && totals.payments === totals.ledger;
  return (
    <>
      <BackLink href="/commercial/invoices">Invoices</BackLink>
      {agree ? null : (
        <NotificationBanner heading={`${differs} of ${all} invoices do not agree`}>
          <p>They stand first below, each with what differs.</p>
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
          {
            key: "waiting",
            label: "Waiting for a first webhook",
            value: `${waiting} ${waiting === 1 ? "invoice" : "invoices"}`,
          },
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
  const { rows, all } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="books"
      caption={all > rows.length ? `The first ${rows.length} of ${all} invoices` : "Invoice by invoice"}
      rows={rows}
      rowKey={(row) => row.number}
      totalRows={all}
      noun={["invoice", "invoices"]}
      downloads={[{ label: "CSV", href: "/commercial/reconciliation.csv" }]}
      columns={[
        {
          key: "number",
          header: "Invoice",
          rowHeader: true,
          cell: (row) => <a href={`/invoices/${row.number}`}>{row.number}</a>,
        },
        { key: "payer", header: "Payer", cell: (row) => row.payerName },
        { key: "gross", header: "Invoice", numeric: true, cell: (row) => <Money amount={row.gross} /> },
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
          cell: (row) => (
            <>
              <StatusTag {...TAGS[row.outcome]} />
              {row.differences.map((difference) => (
                <p className="nhsuk-body-s" key={difference}>
                  {difference}
                </p>
              ))}
            </>
          ),
        },
      ]}
      empty={
        <EmptyState heading="No invoices yet">
          <p>
            When suppliers invoice, each invoice is compared here with Stripe, its payment and the ledger.
          </p>
        </EmptyState>
      }
    />
  );
}
