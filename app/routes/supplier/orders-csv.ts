import { ordersForSupplier } from "~/domain/ordering/order-list-views.server";
import { supplier } from "~/web/audience.server";
import { ordersCsv } from "~/web/order-csv.server";
import { OrderQuery } from "~/web/order-forms";

export const loader = supplier.loader({ query: OrderQuery }, async ({ q, actor, query }) =>
  ordersCsv(await ordersForSupplier(q, actor.organisationCode, { states: query.state, words: query.q })),
);
