import type { OrderState } from "~/domain/orders/order";
import type { OrderRow } from "~/domain/orders/order-list-views.server";
import { ORDER_SORTS } from "~/domain/orders/order-sort";
import type { List } from "~/domain/shared/keyset.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks } from "~/web/lists/list-sort";
import type { OrdersAsked } from "./order-forms";

/** The states that a buyer and the centre may filter by. */
const STATES: readonly OrderState[] = [
  "in_progress",
  "awaiting_approval",
  "awaiting_signature",
  "live",
  "completed",
  "terminated",
  "cancelled",
];

/** What a list of orders shows, whoever's orders they are. */
export async function loadOrders(orders: List<OrderRow>, query: OrdersAsked, url: string) {
  return {
    page: shownPage(url, await orders.page(placeIn(query))),
    states: STATES,
    chosen: query.state,
    words: query.q,
    sort: query.sort,
    headings: sortLinks(url, ORDER_SORTS, query.sort),
  };
}
