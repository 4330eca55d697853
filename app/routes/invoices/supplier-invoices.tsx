import { useLoaderData } from "@remix-run/react";
import { OPEN_INVOICES, SETTLED_INVOICES } from "~/domain/invoices/invoice";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoices/invoice-views.server";
import { toInvoice } from "~/domain/invoices/to-invoice-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { InvoiceList } from "~/ui/invoices/invoice-list";
import { ListSearch, withSearch } from "~/ui/kit/lists/list-search";
import { DUE_FIRST, LATEST_FIRST } from "~/domain/invoices/invoice-sort";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { InvoicesQuery, invoiceSearch, shownSearch } from "~/web/invoices/invoice-forms";
import { placeIn, shownPage } from "~/web/lists/list-page";

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = supplier.loader(
  { query: InvoicesQuery },
  async ({ q, actor, query, request, now, today }) => {
    const open: InvoiceFilter = {
      actor,
      as: "supplier",
      states: OPEN_INVOICES,
      ...invoiceSearch(query, DUE_FIRST),
    };
    const [toRaise, due, gross, paid] = await Promise.all([
      toInvoice(q, { organisationCode: actor.organisationCode, today, at: now }),
      invoicesList(q, open).page(placeIn(query)),
      invoicesGross(q, open),
      invoicesList(q, {
        actor,
        as: "supplier",
        states: SETTLED_INVOICES,
        ...invoiceSearch(query, LATEST_FIRST),
      }).page(placeIn(query, "paid")),
    ]);
    return {
      toRaise,
      due: shownPage(request.url, due),
      gross,
      paid: shownPage(request.url, paid, "paid"),
      today,
      search: shownSearch(request.url, query),
    };
  },
);

export default function Invoices() {
  const { due, gross, paid, today, search } = useLoaderData<typeof loader>();
  const file = (csv: string) => withSearch(csv, search);
  return (
    <>
      <PageTitle lede="What you can invoice now, what is due to you, and what has been paid.">
        Invoices
      </PageTitle>
      <p>
        <a href="/supplying/invoicing-details">What your invoices say about you</a>: address, VAT number, bank
        account and whom to tell of a dispute.
      </p>
      <ListSearch
        action="/supplying/invoices"
        label="Invoice, order or payer"
        words={search.words}
        keep={{ sort: search.sort ?? undefined }}
      />
      <ToRaise />
      <InvoiceList
        id="due"
        caption="Due to you"
        page={due}
        noun={["invoice due", "invoices due"]}
        today={today}
        sorted={search.due}
        other="payer"
        gross={gross}
        csvHref={file("/supplying/invoices.csv?paid=no")}
        empty={
          <EmptyState words={search.words} heading="Nothing is due to you">
            <p>Invoices that you have raised stay here until they are paid.</p>
          </EmptyState>
        }
      />
      <InvoiceList
        id="paid"
        caption="Paid"
        page={paid}
        noun={["paid invoice", "paid invoices"]}
        today={today}
        sorted={search.latest}
        other="payer"
        csvHref={file("/supplying/invoices.csv?paid=yes")}
        empty={
          <EmptyState words={search.words} heading="No paid invoices yet">
            <p>You get an e-mail when a payer has paid.</p>
          </EmptyState>
        }
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
