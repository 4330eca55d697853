import { ordersForBuyer } from "~/domain/ordering/order-list-views.server";
import { buyer } from "~/web/audience.server";
import { ordersCsv } from "~/web/order-csv.server";
import { OrderQuery } from "~/web/order-forms";

export const loader = buyer.loader({ query: OrderQuery }, async ({ q, actor, query }) =>
  ordersCsv(await ordersForBuyer(q, actor.organisationCode, { states: query.state, words: query.q })),
);
