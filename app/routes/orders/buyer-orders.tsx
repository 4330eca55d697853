import { useLoaderData } from "@remix-run/react";
import type { OrderState } from "~/domain/orders/order";
import { ORDER_SORTS } from "~/domain/orders/order-sort";
import { ordersForBuyer } from "~/domain/orders/order-list-views.server";
import { EmptyState } from "~/ui/kit/empty-state";
import { OrderList } from "~/ui/orders/order-list";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks } from "~/web/lists/list-sort";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

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

export const loader = buyer.loader({ query: OrderQuery }, async ({ q, actor, query, request }) => {
  const page = await ordersForBuyer(q, actor.organisationCode, orderFilter(query)).page(placeIn(query));
  return {
    page: shownPage(request.url, page),
    chosen: query.state,
    words: query.q,
    sort: query.sort,
    headings: sortLinks(request.url, ORDER_SORTS, query.sort),
  };
});

export default function Orders() {
  const { page, chosen, words, sort, headings } = useLoaderData<typeof loader>();
  const filtered = chosen.length > 0 || words !== "";
  return (
    <>
      <PageTitle lede="What your organisation orders, from first draft to completion.">Orders</PageTitle>
      <OrderList
        base="/buying/orders"
        page={page}
        sort={sort}
        headings={headings}
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
