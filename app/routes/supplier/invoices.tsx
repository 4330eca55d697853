import { useLoaderData } from "@remix-run/react";
import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { toInvoice } from "~/domain/invoicing/to-invoice-views.server";
import { DataTable } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { InvoiceList } from "~/ui/invoice-list";
import { PageTitle, pageTitle } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { supplier } from "~/web/audience.server";
import { InvoiceQuery } from "~/web/invoice-forms";

const ROWS_A_PAGE = 50;

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = supplier.loader({ query: InvoiceQuery }, async ({ q, actor, query, now, today }) => {
  const { before } = query;
  const { organisationCode } = actor;
  const [toRaise, due, paid] = await Promise.all([
    before ? [] : toInvoice(q, { organisationCode: organisationCode ?? "", today, at: now }),
    before ? [] : invoicesList(q, { actor, as: "supplier", paid: false, by: "due" }),
    invoicesList(q, { actor, as: "supplier", paid: true, before, limit: ROWS_A_PAGE + 1 }),
  ]);
  const older = paid.length > ROWS_A_PAGE ? paid[ROWS_A_PAGE - 1]!.invoice.number : null;
  return { toRaise, due, paid: paid.slice(0, ROWS_A_PAGE), older, first: !before, today };
});

export default function Invoices() {
  const { due, paid, older, first, today } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="What you can invoice now, what is due to you, and what has been paid.">
        Invoices
      </PageTitle>
      {first ? (
        <>
          <ToRaise />
          <InvoiceList
            id="due"
            caption="Due to you, the longest waiting first"
            rows={due}
            today={today}
            other="payer"
            total
            csvHref="/supplying/invoices.csv?paid=no"
            empty={
              <EmptyState heading="Nothing is due to you">
                <p>Invoices that you have raised stay here until they are paid.</p>
              </EmptyState>
            }
          />
        </>
      ) : null}
      <InvoiceList
        id="paid"
        caption="Paid, the latest first"
        rows={paid}
        today={today}
        other="payer"
        csvHref="/supplying/invoices.csv?paid=yes"
        empty={
          <EmptyState heading="No paid invoices yet">
            <p>You get an e-mail when a payer has paid.</p>
          </EmptyState>
        }
      />
      <Pagination
        previous={first ? undefined : { href: "/supplying/invoices", label: "the latest invoices" }}
        next={older ? { href: `/supplying/invoices?before=${older}`, label: "older invoices" } : undefined}
      />
    </>
  );
}

const subjectQuery = (of: { milestoneId: string } | { financialYear: number }) =>
  "milestoneId" in of ? `milestone=${of.milestoneId}` : `year=${of.financialYear}`;

function ToRaise() {
  const { toRaise } = useLoaderData<typeof loader>();
  return (
    <DataTable
      id="to-raise"
      caption="What you can invoice now"
      rows={toRaise}
      rowKey={(row) => `${row.orderId} ${row.title}`}
      columns={[
        {
          key: "milestone",
          header: "Milestone or annual charge",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={`/supplying/orders/${row.orderId}/invoices?${subjectQuery(row.of)}`}>
                Invoice {row.title}
              </a>
              <br />
              <span className="dt-reference">{row.orderId}</span>
            </>
          ),
        },
        { key: "order", header: "Order", cell: (row) => row.orderTitle },
        { key: "buyer", header: "Buyer", cell: (row) => row.buyerName },
        {
          key: "confirmed",
          header: "Confirmed",
          cell: (row) => (row.confirmedAt ? <MomentText at={row.confirmedAt} /> : "Its year has begun"),
        },
      ]}
      empty={
        <EmptyState heading="Nothing to invoice">
          <p>When a buyer confirms a milestone of an order, you get an e-mail and can invoice it here.</p>
        </EmptyState>
      }
    />
  );
}
