import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ordersForSupplier } from "~/domain/orders/order-list-views.server";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { OrderList } from "~/ui/orders/order-list";
import { NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { loadOrders } from "~/web/orders/orders.server";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Orders") }];

export const loader = supplier.loader({ query: OrderQuery }, ({ q, actor, query, request }) =>
  loadOrders(ordersForSupplier(q, actor.organisationCode, orderFilter(query)), query, request.url),
);

export default function Orders() {
  const data = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <>
      {search.get("done") === "declined" ? (
        <NotificationBanner success heading="The order is declined">
          <p>The buyer has been told your reason, and can change the order and send it again.</p>
        </NotificationBanner>
      ) : null}
      <PageTitle lede="Orders that are yours to sign, and those that are running.">Orders</PageTitle>
      <OrderList
        base="/supplying/orders"
        {...data}
        states={["awaiting_signature", "live", "completed", "terminated"]}
        other="buyer"
        empty={
          <EmptyState heading="No orders yet">
            <p>An order appears here when a buyer has signed it and every payer has approved its share.</p>
          </EmptyState>
        }
      />
    </>
  );
}
