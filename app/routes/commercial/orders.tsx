import { useLoaderData } from "@remix-run/react";
import type { OrderState } from "~/domain/ordering/order";
import { ordersForCentre } from "~/domain/ordering/order-list-views.server";
import { EmptyState } from "~/ui/empty-state";
import { OrderList } from "~/ui/order-list";
import { PageTitle, pageTitle } from "~/ui/page";
import { centre } from "~/web/audience.server";
import { OrderQuery } from "~/web/order-forms";

const STATES: OrderState[] = [
  "in_progress",
  "awaiting_approval",
  "awaiting_signature",
  "live",
  "completed",
  "terminated",
  "cancelled",
];

export const meta = () => [{ title: pageTitle("Orders") }];

export const loader = centre.loader({ query: OrderQuery }, async ({ q, query }) => ({
  rows: await ordersForCentre(q, { states: query.state, words: query.q }),
  chosen: query.state,
  words: query.q,
}));

export default function Orders() {
  const { rows, chosen, words } = useLoaderData<typeof loader>();
  const filtered = chosen.length > 0 || words !== "";
  return (
    <>
      <PageTitle lede="Every call-off under every framework.">Orders</PageTitle>
      <OrderList
        base="/commercial/orders"
        rows={rows}
        states={STATES}
        chosen={chosen}
        words={words}
        other="both"
        empty={
          filtered ? (
            <EmptyState heading="No order matches these filters">
              <p>
                <a href="/commercial/orders">Clear all filters</a>
              </p>
            </EmptyState>
          ) : (
            <EmptyState heading="No orders yet">
              <p>Orders of every buyer appear here as soon as they are started.</p>
            </EmptyState>
          )
        }
      />
    </>
  );
}
