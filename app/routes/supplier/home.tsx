import { useLoaderData } from "@remix-run/react";
import { certificationOf } from "~/domain/certification/certification-views.server";
import { invoicesList } from "~/domain/invoicing/invoice-views.server";
import { ordersForSupplier } from "~/domain/ordering/order-list-views.server";
import { dayOf } from "~/domain/shared/day";
import { AudienceHome, type Todo } from "~/ui/audience-home";
import { EmptyState } from "~/ui/empty-state";
import { pageTitle } from "~/ui/page";
import { supplier } from "~/web/audience.server";
import { claimAddress } from "~/web/claim-address";
import { latestContracts, RUNNING, runningOrders, waitingFirst } from "~/web/home-data.server";

export const meta = () => [{ title: pageTitle("Supplying") }];

export const loader = supplier.loader({}, async ({ q, actor, today }) => {
  const { supplierId } = actor.organisation;
  const code = actor.organisationCode;
  const [running, unsigned, invoices, certification] = await Promise.all([
    runningOrders(ordersForSupplier(q, code, { states: RUNNING })),
    waitingFirst(
      ordersForSupplier(q, code, {
        states: ["awaiting_signature"],
        sort: { by: "begun", descending: false },
      }),
      ["order to accept or decline", "orders to accept or decline"],
      "/supplying/orders?state=awaiting_signature&sort=begun",
    ),
    waitingFirst(
      invoicesList(q, { actor, as: "supplier", states: ["sent"], dueBefore: today, by: "due" }),
      ["overdue invoice", "overdue invoices"],
      "/supplying/invoices",
    ),
    supplierId ? certificationOf(q, { supplierId, on: today }) : null,
  ]);
  const needs = certification?.needs ?? [];
  const todos: Todo[] = [
    ...unsigned.rows.map((row) => ({
      key: `sign-${row.id}`,
      label: `Accept or decline order ${row.id}`,
      href: `/supplying/orders/${row.id}`,
      about: `${row.buyerName}: ${row.title}`,
      dateLabel: "Sent",
      day: dayOf(row.submittedAt ?? row.createdAt),
    })),
    ...invoices.rows.map((row) => ({
      key: `invoice-${row.invoice.number}`,
      label: `Invoice ${row.invoice.number} is overdue`,
      href: `/invoices/${row.invoice.number}`,
      about: `${row.payerName}, ${row.orderTitle}`,
      dateLabel: "Due",
      day: row.invoice.dueOn,
    })),
    ...needs.map((need) => ({
      key: `certificate-${need.key}`,
      label: need.label,
      href: claimAddress(need),
      about: need.text,
      dateLabel: need.day ? need.dayLabel : "Today",
      day: need.day ?? today,
    })),
  ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    organisationName: actor.organisation.name,
    todos,
    more: [...unsigned.more, ...invoices.more],
    running,
    published: await latestContracts(q),
  };
});

export default function SupplierHome() {
  const { organisationName, todos, more, running, published } = useLoaderData<typeof loader>();
  return (
    <AudienceHome
      title="Supplying"
      organisationName={organisationName}
      todos={todos}
      more={more}
      nothing={
        <EmptyState heading="Nothing waits for you" level={3}>
          <p>
            Orders to sign, overdue invoices, and claims and certificates to mend appear here, with their
            dates.
          </p>
        </EmptyState>
      }
      running={running}
      ordersBase="/supplying/orders"
      published={published}
      links={[
        { label: "Listings", href: "/supplying/listings" },
        { label: "Orders", href: "/supplying/orders" },
        { label: "Invoices", href: "/supplying/invoices" },
        { label: "Certification", href: "/supplying/certification" },
      ]}
    />
  );
}
