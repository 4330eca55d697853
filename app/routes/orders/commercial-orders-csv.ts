import { ordersForCentre } from "~/domain/ordering/order-list-views.server";
import { centre } from "~/web/audience.server";
import { ordersFile } from "~/web/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/order-forms";

export const loader = centre.loader({ query: OrderQuery }, ({ query, recipient }) =>
  ordersFile(recipient, (tx) => ordersForCentre(tx, orderFilter(query))),
);
