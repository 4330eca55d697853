import { useLoaderData } from "@remix-run/react";
import { ordersForBuyer } from "~/domain/orders/order-list-views.server";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { OrderList } from "~/ui/orders/order-list";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { loadOrders } from "~/web/orders/orders.server";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Orders") }];

export const loader = buyer.loader({ query: OrderQuery }, ({ q, actor, query, request }) =>
  loadOrders(ordersForBuyer(q, actor.organisationCode, orderFilter(query)), query, request.url),
);

export default function Orders() {
  const data = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="What your organisation orders, from first draft to completion.">Orders</PageTitle>
      <OrderList
        base="/buying/orders"
        {...data}
        other="supplier"
        empty={
          <EmptyState
            heading="No orders yet"
            action={{ label: "Start a shortlist", href: "/buying/shortlists" }}
          >
            <p>An order begins with an award: shortlist solutions, compare them, and award to one.</p>
          </EmptyState>
        }
      />
    </>
  );
}
