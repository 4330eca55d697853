import { useLoaderData, useSearchParams } from "@remix-run/react";
import type { OrderState } from "~/domain/orders/order";
import { ORDER_SORTS } from "~/domain/orders/order-sort";
import { ordersForSupplier } from "~/domain/orders/order-list-views.server";
import { EmptyState } from "~/ui/kit/empty-state";
import { OrderList } from "~/ui/orders/order-list";
import { NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks } from "~/web/lists/list-sort";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

const STATES: OrderState[] = ["awaiting_signature", "live", "completed", "terminated"];

export const meta = () => [{ title: pageTitle("Orders") }];

export const loader = supplier.loader({ query: OrderQuery }, async ({ q, actor, query, request }) => {
  const page = await ordersForSupplier(q, actor.organisationCode, orderFilter(query)).page(placeIn(query));
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
  const [search] = useSearchParams();
  const filtered = chosen.length > 0 || words !== "";
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
        page={page}
        sort={sort}
        headings={headings}
        states={STATES}
        chosen={chosen}
        words={words}
        other="buyer"
        empty={
          filtered ? (
            <EmptyState heading="No order matches these filters">
              <p>
                <a href="/supplying/orders">Clear all filters</a>
              </p>
            </EmptyState>
          ) : (
            <EmptyState heading="No orders yet">
              <p>An order appears here when a buyer has signed it and every payer has approved its share.</p>
            </EmptyState>
          )
        }
      />
    </>
  );
}
