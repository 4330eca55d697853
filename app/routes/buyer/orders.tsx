import { useLoaderData } from "@remix-run/react";
import type { OrderState } from "~/domain/ordering/order";
import { ordersForBuyer } from "~/domain/ordering/order-list-views.server";
import { EmptyState } from "~/ui/empty-state";
import { OrderList } from "~/ui/order-list";
import { PageTitle, pageTitle } from "~/ui/page";
import { buyer } from "~/web/audience.server";
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

export const loader = buyer.loader({ query: OrderQuery }, async ({ q, actor, query }) => ({
  rows: await ordersForBuyer(q, actor.organisationCode, { states: query.state, words: query.q }),
  chosen: query.state,
  words: query.q,
}));

export default function Orders() {
  const { rows, chosen, words } = useLoaderData<typeof loader>();
  const filtered = chosen.length > 0 || words !== "";
  return (
    <>
      <PageTitle lede="What your organisation orders, from first draft to completion.">Orders</PageTitle>
      <OrderList
        base="/buying/orders"
        rows={rows}
        states={STATES}
        chosen={chosen}
        words={words}
        other="supplier"
        empty={
          filtered ? (
            <EmptyState heading="No order matches these filters">
              <p>
                <a href="/buying/orders">Clear all filters</a>
              </p>
            </EmptyState>
          ) : (
            <EmptyState
              heading="No orders yet"
              action={{ label: "Start a shortlist", href: "/buying/shortlists" }}
            >
              <p>An order begins with an award: shortlist solutions, compare them, and award to one.</p>
            </EmptyState>
          )
        }
      />
    </>
  );
}
