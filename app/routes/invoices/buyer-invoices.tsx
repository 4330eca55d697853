import { useLoaderData } from "@remix-run/react";
import { OPEN_INVOICES, SETTLED_INVOICES } from "~/domain/invoices/invoice";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoices/invoice-views.server";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { InvoiceList } from "~/ui/invoices/invoice-list";
import { ListSearch, withSearch } from "~/ui/kit/lists/list-search";
import { DUE_FIRST, LATEST_FIRST } from "~/domain/invoices/invoice-sort";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { InvoicesQuery, invoiceSearch, shownSearch } from "~/web/invoices/invoice-forms";
import { placeIn, shownPage } from "~/web/lists/list-page";

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = buyer.loader({ query: InvoicesQuery }, async ({ q, actor, query, request, today }) => {
  const open: InvoiceFilter = {
    actor,
    as: "payer",
    states: OPEN_INVOICES,
    ...invoiceSearch(query, DUE_FIRST),
  };
  const [toPay, gross, paid] = await Promise.all([
    invoicesList(q, open).page(placeIn(query)),
    invoicesGross(q, open),
    invoicesList(q, {
      actor,
      as: "payer",
      states: SETTLED_INVOICES,
      ...invoiceSearch(query, LATEST_FIRST),
    }).page(placeIn(query, "paid")),
  ]);
  return {
    toPay: shownPage(request.url, toPay),
    gross,
    paid: shownPage(request.url, paid, "paid"),
    today,
    search: shownSearch(request.url, query),
  };
});

export default function Invoices() {
  const { toPay, gross, paid, today, search } = useLoaderData<typeof loader>();
  const file = (csv: string) => withSearch(csv, search);
  return (
    <>
      <PageTitle lede="What suppliers have invoiced to your organisation. Each payer of an order gets its own invoice.">
        Invoices
      </PageTitle>
      <ListSearch
        action="/buying/invoices"
        label="Invoice, order or supplier"
        words={search.words}
        keep={{ sort: search.sort ?? undefined }}
      />
      <InvoiceList
        id="to-pay"
        caption="To pay"
        page={toPay}
        noun={["invoice to pay", "invoices to pay"]}
        today={today}
        sorted={search.due}
        other="supplier"
        gross={gross}
        csvHref={file("/buying/invoices.csv?paid=no")}
        empty={
          <EmptyState words={search.words} heading="Nothing to pay">
            <p>An invoice appears here when a milestone is confirmed and its supplier has invoiced it.</p>
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
        other="supplier"
        csvHref={file("/buying/invoices.csv?paid=yes")}
        empty={
          <EmptyState words={search.words} heading="No paid invoices yet">
            <p>Paid invoices stay here.</p>
          </EmptyState>
        }
      />
    </>
  );
}
