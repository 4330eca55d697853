import { useLoaderData } from "@remix-run/react";
import { orderView } from "~/domain/orders/order-views.server";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { Money } from "~/ui/kit/money";
import { pageTitle, ReadingColumn } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

export const meta = () => [{ title: pageTitle("Order sent for approval") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => ({
  order: await orderView(q, { id: params.orderId, actor, on: today }),
}));

export default function Sent() {
  const { order } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <ConfirmationPanel title="Order sent for approval" reference={order.id} referenceLabel="Call-off" />
      <h2>What happens next</h2>
      <ol>
        {order.approvals.map((one) => (
          <li key={one.payerCode}>
            {one.payerName} is asked to approve <Money amount={one.net} /> and <Money amount={one.vat} /> VAT.
            Its approvers have been sent an email.
          </li>
        ))}
        <li>When every payer has approved, {order.supplier.name} is asked to sign.</li>
        <li>When it signs, the money is committed, the order is live, and it is published.</li>
      </ol>
      <p>If a payer or the supplier declines, the order comes back to you with everything you filled in.</p>
      {order.may.approve ? (
        <p>
          You are an approver:{" "}
          <a href={`/buying/approvals/${order.id}`}>decide about your organisation’s share</a>.
        </p>
      ) : null}
      <p>
        <a href={`/buying/orders/${order.id}`}>See the order</a>
      </p>
    </ReadingColumn>
  );
}
