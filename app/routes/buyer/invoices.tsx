import { useLoaderData } from "@remix-run/react";
import { OPEN_INVOICES, SETTLED_INVOICES } from "~/domain/invoicing/invoice";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoicing/invoice-views.server";
import { EmptyState } from "~/ui/empty-state";
import { InvoiceList } from "~/ui/invoice-list";
import { PageTitle, pageTitle } from "~/ui/page";
import { buyer } from "~/web/audience.server";
import { InvoicesQuery } from "~/web/invoice-forms";
import { placeIn, shownPage } from "~/web/list-page";

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = buyer.loader({ query: InvoicesQuery }, async ({ q, actor, query, request, today }) => {
  const open: InvoiceFilter = { actor, as: "payer", states: OPEN_INVOICES, by: "due" };
  const [toPay, gross, paid] = await Promise.all([
    invoicesList(q, open).page(placeIn(query)),
    invoicesGross(q, open),
    invoicesList(q, { actor, as: "payer", states: SETTLED_INVOICES }).page(placeIn(query, "paid")),
  ]);
  return {
    toPay: shownPage(request.url, toPay),
    gross,
    paid: shownPage(request.url, paid, "paid"),
    today,
  };
});

export default function Invoices() {
  const { toPay, gross, paid, today } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="What suppliers have invoiced to your organisation. Each payer of an order gets its own invoice.">
        Invoices
      </PageTitle>
      <InvoiceList
        id="to-pay"
        caption="To pay, what is due first at the top"
        page={toPay}
        noun={["invoice to pay", "invoices to pay"]}
        today={today}
        other="supplier"
        gross={gross}
        csvHref="/buying/invoices.csv?paid=no"
        empty={
          <EmptyState heading="Nothing to pay">
            <p>An invoice appears here when a milestone is confirmed and its supplier has invoiced it.</p>
          </EmptyState>
        }
      />
      <InvoiceList
        id="paid"
        caption="Paid, the latest first"
        page={paid}
        noun={["paid invoice", "paid invoices"]}
        today={today}
        other="supplier"
        csvHref="/buying/invoices.csv?paid=yes"
        empty={
          <EmptyState heading="No paid invoices yet">
            <p>Paid invoices stay here.</p>
          </EmptyState>
        }
      />
    </>
  );
}
