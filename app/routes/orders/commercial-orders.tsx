import { useLoaderData } from "@remix-run/react";
import { ordersForCentre } from "~/domain/orders/order-list-views.server";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { OrderList } from "~/ui/orders/order-list";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { loadOrders } from "~/web/orders/orders.server";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Orders") }];

export const loader = centre.loader({ query: OrderQuery }, ({ q, query, request }) =>
  loadOrders(ordersForCentre(q, orderFilter(query)), query, request.url),
);

export default function Orders() {
  const data = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="Every call-off under every framework.">Orders</PageTitle>
      <OrderList
        base="/commercial/orders"
        {...data}
        other="both"
        empty={
          <EmptyState heading="No orders yet">
            <p>Orders of every buyer appear here as soon as they are started.</p>
          </EmptyState>
        }
      />
    </>
  );
}
