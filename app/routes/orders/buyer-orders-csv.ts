import { ordersForBuyer } from "~/domain/ordering/order-list-views.server";
import { buyer } from "~/web/audience.server";
import { ordersFile } from "~/web/order-csv.server";
import { orderFilter, OrderQuery } from "~/web/order-forms";

export const loader = buyer.loader({ query: OrderQuery }, ({ actor, query, recipient }) =>
  ordersFile(recipient, (tx) => ordersForBuyer(tx, actor.organisationCode, orderFilter(query))),
);
