import { ordersForSupplier } from "~/domain/orders/order-list-views.server";
import { supplier } from "~/web/audience.server";
import { ordersFile } from "~/web/orders/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

export const loader = supplier.loader({ query: OrderQuery }, ({ actor, query, recipient }) =>
  ordersFile(recipient, (tx) => ordersForSupplier(tx, actor.organisationCode, orderFilter(query))),
);
