import { ordersForSupplier } from "~/domain/ordering/order-list-views.server";
import { supplier } from "~/web/audience.server";
import { ordersFile } from "~/web/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/order-forms";

export const loader = supplier.loader({ query: OrderQuery }, ({ actor, query, recipient }) =>
  ordersFile(recipient, (tx) => ordersForSupplier(tx, actor.organisationCode, orderFilter(query))),
);
