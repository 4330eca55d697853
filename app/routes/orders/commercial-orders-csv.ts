import { ordersForCentre } from "~/domain/orders/order-list-views.server";
import { centre } from "~/web/audience.server";
import { ordersFile } from "~/web/orders/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

export const loader = centre.loader({ query: OrderQuery }, ({ query, recipient }) =>
  ordersFile(recipient, (tx) => ordersForCentre(tx, orderFilter(query))),
);
