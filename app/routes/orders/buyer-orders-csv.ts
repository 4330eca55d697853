import { ordersForBuyer } from "~/domain/orders/order-list-views.server";
import { buyer } from "~/web/audience.server";
import { ordersFile } from "~/web/orders/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/orders/order-forms";

export const loader = buyer.loader({ query: OrderQuery }, ({ actor, query, recipient }) =>
  ordersFile(recipient, (tx) => ordersForBuyer(tx, actor.organisationCode, orderFilter(query))),
);
