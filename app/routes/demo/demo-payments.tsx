import { useLoaderData } from "@remix-run/react";
import { pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import { hasStandInPages, hostedInvoices } from "~/gateways/stand-ins/stripe-page.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";

export const meta = () => [{ title: pageTitle("Payments of the demonstration") }];

export const loader = anyone.loader({}, async ({ demo }) => {
  demoOnly(demo);
  if (!hasStandInPages()) {
    throw new Problem("not-found", "not-found", {
      title: "Page not found",
      detail: "Payments go through Stripe here, which has pages of its own, or they are not set up.",
    });
  }
  return { invoices: await hostedInvoices() };
});

export default function DemoPayments() {
  const { invoices } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="The local stand-in for Stripe: the latest 100 invoices that it holds. No money moves.">
        Payments of the demonstration
      </PageTitle>
      <DataTable
        caption="Invoices at the stand-in"
        captionHidden
        rows={invoices}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "number",
            header: "Invoice",
            rowHeader: true,
            cell: (row) => <a href={`/demo/payments/${row.id}`}>{row.number}</a>,
          },
          { key: "payer", header: "Payer", cell: (row) => row.customerName },
          { key: "what", header: "For", cell: (row) => row.description },
          { key: "status", header: "Status", cell: (row) => <StatusTag status={row.status} /> },
          {
            key: "total",
            header: "Total",
            numeric: true,
            cell: (row) => <Money amount={pence(row.totalPence)} />,
          },
        ]}
        empty={
          <EmptyState heading="No invoices yet">
            <p>When a supplier invoices a confirmed milestone, the invoice arrives here within seconds.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
