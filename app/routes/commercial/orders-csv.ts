import { ordersForCentre } from "~/domain/ordering/order-list-views.server";
import { centre } from "~/web/audience.server";
import { ordersCsv } from "~/web/order-csv.server";
import { OrderQuery } from "~/web/order-forms";

export const loader = centre.loader({ query: OrderQuery }, async ({ q, query }) =>
  ordersCsv(await ordersForCentre(q, { states: query.state, words: query.q })),
);
