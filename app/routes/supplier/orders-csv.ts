import { ordersForSupplier } from "~/domain/ordering/order-list-views.server";
import { supplier } from "~/web/audience.server";
import { ordersCsv } from "~/web/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/order-forms";

export const loader = supplier.loader({ query: OrderQuery }, ({ actor, query, recipient }) =>
  ordersCsv(recipient, (tx) => ordersForSupplier(tx, actor.organisationCode, orderFilter(query))),
);
