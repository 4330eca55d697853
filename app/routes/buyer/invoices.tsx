import { useLoaderData } from "@remix-run/react";
import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { EmptyState } from "~/ui/empty-state";
import { InvoiceList } from "~/ui/invoice-list";
import { PageTitle, pageTitle } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { buyer } from "~/web/audience.server";
import { InvoiceQuery } from "~/web/invoice-forms";

const ROWS_A_PAGE = 50;

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = buyer.loader({ query: InvoiceQuery }, async ({ q, actor, query, today }) => {
  const { before } = query;
  const toPay = before ? [] : await invoicesList(q, { actor, as: "payer", paid: false, by: "due" });
  const paid = await invoicesList(q, { actor, as: "payer", paid: true, before, limit: ROWS_A_PAGE + 1 });
  return {
    toPay,
    paid: paid.slice(0, ROWS_A_PAGE),
    older: paid.length > ROWS_A_PAGE ? paid[ROWS_A_PAGE - 1]!.invoice.number : null,
    first: !before,
    today,
  };
});

export default function Invoices() {
  const { toPay, paid, older, first, today } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="What suppliers have invoiced to your organisation. Each payer of an order gets its own invoice.">
        Invoices
      </PageTitle>
      {first ? (
        <InvoiceList
          id="to-pay"
          caption="To pay, what is due first at the top"
          rows={toPay}
          today={today}
          other="supplier"
          total
          csvHref="/buying/invoices.csv?paid=no"
          empty={
            <EmptyState heading="Nothing to pay">
              <p>An invoice appears here when a milestone is confirmed and its supplier has invoiced it.</p>
            </EmptyState>
          }
        />
      ) : null}
      <InvoiceList
        id="paid"
        caption="Paid, the latest first"
        rows={paid}
        today={today}
        other="supplier"
        csvHref="/buying/invoices.csv?paid=yes"
        empty={
          <EmptyState heading="No paid invoices yet">
            <p>Paid invoices stay here.</p>
          </EmptyState>
        }
      />
      <Pagination
        previous={first ? undefined : { href: "/buying/invoices", label: "the latest invoices" }}
        next={older ? { href: `/buying/invoices?before=${older}`, label: "older invoices" } : undefined}
      />
    </>
  );
}
