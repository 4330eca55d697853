import { useLoaderData } from "@remix-run/react";
import { OPEN_INVOICES } from "~/domain/invoices/invoice";
import { invoicesGross, invoicesList, type InvoiceFilter } from "~/domain/invoices/invoice-views.server";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { InvoiceList } from "~/ui/invoices/invoice-list";
import { ListSearch, withSearch } from "~/ui/kit/lists/list-search";
import { DUE_FIRST, LATEST_FIRST } from "~/domain/invoices/invoice-sort";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { CentreInvoicesQuery, invoiceSearch, shownSearch } from "~/web/invoices/invoice-forms";
import { placeIn, shownPage } from "~/web/lists/list-page";

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = centre.loader(
  { query: CentreInvoicesQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, query, request, today }) => {
    const open: InvoiceFilter = {
      actor,
      as: "payer",
      states: OPEN_INVOICES,
      ...invoiceSearch(query, DUE_FIRST),
    };
    const [toPay, gross, all] = await Promise.all([
      invoicesList(q, open).page(placeIn(query)),
      invoicesGross(q, open),
      invoicesList(q, { actor, ...invoiceSearch(query, LATEST_FIRST) }).page(placeIn(query, "all")),
    ]);
    return {
      toPay: shownPage(request.url, toPay),
      gross,
      all: shownPage(request.url, all, "all"),
      payer: actor.organisation.name,
      today,
      search: shownSearch(request.url, query),
    };
  },
);

export default function Invoices() {
  const { toPay, gross, all, payer, today, search } = useLoaderData<typeof loader>();
  const file = (csv: string) => withSearch(csv, search);
  return (
    <>
      <PageTitle lede={`What ${payer} has to pay, and every invoice of the market.`}>Invoices</PageTitle>
      <p>
        <a href="/commercial/reconciliation">Do Stripe, invoices and ledger agree?</a>
      </p>
      <ListSearch
        action="/commercial/invoices"
        label="Invoice, order, payer or supplier"
        words={search.words}
        keep={{ sort: search.sort ?? undefined }}
      />
      <InvoiceList
        id="to-pay"
        caption={`${payer} has to pay`}
        page={toPay}
        noun={["invoice to pay", "invoices to pay"]}
        today={today}
        sorted={search.due}
        other="supplier"
        gross={gross}
        csvHref={file("/commercial/invoices.csv?paid=no&own=yes")}
        empty={
          <EmptyState words={search.words} heading="Nothing to pay">
            <p>An invoice appears here when {payer} pays a share of a milestone that was invoiced.</p>
          </EmptyState>
        }
      />
      <InvoiceList
        id="all"
        caption="All invoices"
        page={all}
        noun={["invoice", "invoices"]}
        today={today}
        sorted={search.latest}
        other="both"
        csvHref={file("/commercial/invoices.csv")}
        empty={
          <EmptyState words={search.words} heading="No invoices yet">
            <p>Suppliers invoice the milestones that buyers have confirmed.</p>
          </EmptyState>
        }
      />
    </>
  );
}
