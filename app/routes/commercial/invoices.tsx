import { useLoaderData } from "@remix-run/react";
import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { EmptyState } from "~/ui/empty-state";
import { InvoiceList } from "~/ui/invoice-list";
import { PageTitle, pageTitle } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { centre } from "~/web/audience.server";
import { InvoiceQuery } from "~/web/invoice-forms";

const ROWS_A_PAGE = 50;

export const meta = () => [{ title: pageTitle("Invoices") }];

export const loader = centre.loader(
  { query: InvoiceQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, query, today }) => {
    const { before } = query;
    const toPay = before ? [] : await invoicesList(q, { actor, as: "payer", paid: false, by: "due" });
    const all = await invoicesList(q, { actor, before, limit: ROWS_A_PAGE + 1 });
    return {
      toPay,
      all: all.slice(0, ROWS_A_PAGE),
      older: all.length > ROWS_A_PAGE ? all[ROWS_A_PAGE - 1]!.invoice.number : null,
      first: !before,
      payer: actor.organisation.name,
      today,
    };
  },
);

export default function Invoices() {
  const { toPay, all, older, first, payer, today } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede={`What ${payer} has to pay, and every invoice of the market.`}>Invoices</PageTitle>
      <p>
        <a href="/commercial/reconciliation">Do Stripe, invoices and ledger agree?</a>
      </p>
      {first ? (
        <InvoiceList
          id="to-pay"
          caption={`${payer} has to pay, what is due first at the top`}
          rows={toPay}
          today={today}
          other="supplier"
          total
          csvHref="/commercial/invoices.csv?paid=no&own=yes"
          empty={
            <EmptyState heading="Nothing to pay">
              <p>An invoice appears here when {payer} pays a share of a milestone that was invoiced.</p>
            </EmptyState>
          }
        />
      ) : null}
      <InvoiceList
        id="all"
        caption="All invoices, the latest first"
        rows={all}
        today={today}
        other="both"
        csvHref="/commercial/invoices.csv"
        empty={
          <EmptyState heading="No invoices yet">
            <p>Suppliers invoice the milestones that buyers have confirmed.</p>
          </EmptyState>
        }
      />
      <Pagination
        previous={first ? undefined : { href: "/commercial/invoices", label: "the latest invoices" }}
        next={older ? { href: `/commercial/invoices?before=${older}`, label: "older invoices" } : undefined}
      />
    </>
  );
}
