import { useLoaderData } from "@remix-run/react";
import { ordersForSupplier } from "~/domain/orders/order-list-views.server";
import { AudienceHome } from "~/ui/home/audience-home";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { latestContracts, RUNNING, runningOrders } from "~/web/home/home-data.server";
import { supplierTodos } from "~/web/home/supplier-todos.server";

export const meta = () => [{ title: pageTitle("Supplying") }];

export const loader = supplier.loader({}, async ({ q, actor, now, today }) => {
  const code = actor.organisationCode;
  const [running, waiting, published] = await Promise.all([
    runningOrders(ordersForSupplier(q, code, { states: RUNNING })),
    supplierTodos(q, actor, { today, now }),
    latestContracts(q, { naming: code }),
  ]);
  return { organisationName: actor.organisation.name, ...waiting, running, published };
});

export default function SupplierHome() {
  const { organisationName, todos, more, sums, running, published } = useLoaderData<typeof loader>();
  return (
    <AudienceHome
      title="Supplying"
      organisationName={organisationName}
      todos={todos}
      more={more}
      sums={sums}
      own="supplier"
      nothing={
        <EmptyState heading="Nothing waits for you" level={3}>
          <p>
            Orders to sign, invoices to raise, overdue invoices, listings to change, and claims and
            certificates to put right appear here, with their dates.
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
        { label: "Invoicing details", href: "/supplying/invoicing-details" },
        { label: "Certification", href: "/supplying/certification" },
      ]}
    />
  );
}
