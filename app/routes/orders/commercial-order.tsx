import { useLoaderData } from "@remix-run/react";
import { madeMovement } from "~/domain/ledger/source-movement-views.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { orderHistory, orderView } from "~/domain/orders/order-views.server";
import { Downloads } from "~/ui/kit/lists/downloads";
import { OrderDocument, OrderStateTag } from "~/ui/orders/order-document";
import { OrderHistory } from "~/ui/orders/order-history";
import { ReversedNote } from "~/ui/ledger/made-movement";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Order") }];

export const loader = centre.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const cost = await orderCost(q, { orderId: order.id, on: today });
  const reservation = await madeMovement(q, `commit:${order.id}`);
  return { order, cost, reservation, history: await orderHistory(q, order.id) };
});

export default function Order() {
  const { order, cost, reservation, history } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/commercial/orders">Orders</BackLink>
      <PageTitle caption={`Order ${order.id}`}>{order.title}</PageTitle>
      <p>
        <OrderStateTag state={order.state} />
      </p>
      <ReversedNote
        made={reservation}
        what="What this order reserved in its funds and budgets"
        then="No money is reserved for it any more: its invoices cannot be paid from there."
        linked
      />
      {order.may.approve && order.state === "awaiting_approval" ? (
        <p>
          <a href={`/commercial/approvals/${order.id}`}>Approve or decline your organisation’s share</a>
        </p>
      ) : null}
      <OrderDocument
        order={order}
        cost={cost}
        shareHref={(payer) => `/commercial/orders/${order.id}/shares/${payer}`}
      />
      <Downloads
        count={1}
        noun={["order", "orders"]}
        files={[{ label: "PDF", href: `/commercial/orders/${order.id}/order.pdf` }]}
      />
      <OrderHistory events={history} />
    </>
  );
}
